import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { draftDate, draftPresale } from "../../../test/support/concert-draft.ts";
import {
  both,
  check,
  evening,
  list,
  plan,
  priced,
  queue,
  r,
  ready,
  s,
  sale,
  told,
  withRows,
} from "../../../test/support/readiness.ts";
import { krIndustry } from "../money/refund-rules.ts";
import { ConcertDocument, emptyDocument } from "./documents.ts";
import { type Finding, steps } from "./findings.ts";

it("[CD20] a finished draft has nothing but findings that are in order, in the order of the steps", () => {
  const found = check({ presales: [draftPresale()] });
  expect(told(found)).toEqual([]);
  expect(found.map(({ step }) => step)).toEqual(
    found.map(({ step }) => step).toSorted((a, b) => steps.indexOf(a) - steps.indexOf(b)),
  );
  expect(found.find(({ code }) => code === "zones-priced")?.numbers).toEqual({
    zones: 2,
    seats: 412,
  });
});

describe("[CD22] a finding that deserves only a look blocks nothing", () => {
  const cases: [codes: string[], found: Finding[]][] = [
    [["artist-missing"], check({ artist: both("") })],
    [["age-limit-missing"], check({ ageLimit: null })],
    [["running-time-missing"], check({ runningMinutes: null })],
    [["text-untranslated"], check({ description: { ko: "뮤지컬", en: "" } })],
    [["description-missing"], check({ description: both("") })],
    [["poster-missing"], check({ poster: null, posterAlt: both("") })],
    [["poster-text-missing"], check({ posterAlt: both("") })],
    [
      ["no-accessible-place"],
      check({}, { plan: { ...plan, accessibleSeats: 0, isStandingOnly: true } }),
    ],
    [["cast-unknown"], check(withRows(draftDate(evening, { castIds: ["gone"] })))],
    [["zone-free"], check(priced(r, { ...s, priceMinor: 0 }))],
    [["refund-ends-before-sale"], check({ refundPolicy: krIndustry() })],
    [["intakes-few"], check({ queue: { ...queue, expectedFans: 1_000_000 } })],
    [["presale-for-nobody"], check({ presales: [draftPresale({ codes: [] })] })],
    [["presale-without-dates"], check({ presales: [draftPresale({ phaseIds: ["second"] })] })],
    [
      ["presale-overlaps-lobby"],
      check({ presales: [draftPresale({ closesAt: "2098-03-11T10:31:00.000Z" })] }),
    ],
    [
      ["discount-zone-unknown"],
      check({
        priceTypes: [
          { id: "youth", name: both("Youth"), zones: ["x"], cut: { percent: 30 }, note: null },
        ],
      }),
    ],
    [
      ["discount-never"],
      check({
        automatic: [
          {
            id: "early",
            kind: "early-bird",
            name: both("Early"),
            zones: null,
            cut: { percent: 20 },
            fromMs: null,
            untilMs: Date.parse("2098-03-11T11:00:00Z"),
            tier: null,
          },
        ],
      }),
    ],
  ];
  for (const [codes, found] of cases)
    it(codes.join(), () => {
      expect(told(found)).toEqual(codes.map((code) => `warns ${code}`));
    });
});

it("[CD23] a zone without a price is counted with its seats in every price list that a date uses, and in no other", () => {
  const preview = { ...list, id: "preview", zones: [] };
  const unused = check({ priceLists: [list, preview] });
  expect(told(unused)).toEqual([]);
  const used = check({
    priceLists: [list, preview],
    ...withRows(draftDate(evening, { priceListId: "preview" })),
  });
  expect(used.find(({ code }) => code === "zone-unpriced")?.numbers).toEqual({
    count: 2,
    seats: 412,
  });
});

it("[CD24] dates are moments of the venue's clock, and a phase opens its own dates", () => {
  const phases = [{ id: "second", name: both("2"), opensAt: "2098-09-04T03:00:00.000Z" }];
  const rows = [draftDate(evening), draftDate("2098-09-04T14:00", { phaseId: "second" })];
  const change = { sale: { ...sale, phases }, ...withRows(...rows) };
  // In Seoul the second date begins at 05:00Z, so that its sale has an hour; in London it has nine.
  expect(told(check(change))).toEqual([]);
  const late = phases.map((phase) => ({ ...phase, opensAt: "2098-09-04T04:00:00.000Z" }));
  const found = check({ ...change, sale: { ...sale, phases: late } });
  expect(told(found)).toEqual(["blocks opening-after-close"]);
  expect(found.find(({ level }) => level === "blocks")?.pointers).toEqual(["/dates/rows/1/start"]);
  const london = { venue: { timeZone: "Europe/London", capacity: null, archivedAt: null } };
  expect(told(check({ ...change, sale: { ...sale, phases: late } }, london))).toEqual([]);
});

it("[CD25] any unfinished draft can be checked, and every place that is named is in its document", () => {
  const parts = fc.subarray(Object.keys(emptyDocument()) as (keyof ConcertDocument)[]);
  const start = fc.constantFrom(
    "2097-01-01T00:00",
    evening,
    "2098-03-11T20:00",
    "2099-12-31T23:59",
  );
  const key = fc.option(fc.constantFrom("basic", "gone", "second"), { nil: null });
  const rows = fc.array(
    fc.record({ start, priceListId: key, phaseId: key, isSold: fc.boolean() }),
    { maxLength: 6 },
  );
  fc.assert(
    fc.property(parts, rows, (emptied, dates) => {
      const document: ConcertDocument = ConcertDocument.parse({
        ...ready({ presales: [draftPresale()] }),
        ...withRows(...dates.map((each, at) => draftDate(each.start, { ...each, key: `d-${at}` }))),
        ...Object.fromEntries(emptied.map((name) => [name, emptyDocument()[name]])),
      });
      const found = check(document);
      for (const pointer of found.flatMap(({ pointers }) => pointers))
        expect([pointer, hasPlace(document, pointer)]).toEqual([pointer, true]);
      const keys = found.map(({ code, step }) => `${step} ${code}`);
      expect(new Set(keys).size).toBe(keys.length);
    }),
  );
});

function hasPlace(root: unknown, pointer: string): boolean {
  let at = root;
  for (const name of pointer.split("/").slice(1)) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, name)) return false;
    at = (at as Record<string, unknown>)[name];
  }
  return true;
}
