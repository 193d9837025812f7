import { expect, it } from "vitest";
import { draftDate, draftPresale, readyDocument } from "../../../test/support/concert-draft.ts";
import { both, plan } from "../../../test/support/readiness.ts";
import { publicationOf, slugOf } from "./publication.ts";

const published = (more: Parameters<typeof readyDocument>[0] = {}) =>
  publicationOf(readyDocument(more), { timeZone: "Asia/Seoul", plan });

it("[CD50] each date to be sold becomes a date with its own prices, opening and presales, the soonest first", () => {
  const [list] = readyDocument().priceLists;
  if (!list) throw new Error("there is a list");
  const preview = {
    ...list,
    id: "preview",
    zones: list.zones.map((z) => ({ ...z, priceMinor: 9 })),
  };
  const { dates, presales } = published({
    priceLists: [list, preview],
    sale: {
      opensAt: "2098-03-11T11:00:00.000Z",
      closesMinutes: 90,
      doorsMinutes: null,
      phases: [{ id: "second", name: both("2"), opensAt: "2098-04-15T11:00:00.000Z" }],
    },
    presales: [draftPresale(), draftPresale({ id: "late", phaseIds: ["second"] })],
    dates: {
      rule: "",
      rows: [
        draftDate("2098-09-05T14:00", { phaseId: "second" }),
        draftDate("2098-09-04T14:00", { isSold: false }),
        draftDate("2098-09-03T19:30", { priceListId: "preview" }),
      ],
      removed: [],
    },
  });
  const at = (ms: number) => new Date(ms).toISOString();
  expect(
    dates.map((date) => [
      at(date.startsAtMs),
      at(date.saleOpensAtMs),
      at(date.saleClosesAtMs),
      date.doorsAtMs,
      date.zones.map(({ priceMinor }) => priceMinor),
      date.presaleIds,
    ]),
  ).toEqual([
    [
      "2098-09-03T10:30:00.000Z",
      "2098-03-11T11:00:00.000Z",
      "2098-09-03T09:00:00.000Z",
      null,
      [9, 9],
      ["fans"],
    ],
    [
      "2098-09-05T05:00:00.000Z",
      "2098-04-15T11:00:00.000Z",
      "2098-09-05T03:30:00.000Z",
      null,
      [99_000, 66_000],
      ["fans", "late"],
    ],
  ]);
  expect(presales.map(({ id }) => id)).toEqual(["fans", "late"]);
});

it("[CD51] a text in one language is shown in it to everybody, and a concert without a poster has a plain one", () => {
  const { concert } = published({
    title: { ko: "달", en: " " },
    description: { ko: "", en: "Moon" },
    notice: both(""),
    poster: null,
  });
  expect(concert).toMatchObject({
    title: both("달"),
    description: both("Moon"),
    notice: null,
    poster: "/posters/none.svg",
    slugFromTitle: "",
  });
});

it("[CD52] the address of a concert is made from its English title", () => {
  expect(slugOf("Moon & Bicycle: l’Été — 2098!")).toBe("moon-bicycle-lete-2098");
  expect(slugOf("달과 자전거")).toBe("");
  expect(slugOf("A".repeat(90))).toHaveLength(60);
});
