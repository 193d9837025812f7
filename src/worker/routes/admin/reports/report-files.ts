import { createRoute, z } from "@hono/zod-openapi";
import {
  ReportDeliveries,
  SavedReports,
  SaveReport,
} from "../../../../contract/admin/reports/report-files.ts";
import { Created } from "../../../../contract/admin/catalog-changes.ts";
import { Id } from "../../../../contract/ids.ts";
import { deliveriesOf, fileOfDelivery, sendAgain } from "../../../../db/reports/deliveries.ts";
import { removeReport, savedReports, saveReport } from "../../../../db/reports/saved-reports.ts";
import { booksOf, found, writer } from "../../../books.ts";
import { lastMailDays } from "../../../cron/report-files.ts";
import { createRouter, json, jsonBody } from "../../../hono.ts";
import { forStaff, reach } from "../../../identity/staff.ts";
import { ProblemError, refusals, refusalsToAdmins } from "../../../problem.ts";
import { MakeOnceHeader, makeOne } from "../../../requests/make-once.ts";

const tags = ["Admin: reports"];
const refused = refusalsToAdmins("not-found");

const list = createRoute({
  method: "get",
  path: "/admin/saved-reports",
  tags,
  operationId: "listSavedReports",
  summary: "List the saved reports of the organization, newest first",
  ...forStaff("finance.read"),
  responses: { 200: json("The reports", SavedReports), ...refused },
});

const save = createRoute({
  method: "post",
  path: "/admin/saved-reports",
  tags,
  operationId: "saveReport",
  summary: "Save a report, and have it mailed to you if it has a schedule",
  ...forStaff("finance.read"),
  request: { headers: MakeOnceHeader, ...jsonBody(SaveReport) },
  responses: {
    201: json("The id of the saved report", Created),
    ...refused,
    ...refusals("idempotency-mismatch"),
  },
});

const remove = createRoute({
  method: "post",
  path: "/admin/saved-reports/{savedReportId}/removal",
  tags,
  operationId: "removeSavedReport",
  summary: "Remove a report that you saved, or with `finance.edit` any, which ends its mails",
  ...forStaff("finance.read"),
  request: { params: z.strictObject({ savedReportId: Id }), ...jsonBody(z.strictObject({})) },
  responses: { 204: { description: "It is removed" }, ...refused },
});

const deliveries = createRoute({
  method: "get",
  path: "/admin/report-deliveries",
  tags,
  operationId: "listReportDeliveries",
  summary: "List the daily files of sales and cancellations, with the proof that each was sent",
  ...forStaff("deliveries.read"),
  responses: { 200: json("The files, the latest day first", ReportDeliveries), ...refused },
});

const params = z.strictObject({ deliveryId: Id });

const file = createRoute({
  method: "get",
  path: "/admin/report-deliveries/{deliveryId}/file",
  tags,
  operationId: "downloadReportDelivery",
  summary: "Download a daily file as it was sent",
  ...forStaff("deliveries.read"),
  request: { params },
  responses: {
    200: { description: "The file", content: { "text/csv": { schema: z.string() } } },
    ...refused,
  },
});

const resend = createRoute({
  method: "post",
  path: "/admin/report-deliveries/{deliveryId}/resend",
  tags,
  operationId: "resendReportDelivery",
  summary: "Send the same daily file again",
  ...forStaff("deliveries.send"),
  request: { params },
  responses: { 202: { description: "It is due, and goes out within minutes" }, ...refused },
});

export const adminReportFiles = createRouter()
  .openapi(list, async (c) => {
    const { accountId } = c.var.session;
    const { organizationId } = c.var.scope;
    return c.json({ items: await savedReports(booksOf(c), { organizationId, accountId }) }, 200);
  })
  .openapi(save, async (c) => {
    const report = c.req.valid("json");
    const today = lastMailDays(Date.now()).daily;
    const made = await makeOne(c, report, (db, id) =>
      saveReport(db, { id, by: writer(c), report, today }),
    );
    return c.json(made, 201);
  })
  .openapi(remove, async (c) => {
    const { savedReportId: id } = c.req.valid("param");
    const ofAnybody = reach(c, "finance.edit")?.concertIds === null;
    if (!(await removeReport(booksOf(c), { id, by: writer(c), ofAnybody })))
      throw new ProblemError("not-found");
    return c.body(null, 204);
  })
  .openapi(deliveries, async (c) => {
    const { organizationId } = c.var.scope;
    return c.json({ items: await deliveriesOf(booksOf(c), organizationId) }, 200);
  })
  .openapi(file, async (c) => {
    const { organizationId } = c.var.scope;
    const asked = { id: c.req.valid("param").deliveryId, organizationId };
    const { day, body } = found(await fileOfDelivery(booksOf(c), asked));
    return c.body(body, 200, {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="sales-${day}.csv"`,
      "cache-control": "private, no-store",
    });
  })
  .openapi(resend, async (c) => {
    const { deliveryId: id } = c.req.valid("param");
    if (!(await sendAgain(booksOf(c), { id, by: writer(c) }))) throw new ProblemError("not-found");
    return c.body(null, 202);
  });
