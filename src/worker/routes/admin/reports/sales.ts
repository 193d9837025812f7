import { createRoute, z } from "@hono/zod-openapi";
import { Locale } from "../../../../contract/people/accounts.ts";
import { daysBetween, reportDaysMax } from "../../../../contract/admin/reports/report-kinds.ts";
import {
  ReportCurrency,
  ReportPeriod,
  SalesFilter,
  SalesQuery,
  SalesReport,
} from "../../../../contract/admin/reports/sales-reports.ts";
import { GatewayReport, UnsoldReport } from "../../../../contract/admin/reports/other-reports.ts";
import { gatewayReport, unsoldReport } from "../../../../db/reports/other-reports.ts";
import { salesReport } from "../../../../db/reports/sales-report.ts";
import { ticketLines } from "../../../../db/reports/ticket-lines.ts";
import { booksOf } from "../../../books.ts";
import { createRouter, json } from "../../../hono.ts";
import { forStaff, reach } from "../../../identity/staff.ts";
import { ProblemError, refusalsToAdmins } from "../../../problem.ts";
import { linesTable } from "../../../reports/lines-table.ts";
import { salesTable } from "../../../reports/sales-table.ts";
import { fileOf } from "../../../spreadsheets/file.ts";

const tags = ["Admin: reports"];
const refused = refusalsToAdmins();
const file = {
  description: "The table",
  content: {
    "text/csv": { schema: z.string() },
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": {
      schema: z.string().meta({ format: "binary" }),
    },
  },
};
const fileRowsMax = 100_000;
const fileQuery = {
  format: z
    .enum(["csv", "xlsx"])
    .default("csv")
    .meta({ description: "A table as text, or a workbook" }),
  language: Locale.default("ko").meta({ description: "The language of the names in the file" }),
};

const sales = createRoute({
  method: "get",
  path: "/admin/reports/sales",
  tags,
  operationId: "getSalesReport",
  summary: "Get sales and refunds by up to three dimensions, compared with an earlier period",
  ...forStaff("sales.read"),
  request: { query: SalesQuery },
  responses: { 200: json("The report; money only with `finance.read`", SalesReport), ...refused },
});

const salesFile = createRoute({
  method: "get",
  path: "/admin/reports/sales-file",
  tags,
  operationId: "exportSalesReport",
  summary: "Export a report of sales as CSV or XLSX",
  ...forStaff("sales.read"),
  request: { query: SalesQuery.extend(fileQuery) },
  responses: { 200: file, ...refused },
});

const tickets = createRoute({
  method: "get",
  path: "/admin/reports/ticket-file",
  tags,
  operationId: "exportTicketLines",
  summary: "Export every ticket sold and refunded in a period as CSV or XLSX, without names",
  ...forStaff("finance.read"),
  request: { query: SalesFilter.omit({ compare: true }).extend(fileQuery) },
  responses: { 200: file, ...refused },
});

const unsold = createRoute({
  method: "get",
  path: "/admin/reports/unsold",
  tags,
  operationId: "getUnsoldReport",
  summary: "Get what is sold and left of each date that begins in a period",
  ...forStaff("sales.read"),
  request: { query: ReportPeriod },
  responses: { 200: json("The dates, the earliest first", UnsoldReport), ...refused },
});

const gateway = createRoute({
  method: "get",
  path: "/admin/reports/gateway",
  tags,
  operationId: "getGatewayReport",
  summary: "Get what the payment gateway took, gave back, kept and paid out by the day",
  ...forStaff("deployment.read"),
  request: { query: ReportPeriod.extend({ currency: ReportCurrency }) },
  responses: { 200: json("The days", GatewayReport), ...refused },
});

export const adminReports = createRouter()
  .openapi(sales, async (c) => {
    const asked = { ...c.req.valid("query"), scope: c.var.scope, money: reach(c, "finance.read") };
    return c.json(await salesReport(booksOf(c), inTime(asked)), 200);
  })
  .openapi(salesFile, async (c) => {
    const { format, language, ...query } = c.req.valid("query");
    const asked = { ...query, scope: c.var.scope, money: reach(c, "finance.read") };
    const report = await salesReport(booksOf(c), inTime(asked), fileRowsMax);
    return fileOf(salesTable(report, language), format, `sales-${query.from}-${query.to}`);
  })
  .openapi(tickets, (c) => {
    const { format, language, ...query } = c.req.valid("query");
    const lines = ticketLines(booksOf(c), inTime({ ...query, scope: c.var.scope }));
    const table = linesTable(lines, { currency: query.currency, language });
    return fileOf(table, format, `tickets-${query.from}-${query.to}`);
  })
  .openapi(unsold, async (c) => {
    const asked = inTime({ ...c.req.valid("query"), scope: c.var.scope });
    return c.json(await unsoldReport(booksOf(c), asked), 200);
  })
  .openapi(gateway, async (c) =>
    c.json(await gatewayReport(booksOf(c), inTime(c.req.valid("query"))), 200),
  );

/** Refuses a period that ends before it begins, or is too long. */
function inTime<T extends { from: string; to: string }>(asked: T): T {
  const days = daysBetween(asked.from, asked.to);
  if (days < 0 || days >= reportDaysMax)
    throw new ProblemError("invalid-request", "The period ends before it begins, or is too long");
  return asked;
}
