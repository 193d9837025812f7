import { describe, expect, it } from "vitest";
import { draftDate, draftPresale } from "../../../test/support/concert-draft.ts";
import {
  both,
  check,
  evening,
  plan,
  priced,
  r,
  s,
  sale,
  told,
  withRows,
} from "../../../test/support/readiness.ts";
import { draftLimits } from "./draft-limits.ts";
import type { Finding } from "./findings.ts";
import { blocking } from "./readiness.ts";

describe("[CD21] each thing that cannot or must not be sold blocks the publication, and is named with its places", () => {
  const cases: [code: string, pointer: string, found: Finding[]][] = [
    ["title-missing", "/title", check({ title: both(" ") })],
    ["category-missing", "/category", check({ category: null })],
    ["category-unknown", "/category", check({ category: "sport" })],
    ["currency-not-payable", "/currency", check({ currency: "USD" })],
    ["venue-missing", "/venueId", check({}, { venue: null })],
    [
      "venue-archived",
      "/venueId",
      check(
        {},
        {
          venue: { timeZone: "Asia/Seoul", capacity: null, archivedAt: "2098-01-01T00:00:00.000Z" },
        },
      ),
    ],
    ["plan-missing", "/planHash", check({}, { plan: null })],
    [
      "over-capacity",
      "/planHash",
      check({}, { venue: { timeZone: "Asia/Seoul", capacity: 411, archivedAt: null } }),
    ],
    ["restricted-view-without-text", "/planHash", check({}, { plan: { ...plan, silentSeats: 3 } })],
    ["no-accessible-place", "/planHash", check({}, { plan: { ...plan, accessibleSeats: 0 } })],
    ["no-dates", "/dates/rows", check(withRows())],
    ["no-dates", "/dates/rows", check(withRows(draftDate(evening, { isSold: false })))],
    [
      "date-past",
      "/dates/rows/1/start",
      check(withRows(draftDate(evening), draftDate("2097-09-03T19:30"))),
    ],
    [
      "dates-together",
      "/dates/rows/0/start",
      check(withRows(draftDate(evening), draftDate(evening, { key: "again" }))),
    ],
    [
      "price-list-unknown",
      "/dates/rows/0/priceListId",
      check(withRows(draftDate(evening, { priceListId: "gone" }))),
    ],
    [
      "phase-unknown",
      "/dates/rows/0/phaseId",
      check(withRows(draftDate(evening, { phaseId: "gone" }))),
    ],
    ["zone-unpriced", "/priceLists/0/zones", check(priced(r))],
    [
      "zone-unpriced",
      "/priceLists/0/zones/1/priceMinor",
      check(priced(r, { ...s, priceMinor: null })),
    ],
    ["zone-unknown", "/priceLists/0/zones/2/id", check(priced(r, s, { ...s, id: "x" }))],
    ["zone-twice", "/priceLists/0/zones/2/id", check(priced(r, s, s))],
    ["opening-missing", "/sale/opensAt", check({ sale: { ...sale, opensAt: null } })],
    [
      "opening-past",
      "/sale/opensAt",
      check({ sale: { ...sale, opensAt: "2097-12-31T00:00:00.000Z" } }),
    ],
    ["opening-before-page", "/sale/opensAt", check({ publishAt: "2098-03-12T00:00:00.000Z" })],
    [
      "opening-after-close",
      "/dates/rows/0/start",
      check({ sale: { ...sale, opensAt: "2098-09-03T10:00:00.000Z" } }),
    ],
    [
      "close-past",
      "/dates/rows/0/start",
      check({}, { nowMs: Date.parse("2098-09-03T10:00:00.000Z") }),
    ],
    [
      "presale-times-missing",
      "/presales/0",
      check({ presales: [draftPresale({ closesAt: null })] }),
    ],
    [
      "presale-closes-first",
      "/presales/0/closesAt",
      check({ presales: [draftPresale({ closesAt: "2098-03-09T11:00:00.000Z" })] }),
    ],
    [
      "presale-past",
      "/presales/0/closesAt",
      check({ presales: [draftPresale({ closesAt: "2097-03-10T11:00:00.000Z" })] }),
    ],
    [
      "presale-overlaps-sale",
      "/presales/0/closesAt",
      check({ presales: [draftPresale({ closesAt: "2098-03-11T11:00:00.001Z" })] }),
    ],
    [
      "presale-before-page",
      "/presales/0/opensAt",
      check({ presales: [draftPresale()], publishAt: "2098-03-09T11:00:00.001Z" }),
    ],
    [
      "presale-too-late",
      "/presales/0",
      check({ presales: [draftPresale()] }, { nowMs: Date.parse("2098-03-11T10:29:30Z") }),
    ],
    [
      "presale-code-twice",
      "/presales/0/codes",
      check({
        presales: [
          draftPresale({
            codes: [
              { code: "SAME", usesMax: 1 },
              { code: "SAME", usesMax: 2 },
            ],
          }),
        ],
      }),
    ],
  ];
  for (const [code, pointer, found] of cases)
    it(`${code} at ${pointer}`, () => {
      const one = blocking(found).find((each) => each.code === code);
      expect(one?.pointers[0]).toBe(pointer);
    });

  it("identity-missing", () => {
    expect(told(check({}, { organization: { identity: null } }))).toEqual([
      "blocks identity-missing",
    ]);
  });

  it("presale-too-large", () => {
    const codes = Array.from({ length: draftLimits.codes }, (_, at) => ({
      code: `CODE${at}`,
      usesMax: 1,
    }));
    const rows = Array.from({ length: 21 }, (_, at) =>
      draftDate(`2098-10-${String(at + 1).padStart(2, "0")}T19:30`),
    );
    const found = check({ ...withRows(...rows), presales: [draftPresale({ codes })] });
    expect(told(found)).toEqual(["blocks presale-too-large"]);
  });
});
