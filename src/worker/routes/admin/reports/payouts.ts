import { createRoute, z } from "@hono/zod-openapi";
import { ReportPeriod } from "../../../../contract/admin/reports/sales-reports.ts";
import { Id } from "../../../../contract/ids.ts";
import { Locale } from "../../../../contract/people/accounts.ts";
import { showLedger } from "../../../../db/reports/payouts.ts";
import { booksOf, found } from "../../../books.ts";
import { createRouter } from "../../../hono.ts";
import { forStaff } from "../../../identity/staff.ts";
import { refusalsToAdmins } from "../../../problem.ts";
import { payoutStatement, payoutTable } from "../../../reports/payout-statement.ts";
import { fileOf } from "../../../spreadsheets/file.ts";
import { fontOf } from "../../../statements/font.ts";

const read = createRoute({
  method: "get",
  path: "/admin/schedules/{scheduleId}/payout-statement",
  tags: ["Admin: reports"],
  operationId: "getPayoutStatement",
  summary: "Get the settlement statement of a date for a period: sales, refunds, fees and payout",
  ...forStaff("finance.read"),
  request: {
    params: z.strictObject({ scheduleId: Id }),
    query: ReportPeriod.extend({
      format: z
        .enum(["pdf", "xlsx"])
        .default("pdf")
        .meta({ description: "On paper, or a workbook" }),
      language: Locale.default("ko").meta({ description: "The language of the statement" }),
    }),
  },
  responses: {
    200: {
      description: "The statement",
      content: {
        "application/pdf": { schema: z.string().meta({ format: "binary" }) },
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": {
          schema: z.string().meta({ format: "binary" }),
        },
      },
    },
    ...refusalsToAdmins("not-found"),
  },
});

export const adminPayouts = createRouter().openapi(read, async (c) => {
  const { scheduleId } = c.req.valid("param");
  const { format, ...query } = c.req.valid("query");
  const ledger = found(await showLedger(booksOf(c), { scheduleId, ...query }));
  const name = `statement-${query.from}-${query.to}`;
  if (format === "xlsx") return fileOf(payoutTable({ ledger, ...query }), "xlsx", name);
  // Large and rarely needed, so it must not slow down the start of everything else.
  const { statementPdf } = await import("../../../statements/pdf.ts");
  const pdf = await statementPdf(payoutStatement({ ledger, ...query }), await fontOf(c));
  return new Response(pdf, {
    headers: {
      "content-type": "application/pdf",
      "content-disposition": `attachment; filename="${name}.pdf"`,
      "cache-control": "private, no-store",
    },
  });
});
