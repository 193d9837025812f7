import { expect, it } from "vitest";
import type { SalesReport } from "../../../contract/admin/reports/sales-reports.ts";
import { columnsOf } from "./column-picture.ts";

const money = { gross: 90, refund: 30, net: 60, kept: 5, fees: 8, feeReturned: 2 };
const figures = { orders: 1, tickets: 4, returned: 2, money };
const keys = [{ id: "2026-12-01", name: null, at: null }];
const report = {
  by: ["day"],
  rows: [{ keys, figures, previous: { ...figures, money: null } }],
} as unknown as SalesReport;

it("[RP25] a chart draws what its report is about: sales with what was given back, refunds, or fees", () => {
  const drawn = (subject: "money" | "fees" | "refunds") =>
    columnsOf(report, subject).map(({ parts, back, before }) => [parts[0]?.value, back, before]);
  expect(drawn("money")).toEqual([[90, 30, 4]]);
  expect(drawn("refunds")).toEqual([[30, 0, 2]]);
  expect(drawn("fees")).toEqual([[8, 30, 4]]);
});
