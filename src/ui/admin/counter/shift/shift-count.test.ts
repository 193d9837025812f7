import { expect, it } from "vitest";
import type { Shift, ShiftLine } from "../../../../contract/admin/counter-shifts.ts";
import { readAmount } from "../money/amount-field.tsx";
import { createShiftCount } from "./shift-count.ts";

const won = (amount: number) => ({ amount, currency: "KRW" as const });
const line = (kind: ShiftLine["kind"], expected: number, count: number): ShiftLine => ({
  kind,
  taken: won(expected),
  given: won(0),
  expected: won(expected),
  counted: null,
  difference: null,
  count,
});
const lines = [
  line("cash", 384_000, 2),
  line("terminal", 154_000, 1),
  line("bank-transfer", 0, 0),
  line("voucher", 0, 0),
];
const shift = { id: "shift", lines } as Shift;

it("[CU14] a shift is closed once every tender that was taken is counted", () => {
  const count = createShiftCount(shift);
  expect(count.lines.value.map(({ kind }) => kind)).toEqual(["cash", "terminal"]);
  count.count("cash", 384_000);
  expect([count.lacks.value, count.closing()]).toEqual(["count", null]);
  count.count("terminal", 154_000);
  expect(count.closing()).toEqual({
    shiftId: "shift",
    counted: [
      { kind: "cash", amountMinor: 384_000 },
      { kind: "terminal", amountMinor: 154_000 },
    ],
  });
});

it("[BO36] an amount below zero is read where it can be", () => {
  expect(readAmount("-10,000", "KRW", true)).toBe(-10_000);
  expect(readAmount("−10,000", "KRW", true)).toBe(-10_000);
  expect(readAmount("-10,000", "KRW")).toBe(10_000);
});

it("[CU15] a difference is shown to the won and has to be explained", () => {
  const count = createShiftCount(shift);
  count.count("cash", 383_500);
  count.count("terminal", 154_000);
  expect(count.lines.value.map(({ differenceMinor }) => differenceMinor)).toEqual([-500, 0]);
  count.explanation.value = "  ";
  expect([count.lacks.value, count.closing()]).toEqual(["explanation", null]);
  count.explanation.value = "거스름돈을 500원 더 드렸어요";
  expect(count.closing()?.explanation).toBe("거스름돈을 500원 더 드렸어요");
});
