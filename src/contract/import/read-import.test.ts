import { expect, it } from "vitest";
import { readTable } from "../plan/exchange/csv.ts";
import { encodeCp949 } from "../plan/exchange/text-encoding.ts";
import { amountCell, codeCell, countCell, emailCell, momentCell } from "./cells.ts";
import { type ConcertFacts, dateEffect, priceEffect, readDates, readPrices } from "./date-rows.ts";
import { readCodes, readEmails, readImport } from "./read-import.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const rowsOf = (text: string, kind: Parameters<typeof readImport>[1]) => {
  const read = readImport(bytes(text), kind);
  if (!read.isDone) throw new Error(read.detail);
  return read;
};
const fault = (read: ReturnType<typeof readImport>) => (read.isDone ? null : read.fault);

it("[IM1] a table is read in UTF-8 and CP949, with commas, semicolons or tabs, and titles in either language in any order", () => {
  const tables = [
    bytes("\ufeff등급,가격,수수료\r\nVIP,178000,2000\r\n"),
    encodeCp949("등급;가격;수수료\nVIP;178000;2000\n"),
    bytes("Booking Fee\tPRICE\tzone\n2000\t178000\tVIP"),
    bytes('zone,"price",fee\n\n"VIP","178000","2000"\n'),
  ];
  for (const table of tables) {
    const read = readImport(table, "prices");
    expect(read).toMatchObject({ isDone: true, columns: ["zone", "price", "fee"], ignored: [] });
    const cells = { zone: "VIP", price: "178000", fee: "2000" };
    expect(read.isDone && read.rows[0]?.cells).toEqual(cells);
  }
});

it("[IM2] a file without a needed column, without rows, in another encoding or with too many rows is refused as a whole", () => {
  expect(fault(readImport(bytes("zone,fee\nVIP,1"), "prices"))).toBe("no-column");
  expect(fault(readImport(bytes("email\n\n"), "emails"))).toBe("empty");
  expect(fault(readImport(bytes(""), "emails"))).toBe("no-column");
  expect(fault(readImport(Uint8Array.of(0xff, 0xfe, 0x00, 0x80, 0xff), "emails"))).toBe("encoding");
  expect(fault(readImport(bytes("email\na@b.co\u0000"), "emails"))).toBe("encoding");
  const million = `email\n${"a@b.co\n".repeat(1_000_000)}`;
  expect(fault(readImport(bytes(million), "emails"))).toBe("too-many-rows");
});

it("[IM3] a fault names its line in the spreadsheet, its column and what it says, and a row twice names the earlier one", () => {
  const { rows } = rowsOf("email\nA@B.co\n\nnobody\na@b.co\n=cmd|' /C calc'!A0\n", "emails");
  const { sound, faults } = readEmails(rows);
  expect(sound.map(({ line, value }) => [line, value.email])).toEqual([[2, "a@b.co"]]);
  expect(faults).toEqual([
    { line: 4, column: "email", code: "not-an-email", text: "nobody" },
    { line: 5, column: "email", code: "twice", text: "2" },
    { line: 6, column: "email", code: "not-an-email", text: "=cmd|' /C calc'!A0" },
  ]);
});

it("[IM4] codes are read as fans type them, with one use unless the table says more", () => {
  const { rows } = rowsOf("코드,횟수\nab-cd 12,\nWAVES,3\nabcd12,1\nxy,1\nLONG,0\n", "codes");
  const { sound, faults } = readCodes(rows);
  expect(sound.map(({ value }) => value)).toEqual([
    { code: "ABCD12", usesMax: 1 },
    { code: "WAVES", usesMax: 3 },
  ]);
  expect(faults.map(({ line, code }) => [line, code])).toEqual([
    [4, "twice"],
    [5, "not-a-code"],
    [6, "not-a-count"],
  ]);
});

it("[IM5] days, amounts and numbers are read as spreadsheets write them, and nothing else is taken for one", () => {
  for (const text of ["2027-01-16 19:30", "2027. 1. 16. 19:30", "2027/1/16T19:30:00"])
    expect([text, momentCell(text)]).toEqual([text, "2027-01-16T19:30"]);
  for (const text of [
    "2027-02-30 19:30",
    "2027-01-16",
    "16/01/2027 19:30",
    "2027-01-16 24:30",
    "=NOW()",
  ])
    expect([text, momentCell(text)]).toEqual([text, null]);
  expect(["12,000", "₩12,000", "12000원"].map((text) => amountCell(text, 0))).toEqual([
    12_000, 12_000, 12_000,
  ]);
  expect([amountCell("12.5", 2), amountCell("12.50", 2), amountCell("12.5", 0)]).toEqual([
    1_250,
    1_250,
    null,
  ]);
  for (const text of ["-1", "1,00", "1e3", "999999999", "free", "=1+1"])
    expect([text, amountCell(text, 0)]).toEqual([text, null]);
  expect([countCell("1,000"), countCell("0"), countCell("1.5")]).toEqual([1_000, null, null]);
  expect([emailCell(" Fan@Example.com "), emailCell("a@b"), emailCell("a b@c.de")]).toEqual([
    "fan@example.com",
    null,
    null,
  ]);
  expect([codeCell("a"), codeCell("x".repeat(65))]).toEqual([null, null]);
});

it("[IM9] a cell that is longer than any day, amount, number or code is none, and costs no time", () => {
  const gap = " ".repeat(40);
  expect([amountCell(`12000${gap}원`, 0), momentCell(`2027-01-16${gap}19:30`)]).toEqual([
    null,
    null,
  ]);
  expect([countCell(`12${gap}`), codeCell(`A${" ".repeat(200)}BCD`)]).toEqual([null, null]);
  // By squares of its length this would take minutes.
  const endless = `1${" ".repeat(2_000_000)}x`;
  expect([amountCell(endless, 0), momentCell(endless), countCell(endless)]).toEqual([
    null,
    null,
    null,
  ]);
});

it("[IM18] a table is read up to a hundred columns with short titles", () => {
  const wide = `email${",x".repeat(2_000_000)}\n${",".repeat(1_000_000)}`;
  const read = readImport(bytes(wide.replace("x", "y".repeat(1_000))), "emails");
  expect(read.isDone || read.detail).toBe("The file has no rows below its titles");
  const table = readTable(`email${",x".repeat(200)},late\na@b.co${",1".repeat(300)}\n`, 10);
  expect([table.header.length, table.rows[0]?.length]).toEqual([100, 100]);
  expect(readTable("y".repeat(1_000), 10).header[0]?.length).toBe(100);
});

const utc = (text: string) => Date.parse(`${text}Z`);
const zone = (id: string, priceMinor: number) => ({
  id,
  name: { ko: `${id}석`, en: id.toUpperCase() },
  priceMinor,
  feeMinor: 1_000,
});
const facts: ConcertFacts = {
  timeZone: "Asia/Seoul",
  digits: 0,
  model: {
    startsAtMs: utc("2027-01-16T10:00"),
    doorsAtMs: utc("2027-01-16T09:00"),
    saleOpensAtMs: utc("2026-12-01T11:00"),
    saleClosesAtMs: utc("2027-01-16T08:00"),
  },
  dates: [
    { id: "d0", startsAtMs: utc("2026-01-16T10:00"), isOver: true, zones: [zone("r", 9_000)] },
    { id: "d1", startsAtMs: utc("2027-01-16T10:00"), isOver: false, zones: [zone("r", 9_000)] },
    {
      id: "d2",
      startsAtMs: utc("2027-01-17T10:00"),
      isOver: false,
      zones: [zone("r", 9_000), zone("s", 5_000)],
    },
  ],
};

it("[IM6] a new date stands by the venue's clock, and follows the other date in all that its row leaves out", () => {
  const table = "start,doors,sale opens,sale closes\n2027-01-18 19:30,,,\n2027-01-16 19:00,,,\n";
  const { sound, faults } = readDates(rowsOf(table, "dates").rows, facts, utc("2026-11-30T00:00"));
  expect(faults).toEqual([]);
  expect(sound[0]?.value).toEqual({
    startsAtMs: utc("2027-01-18T10:30"),
    doorsAtMs: utc("2027-01-18T09:30"),
    saleOpensAtMs: utc("2026-12-01T11:00"),
    saleClosesAtMs: utc("2027-01-18T08:30"),
  });
  expect(sound.map(({ value }) => dateEffect(value, facts))).toEqual(["add", "none"]);
});

it("[IM7] a date in the past, with doors after its start, or with a sale that ends before it opens is a fault of its column", () => {
  const table = `start,doors,opens,closes
2026-01-01 19:00,,,
2027-02-01 19:00,2027-02-01 20:00,,
2027-02-02 19:00,,2027-02-02 18:00,2027-02-02 17:00
2027-02-03 19:00,,,2027-02-03 20:00
soon,,,`;
  const { sound, faults } = readDates(rowsOf(table, "dates").rows, facts, utc("2026-11-30T00:00"));
  expect(sound).toEqual([]);
  expect(faults.map(({ line, column, code }) => [line, column, code])).toEqual([
    [2, "start", "past"],
    [3, "doors", "wrong-order"],
    [4, "closes", "wrong-order"],
    [5, "closes", "wrong-order"],
    [6, "start", "not-a-moment"],
  ]);
});

it("[IM8] a price is for a zone by its id or name, on its date or on all dates to come, and says what it replaces", () => {
  const table = `date,zone,price,fee
,R,10000,
2027-01-17 19:00,s석,5000,1000
2027-01-17 19:00,s석,6000,
2026-01-16 19:00,r,1,
2027-01-16 19:00,s,1,
,vip,1,
,r,free,`;
  const { sound, faults } = readPrices(rowsOf(table, "prices").rows, facts);
  expect(sound.map(({ value }) => [value.zoneId, value.scheduleIds, value.priceMinor])).toEqual([
    ["r", ["d1", "d2"], 10_000],
    ["s", ["d2"], 5_000],
  ]);
  expect(sound.map(({ value }) => priceEffect(value, facts).effect)).toEqual(["change", "none"]);
  expect(priceEffect(sound[0]!.value, facts).before).toMatchObject({ priceMinor: 9_000 });
  expect(faults.map(({ line, column, code }) => [line, column, code])).toEqual([
    [4, "zone", "twice"],
    [5, "start", "unknown-date"],
    [6, "zone", "unknown-zone"],
    [7, "zone", "unknown-zone"],
    [8, "price", "not-an-amount"],
  ]);
});

it("[IM19] each zone of each date is looked at twice at most, however many rows a table of prices has", () => {
  let looks = 0;
  const dates = Array.from({ length: 100 }, (_, day) => ({
    id: `d${day}`,
    startsAtMs: utc("2027-01-16T10:00") + day * 86_400_000,
    isOver: false,
    get zones() {
      looks++;
      return [zone("r", 9_000), zone("s", 9_000)];
    },
  }));
  const table = `zone,price\n${"r,1000\ns,2000\nvip,1\n".repeat(300)}`;
  const { sound, faults } = readPrices(rowsOf(table, "prices").rows, { ...facts, dates });
  expect([sound.length, faults.length, sound[0]?.value.scheduleIds.length]).toEqual([2, 898, 100]);
  expect(looks).toBeLessThanOrEqual(200);
});
