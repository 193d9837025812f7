import { createRoute, z } from "@hono/zod-openapi";
import {
  CreateRefundJob,
  RefundJob,
  RefundJobAct,
  RefundJobLine,
  RefundJobLines,
  RefundJobs,
} from "../../../../contract/admin/refunds/refund-jobs.ts";
import { Id } from "../../../../contract/ids.ts";
import { PageQuery } from "../../../../contract/paging.ts";
import {
  allJobLines,
  controlRefundJob,
  createRefundJob,
  listRefundJobs,
  refundJob,
  refundJobLines,
} from "../../../../db/refunds/refund-jobs.ts";
import type { AppContext } from "../../../app-env.ts";
import { booksFromHere, booksOf, found, writer } from "../../../books.ts";
import { IdempotencyHeader, idempotencyKey } from "../../../buying/idempotency.ts";
import { derivedId } from "../../../encoding/digest.ts";
import { createRouter, json, jsonBody } from "../../../hono.ts";
import { forStaff } from "../../../identity/staff.ts";
import { refusalsToAdmins, unwrap } from "../../../problem.ts";
import { jobTable } from "../../../refunds/job-table.ts";
import { goOnWithJob } from "../../../refunds/open-jobs.ts";
import { etagOf, IfMatch, seenRevision } from "../../../requests/if-match.ts";
import { fileOf } from "../../../spreadsheets/file.ts";

const tags = ["Admin: money"];
const refused = refusalsToAdmins("not-found");
const path = "/admin/refund-jobs" as const;
const one = `${path}/{refundJobId}` as const;
const params = z.strictObject({ refundJobId: Id });
const LineState = RefundJobLine.shape.state;

const create = createRoute({
  method: "post",
  path,
  tags,
  operationId: "createRefundJob",
  summary: "Work out the refund of many orders; nothing moves before it is started",
  ...forStaff("refunds.run"),
  request: { headers: IdempotencyHeader, ...jsonBody(CreateRefundJob) },
  responses: {
    201: json("The job, which is being worked out", RefundJob),
    ...refusalsToAdmins("conflict", "idempotency-key-missing", "unavailable", "outcome-unknown"),
  },
});

const list = createRoute({
  method: "get",
  path,
  tags,
  operationId: "listRefundJobs",
  summary: "List the refunds of many orders, newest first",
  ...forStaff("refunds.read"),
  request: { query: PageQuery },
  responses: { 200: json("A page of jobs", RefundJobs), ...refused },
});

const read = createRoute({
  method: "get",
  path: one,
  tags,
  operationId: "getRefundJob",
  summary: "Get the progress of a refund of many orders",
  ...forStaff("refunds.read"),
  request: { params },
  responses: { 200: json("The job", RefundJob), ...refused },
});

const lines = createRoute({
  method: "get",
  path: `${one}/orders`,
  tags,
  operationId: "listRefundJobOrders",
  summary: "List the orders of a job, with what is refunded of each",
  ...forStaff("refunds.read"),
  request: { params, query: PageQuery.extend({ state: LineState.optional() }) },
  responses: { 200: json("A page of orders", RefundJobLines), ...refused },
});

const report = createRoute({
  method: "get",
  path: `${one}/report`,
  tags,
  operationId: "exportRefundJob",
  summary: "Export the orders of a job as a table",
  ...forStaff("refunds.read"),
  request: { params },
  responses: {
    200: { description: "The table", content: { "text/csv": { schema: z.string() } } },
    ...refused,
  },
});

const control = createRoute({
  method: "post",
  path: `${one}/acts`,
  tags,
  operationId: "controlRefundJob",
  summary: "Start, pause, resume or stop a job, or plan its failed orders again",
  ...forStaff("refunds.run"),
  request: { params, headers: IfMatch, ...jsonBody(RefundJobAct) },
  responses: {
    200: json("The job", RefundJob),
    ...refusalsToAdmins("not-found", "conflict", "changed-meanwhile", "if-match-missing"),
  },
});

/** Goes on right after the answer; the cron continues what takes longer. */
function goOn(c: AppContext, id: string): void {
  const db = booksFromHere(c);
  c.executionCtx.waitUntil(
    goOnWithJob(c.env, db, id).catch((error: unknown) =>
      console.warn("a refund job waits for the cron", String(error)),
    ),
  );
}

export const adminRefundJobs = createRouter()
  .openapi(create, async (c) => {
    const id = await derivedId(`refund-job|${c.var.session.accountId}|${idempotencyKey(c)}`);
    const asked = { id, by: writer(c), job: c.req.valid("json") };
    const made = unwrap(await createRefundJob(booksOf(c), asked));
    goOn(c, id);
    return c.json(made, 201, etagOf(made));
  })
  .openapi(list, async (c) => {
    const { cursor, limit } = c.req.valid("query");
    const wanted = { scope: c.var.scope, after: cursor ?? null, limit };
    return c.json(unwrap(await listRefundJobs(booksOf(c), wanted)), 200);
  })
  .openapi(read, async (c) => {
    const job = found(await refundJob(booksOf(c), c.req.valid("param").refundJobId));
    return c.json(job, 200, etagOf(job));
  })
  .openapi(lines, async (c) => {
    const { cursor, limit, state } = c.req.valid("query");
    const id = c.req.valid("param").refundJobId;
    const wanted = { id, state: state ?? null, after: cursor ?? null, limit };
    return c.json(unwrap(await refundJobLines(booksOf(c), wanted)), 200);
  })
  .openapi(report, (c) => {
    const id = c.req.valid("param").refundJobId;
    return fileOf(jobTable(allJobLines(booksOf(c), id)), "csv", `refunds-${id}`);
  })
  .openapi(control, async (c) => {
    const id = c.req.valid("param").refundJobId;
    const seen = seenRevision(c.req.valid("header"));
    const asked = { id, seen, ...c.req.valid("json"), by: writer(c) };
    const job = unwrap(await controlRefundJob(booksOf(c), asked));
    goOn(c, id);
    return c.json(job, 200, etagOf(job));
  });
