import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { crc32, inflateRawSync } from "node:zlib";
import { expect, it } from "vitest";
import { bytesOf } from "./file.ts";
import type { Table, TableCell } from "./table.ts";

/** 100,000 rows with all that goes wrong in tables: Hangul, formulas, quotes, other scripts, dates, large numbers. */
const rowCount = 100_000;
const nasty = [
  "=1+1",
  '"A" & <B>',
  "서이안 〈느린 편지〉",
  "-12",
  "a,b\nc",
  "😀뷁",
  "00123",
  "\u0001x",
];
const rowOf = (n: number): TableCell[] => [
  `${nasty[n % nasty.length]} ${n}`,
  n % 7,
  n * 1_000 + 176_000,
  "2027-01-16",
  "2027-01-16T18:30",
  n % 3 === 0 ? null : (n % 100) / 100,
];
async function* pages() {
  for (let from = 0; from < rowCount; from += 3_000) {
    const length = Math.min(3_000, rowCount - from);
    yield await Promise.resolve(Array.from({ length }, (_, at) => rowOf(from + at)));
  }
}
const table = (): Table => ({
  title: "판매: 한 줄에 표 한 장 [1/2]",
  decimals: 0,
  columns: [
    { name: "공연", kind: "text" },
    { name: "표", kind: "count" },
    { name: "매출", kind: "money" },
    { name: "날짜", kind: "day" },
    { name: "결제", kind: "moment" },
    { name: "몫", kind: "share" },
  ],
  pages: pages(),
});
const sums = {
  tickets: Array.from({ length: rowCount }, (_, n) => n % 7).reduce((sum, n) => sum + n, 0),
  sales: ((rowCount - 1) * rowCount * 1_000) / 2 + rowCount * 176_000,
};

/** The files of an archive, read from its directory as unzip does, with their checksums proved. */
function unzip(bytes: Buffer): Map<string, string> {
  const end = bytes.lastIndexOf(Buffer.from("504b0506", "hex"));
  const files = new Map<string, string>();
  let at = bytes.readUInt32LE(end + 16);
  for (let entry = 0; entry < bytes.readUInt16LE(end + 10); entry++) {
    const nameLength = bytes.readUInt16LE(at + 28);
    const name = bytes.toString("utf8", at + 46, at + 46 + nameLength);
    const start = bytes.readUInt32LE(at + 42);
    const from = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28);
    const content = inflateRawSync(bytes.subarray(from, from + bytes.readUInt32LE(at + 20)));
    expect(crc32(content)).toBe(bytes.readUInt32LE(at + 16));
    expect(content.length).toBe(bytes.readUInt32LE(at + 24));
    files.set(name, content.toString("utf8"));
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return files;
}

it("[RP6] a workbook of 100,000 rows has its texts as texts, its numbers and days as numbers, and the same sums", async () => {
  const files = unzip(Buffer.from(await bytesOf(table(), "xlsx")));
  expect(files.get("xl/workbook.xml")).toContain('name="판매  한 줄에 표 한 장  1 2"');
  const sheet = files.get("xl/worksheets/sheet1.xml") ?? "";
  const rows = sheet.match(/<row>.*?<\/row>/gs) ?? [];
  expect(rows).toHaveLength(rowCount + 1);
  const numbers = (row: string) =>
    [...row.matchAll(/<v>([^<]*)<\/v>/g)].map(([, value]) => Number(value));
  const added = rows.slice(1).reduce(
    (sum, row) => {
      const [tickets = 0, sales = 0] = numbers(row);
      return { tickets: sum.tickets + tickets, sales: sum.sales + sales };
    },
    { tickets: 0, sales: 0 },
  );
  expect(added).toEqual(sums);
  expect(rows[1]).toContain("=1+1 0</t>");
  expect(rows[2]).toContain("&quot;A&quot; &amp; &lt;B&gt; 1</t>");
  expect(rows[8]).toContain(">x 7</t>");
  // 2027-01-16, and half past six in the evening of it.
  const [day, moment] = numbers(rows[1] ?? "").slice(2);
  expect(day).toBe(46_403);
  expect(moment).toBeCloseTo(46_403 + 18.5 / 24, 9);
  for (const [name, text] of files)
    if (name !== "xl/worksheets/sheet1.xml")
      expect([name, new DOMParserLike(text).isBalanced]).toEqual([name, true]);
});

/** Whether each element is closed. */
class DOMParserLike {
  readonly isBalanced: boolean;
  constructor(text: string) {
    const open: string[] = [];
    for (const [, end, name = "", self] of text.matchAll(/<(\/?)([\w:]+)[^>]*?(\/?)>/g))
      if (end) expect(open.pop()).toBe(name);
      else if (!self) open.push(name);
    this.isBalanced = open.length === 0;
  }
}

const office = [
  "/usr/bin/soffice",
  "/usr/bin/localc",
  "/Applications/LibreOffice.app/Contents/MacOS/soffice",
].find((path) => existsSync(path));

it("[RP6] LibreOffice, if it is installed, opens the workbook and finds the same texts and sums", async () => {
  if (office === undefined) {
    console.warn(
      "LibreOffice is not installed here: no spreadsheet program has opened the workbook",
    );
    return;
  }
  const dir = mkdtempSync(join(tmpdir(), "frontrow-xlsx-"));
  try {
    writeFileSync(join(dir, "sales.xlsx"), await bytesOf(table(), "xlsx"));
    const profile = `-env:UserInstallation=file://${dir}/profile`;
    const to = [
      "--convert-to",
      "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false",
      "--outdir",
      dir,
    ];
    await promisify(execFile)(office, [profile, "--headless", ...to, join(dir, "sales.xlsx")], {
      timeout: 240_000,
    });
    const text = readFileSync(join(dir, "sales.csv"), "utf8");
    const [names, ...lines] = text.trimEnd().split(/\n(?="?(?:=1|""|서이안|-12|a,b|😀|00123|x ))/);
    expect(names?.replace(/^\ufeff/, "")).toBe("공연,표,매출,날짜,결제,몫");
    expect(lines).toHaveLength(rowCount);
    const shown = /,(\d+),"?([\d,]+)"?,2027-01-16,2027-01-16 18:30,(?:[\d.]+%)?$/;
    const cells = lines.map((line) => shown.exec(line) ?? []);
    const sum = (at: number) =>
      cells.reduce((all, row) => all + Number(row[at]?.replaceAll(",", "")), 0);
    expect({ tickets: sum(1), sales: sum(2) }).toEqual(sums);
    expect(lines[2]?.startsWith("서이안 〈느린 편지〉 2,2,")).toBe(true);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}, 300_000);

it("[RP7] a table as CSV has its texts without formulas and its numbers as numbers", async () => {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(await bytesOf(table(), "csv"));
  const lines = text.split("\r\n");
  expect(lines[0]).toBe("\ufeff공연,표,매출,날짜,결제,몫");
  expect(lines[1]).toBe("'=1+1 0,0,176000,2027-01-16,2027-01-16T18:30,");
  expect(lines[4]).toBe("'-12 3,3,179000,2027-01-16,2027-01-16T18:30,");
});
