import { readFileSync } from "node:fs";
import { inflateSync } from "node:zlib";
import { expect, it } from "vitest";
import { statementPdf } from "../statements/pdf.ts";
import { payoutOf, payoutStatement, payoutTable } from "./payout-statement.ts";

const day = { sale: 352_000, refund: 100_000, fee: 4_000, feeReturned: 2_000, compensation: 5_000 };
const name = (ko: string, en: string) => ({ ko, en });
const ledger = {
  organization: name("푸른 극장", "Blue Theater"),
  concert: name("느린 편지 뷁", "Slow Letters"),
  venue: name("온빛아트센터", "Onbit Arts Center"),
  startsAt: "2027-02-13T08:00:00.000Z",
  timeZone: "Asia/Seoul",
  currency: "KRW" as const,
  days: [
    { day: "2026-11-29", ...day },
    { day: "2026-11-30", ...day },
  ],
};
const asked = { ledger, from: "2026-11-01", to: "2026-11-30", language: "ko" as const };
const font = new URL(
  "../../../node_modules/pretendard/dist/public/static/alternative/Pretendard-Regular.ttf",
  import.meta.url,
);

it("[RP16] a settlement statement pays out the sales less refunds, fees and compensations, on paper and as a table", async () => {
  expect(payoutOf(day)).toBe(245_000);
  const statement = payoutStatement(asked);
  expect(statement.sums.at(-1)).toEqual(["정산할 돈", "490,000원"]);
  const rows = [];
  for await (const page of payoutTable(asked).pages) rows.push(...page);
  expect(rows.at(-1)).toEqual([null, 704_000, -200_000, -4_000, -10_000, 490_000]);
});

it("[RP16] the statement as a PDF has the Korean glyphs that it needs, and only those", async () => {
  const bytes = readFileSync(font);
  const pdf = await statementPdf(payoutStatement(asked), new Uint8Array(bytes).buffer);
  expect(pdf.length).toBeLessThan(80_000);
  const text = Buffer.from(pdf).toString("latin1");
  expect(text.startsWith("%PDF-")).toBe(true);
  const streams = [...text.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].flatMap(
    ([, body = ""]) => {
      try {
        return [inflateSync(Buffer.from(body, "latin1")).toString("latin1")];
      } catch {
        return [];
      }
    },
  );
  // The map from glyphs back to characters, by which a reader copies the rare syllable too.
  const map = streams.join("\n").toLowerCase();
  const wanted = "느린편지뷁정산"
    .split("")
    .map((letter) => (letter.codePointAt(0) ?? 0).toString(16));
  for (const code of wanted) expect(map).toContain(code);
});
