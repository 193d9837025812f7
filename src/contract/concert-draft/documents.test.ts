import { expect, it } from "vitest";
import { ConcertDocument, type DraftDate, emptyDocument } from "./documents.ts";

const date = (key: string, more: Partial<DraftDate> = {}): DraftDate => ({
  key,
  ruleStart: null,
  start: "2027-09-03T19:30",
  priceListId: null,
  phaseId: null,
  castIds: null,
  isSold: true,
  note: "",
  ...more,
});
const withDates = (rows: unknown[]) => ({
  ...emptyDocument(),
  dates: { rule: "", rows, removed: [] },
});
const faultsOf = (document: unknown) =>
  ConcertDocument.safeParse(document).error?.issues.map(({ path }) => path.join("/")) ?? [];

it("[CD1] a new draft has every part of a document, and what is unfinished may be empty or lead nowhere", () => {
  expect(ConcertDocument.parse(emptyDocument())).toEqual(emptyDocument());
  const row = date("a", { priceListId: "gone", phaseId: "gone", castIds: ["gone"] });
  expect(faultsOf(withDates([row]))).toEqual([]);
});

it("[CD2] a document is refused for an unknown field, a repeated key, a day that does not exist, or more than the limits", () => {
  const rows = Array.from({ length: 10_000 }, (_, at) => date(`d-${at}`));
  expect(faultsOf(withDates(rows))).toEqual(["dates/rows"]);
  expect(faultsOf(withDates([date("a"), date("a")]))).toEqual(["dates/rows"]);
  for (const start of ["2027-02-30T19:30", "2027-09-03T24:00", "2027-09-03T19:30Z", "soon"])
    expect(new Set(faultsOf(withDates([date("a", { start })])))).toEqual(
      new Set(["dates/rows/0/start"]),
    );
  const [list] = emptyDocument().priceLists;
  expect(faultsOf({ ...emptyDocument(), priceLists: [list, list] })).toEqual(["priceLists"]);
  expect(faultsOf({ ...emptyDocument(), priceLists: [] })).toEqual(["priceLists"]);
  for (const seatsPerAccount of [Number.NaN, Infinity, 0, 1.5, "4", 21])
    expect(faultsOf({ ...emptyDocument(), seatsPerAccount })).toEqual(["seatsPerAccount"]);
  expect(faultsOf({ ...emptyDocument(), isFree: true })).toEqual([""]);
  expect(faultsOf(null)).toEqual([""]);
});

it("[CD3] a document keeps its moments in UTC, its codes in capitals without spaces, and its addresses in small letters", () => {
  const presale = {
    id: "fans",
    name: { ko: "팬", en: "Fans" },
    opensAt: "2027-03-09T20:00:00+09:00",
    closesAt: null,
    seatsMax: null,
    phaseIds: null,
    codes: [{ code: "moon-2027 a", usesMax: 1 }],
    emails: [" Fan@Example.com "],
  };
  const parsed = ConcertDocument.parse({ ...emptyDocument(), presales: [presale] });
  expect(parsed.presales).toEqual([
    {
      ...presale,
      opensAt: "2027-03-09T11:00:00.000Z",
      codes: [{ code: "MOON2027A", usesMax: 1 }],
      emails: ["fan@example.com"],
    },
  ]);
});
