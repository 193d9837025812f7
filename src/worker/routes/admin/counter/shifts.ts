import { createRoute, z } from "@hono/zod-openapi";
import {
  CloseMyShift,
  CloseShift,
  CounterName,
  MyShift,
  OpenShift,
  Shift,
  ShiftEntries,
  Shifts,
  ShiftTotals,
} from "../../../../contract/admin/counter-shifts.ts";
import { CounterSettings } from "../../../../contract/admin/counter.ts";
import { Id, Time } from "../../../../contract/ids.ts";
import { PageQuery } from "../../../../contract/paging.ts";
import { counterSettings, saveCounterSettings } from "../../../../db/counter/counter-facts.ts";
import {
  closeOwnShift,
  closeShift,
  listShifts,
  openShift,
  openShiftOf,
  shiftById,
  shiftEntries,
  shiftTotals,
} from "../../../../db/counter/shifts.ts";
import { booksOf, found, writer } from "../../../books.ts";
import { IdempotencyHeader, idempotencyKey } from "../../../buying/idempotency.ts";
import { derivedId } from "../../../encoding/digest.ts";
import { createRouter, json, jsonBody } from "../../../hono.ts";
import { forStaff } from "../../../identity/staff.ts";
import { refusals, refusalsToAdmins, unwrap } from "../../../problem.ts";

const tags = ["Admin: counter"];
const refused = refusalsToAdmins("not-found", "unavailable");
const params = z.strictObject({ shiftId: Id });
const shiftsPath = "/admin/counter/shifts" as const;

const mine = createRoute({
  method: "get",
  path: "/admin/counter/shift",
  tags,
  operationId: "getMyShift",
  summary: "Get my open shift, with what its drawer should hold",
  ...forStaff("counter.sell"),
  responses: { 200: json("The shift", MyShift), ...refused },
});

const open = createRoute({
  method: "post",
  path: "/admin/counter/shift",
  tags,
  operationId: "openShift",
  summary: "Open my shift at a counter, with the cash in its drawer",
  ...forStaff("counter.sell"),
  request: { headers: IdempotencyHeader, ...jsonBody(OpenShift) },
  responses: {
    201: json("The shift", Shift),
    ...refused,
    ...refusals("shift-open", "idempotency-key-missing", "idempotency-mismatch"),
  },
});

const close = createRoute({
  method: "post",
  path: "/admin/counter/shift/close",
  tags,
  operationId: "closeShift",
  summary: "Close my shift with what was counted",
  ...forStaff("counter.sell"),
  request: jsonBody(CloseMyShift),
  responses: {
    200: json("The closed shift", Shift),
    ...refused,
    ...refusals("shift-needed", "shift-differs"),
  },
});

const list = createRoute({
  method: "get",
  path: shiftsPath,
  tags,
  operationId: "listShifts",
  summary: "List shifts, those that were opened last first",
  ...forStaff("counter.manage"),
  request: {
    query: PageQuery.extend({
      since: Time.optional().meta({ description: "Opened since then" }),
      counter: CounterName.optional().meta({ description: "Only those of this counter" }),
      isOpen: z
        .enum(["true", "false"])
        .transform((word) => word === "true")
        .optional()
        .meta({ description: "Only those that are open, or closed" }),
    }),
  },
  responses: { 200: json("A page of shifts", Shifts), ...refused },
});

const totals = createRoute({
  method: "get",
  path: `${shiftsPath}/totals`,
  tags,
  operationId: "getShiftTotals",
  summary: "Add up shifts by operator and counter",
  ...forStaff("counter.manage"),
  request: {
    query: z.strictObject({
      since: Time.meta({ description: "The first moment of the time" }),
      until: Time.optional().meta({ description: "Its end; now if left out" }),
    }),
  },
  responses: { 200: json("The totals", ShiftTotals), ...refused },
});

const one = createRoute({
  method: "get",
  path: `${shiftsPath}/{shiftId}`,
  tags,
  operationId: "getShift",
  summary: "Get a shift",
  ...forStaff("counter.manage"),
  request: { params },
  responses: { 200: json("The shift", Shift), ...refused },
});

const entries = createRoute({
  method: "get",
  path: `${shiftsPath}/{shiftId}/entries`,
  tags,
  operationId: "listShiftEntries",
  summary: "List all that was taken and given in a shift, oldest first",
  ...forStaff("counter.manage"),
  request: { params, query: PageQuery },
  responses: { 200: json("A page of entries", ShiftEntries), ...refused },
});

const force = createRoute({
  method: "post",
  path: `${shiftsPath}/{shiftId}/close`,
  tags,
  operationId: "forceShiftClose",
  summary: "Close a shift that somebody has left open",
  ...forStaff("counter.manage"),
  request: { params, ...jsonBody(CloseShift) },
  responses: {
    200: json("The closed shift", Shift),
    ...refused,
    ...refusals("shift-differs", "conflict"),
  },
});

const settings = createRoute({
  method: "get",
  path: "/admin/counter/settings",
  tags,
  operationId: "getCounterSettings",
  summary: "Get how the counters of the organization sell",
  ...forStaff("counter.sell"),
  responses: { 200: json("The settings", CounterSettings), ...refused },
});

const change = createRoute({
  method: "put",
  path: "/admin/counter/settings",
  tags,
  operationId: "saveCounterSettings",
  summary: "Set when the counters of the organization may sell, and if they take booking fees",
  ...forStaff("counter.manage"),
  request: jsonBody(CounterSettings),
  responses: { 200: json("The settings", CounterSettings), ...refused },
});

export const adminShifts = createRouter()
  .openapi(mine, async (c) => {
    const { organizationId } = c.var.scope;
    const asked = { organizationId, operatorId: c.var.session.accountId };
    return c.json({ shift: await openShiftOf(booksOf(c), asked) }, 200);
  })
  .openapi(open, async (c) => {
    const by = writer(c);
    const id = await derivedId(`shift|${by.accountId}|${idempotencyKey(c)}`);
    const opened = await openShift(booksOf(c), { id, by, shift: c.req.valid("json") });
    return c.json(unwrap(opened), 201);
  })
  .openapi(close, async (c) => {
    const { shiftId, ...close } = c.req.valid("json");
    const closed = { id: shiftId, by: writer(c), close };
    return c.json(unwrap(await closeOwnShift(booksOf(c), closed)), 200);
  })
  .openapi(list, async (c) => {
    const { cursor, limit, since, counter, isOpen } = c.req.valid("query");
    const asked = {
      organizationId: c.var.scope.organizationId,
      since: since === undefined ? null : Date.parse(since),
      counter: counter ?? null,
      isOpen: isOpen ?? null,
      after: cursor ?? null,
      limit,
    };
    return c.json(unwrap(await listShifts(booksOf(c), asked)), 200);
  })
  .openapi(totals, async (c) => {
    const { since, until } = c.req.valid("query");
    const untilMs = until === undefined ? Date.now() : Date.parse(until);
    const { organizationId } = c.var.scope;
    const asked = { organizationId, since: Date.parse(since), until: untilMs };
    return c.json(await shiftTotals(booksOf(c), asked), 200);
  })
  .openapi(one, async (c) => {
    const { organizationId } = c.var.scope;
    const asked = { organizationId, ...c.req.valid("param") };
    return c.json(found(await shiftById(booksOf(c), asked)), 200);
  })
  .openapi(entries, async (c) => {
    const { cursor, limit } = c.req.valid("query");
    const { organizationId } = c.var.scope;
    const asked = { organizationId, ...c.req.valid("param"), after: cursor ?? null, limit };
    return c.json(unwrap(await shiftEntries(booksOf(c), asked)), 200);
  })
  .openapi(force, async (c) => {
    const { shiftId } = c.req.valid("param");
    const closed = { id: shiftId, by: writer(c), close: c.req.valid("json") };
    return c.json(unwrap(await closeShift(booksOf(c), closed)), 200);
  })
  .openapi(settings, async (c) => {
    return c.json(await counterSettings(booksOf(c), c.var.scope.organizationId), 200);
  })
  .openapi(change, async (c) => {
    const wanted = c.req.valid("json");
    await saveCounterSettings(booksOf(c), { by: writer(c), settings: wanted });
    return c.json(wanted, 200);
  });
