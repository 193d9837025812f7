import { createRoute, z } from "@hono/zod-openapi";
import {
  type SecurityEvent,
  SecurityEvents,
  SecurityKind,
} from "../../../contract/admin/security-events.ts";
import { Id, Time } from "../../../contract/ids.ts";
import { PageQuery } from "../../../contract/paging.ts";
import { listSecurityEvents } from "../../../db/security/security-log.ts";
import { booksOf } from "../../books.ts";
import { csvOf } from "../../encoding/csv.ts";
import { createRouter, json } from "../../hono.ts";
import { forStaff } from "../../identity/staff.ts";
import { refusalsToAdmins, unwrap } from "../../problem.ts";

const tags = ["Admin: watching"];
const refused = refusalsToAdmins("not-found", "unavailable");
/** As many as one request can read; an earlier time gives the rest. */
const exportedMax = 5_000;

const filter = {
  kind: SecurityKind.optional().meta({ description: "Only events of this kind" }),
  account: Id.optional().meta({ description: "Only events about this account" }),
  network: z.string().max(50).optional().meta({
    description: "Only events from this network",
    example: "203.0.113.0/24",
  }),
  since: Time.optional().meta({ description: "Only events from this time on" }),
  until: Time.optional().meta({ description: "Only events before this time" }),
};

const list = createRoute({
  method: "get",
  path: "/admin/security-events",
  tags,
  operationId: "listSecurityEvents",
  summary: "List the security log of the whole deployment, newest first",
  ...forStaff("security.read"),
  request: { query: PageQuery.extend(filter) },
  responses: { 200: json("A page of events", SecurityEvents), ...refused },
});

const exported = createRoute({
  method: "get",
  path: "/admin/security-events/export",
  tags,
  operationId: "exportSecurityEvents",
  summary: `Export the security log, newest first, at most ${exportedMax} events`,
  ...forStaff("security.read"),
  request: {
    query: z.strictObject({
      ...filter,
      format: z.enum(["csv", "jsonl"]).default("csv").meta({
        description: "A table, or one event as JSON on each line for a log collector",
      }),
    }),
  },
  responses: {
    200: {
      description: "The file",
      content: {
        "text/csv": { schema: z.string() },
        "application/jsonl": { schema: z.string() },
      },
    },
    ...refused,
  },
});

export const adminSecurityEvents = createRouter()
  .openapi(list, async (c) => {
    const { cursor = null, limit, ...wanted } = c.req.valid("query");
    const found = await listSecurityEvents(booksOf(c), { ...wanted, after: cursor, limit });
    return c.json(unwrap(found), 200);
  })
  .openapi(exported, async (c) => {
    const { format, ...wanted } = c.req.valid("query");
    const asked = { ...wanted, after: null, limit: exportedMax };
    const { items } = unwrap(await listSecurityEvents(booksOf(c), asked));
    const isTable = format === "csv";
    const body = isTable
      ? csvOf([[...columns], ...items.map(rowOf)])
      : items.map((item) => `${JSON.stringify(item)}\n`).join("");
    return c.body(body, 200, {
      "content-type": isTable ? "text/csv; charset=utf-8" : "application/jsonl; charset=utf-8",
      "content-disposition": `attachment; filename="security-events.${format}"`,
    });
  });

const columns = [
  "at",
  "kind",
  "accountId",
  "network",
  "country",
  "emailHash",
  "emailDomain",
  "browser",
  "times",
  "requestId",
  "detail",
  "id",
] as const satisfies (keyof SecurityEvent)[];

const rowOf = (event: SecurityEvent): string[] =>
  columns.map((column) => {
    const value = event[column];
    if (value === null) return "";
    return typeof value === "object" ? JSON.stringify(value) : String(value);
  });
