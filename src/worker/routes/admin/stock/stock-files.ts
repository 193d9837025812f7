import { createRoute, z } from "@hono/zod-openapi";
import { GuestFile, SeatFile } from "../../../../contract/admin/stock/invitations.ts";
import { Id } from "../../../../contract/ids.ts";
import { guestFileColumns, seatFileColumns } from "../../../../contract/import/columns.ts";
import type { Column } from "../../../../contract/import/columns.ts";
import { type RawRow, readRows } from "../../../../contract/import/read-import.ts";
import {
  type PlanNames,
  readGuestRows,
  readSeatRows,
} from "../../../../contract/import/seat-rows.ts";
import { seatCodes } from "../../../../contract/live/live.ts";
import type { AppContext } from "../../../app-env.ts";
import { csvOf } from "../../../encoding/csv.ts";
import { createRouter, json } from "../../../hono.ts";
import { forStaff } from "../../../identity/staff.ts";
import { planNamesOf } from "../../../seats/plan-names.ts";
import { ProblemError, refusals, refusalsToAdmins, unwrap } from "../../../problem.ts";

const params = z.strictObject({ scheduleId: Id });
const path = "/admin/schedules/{scheduleId}" as const;
const tags = ["Admin: stock"];
const refused = refusalsToAdmins("not-found", "unavailable");
const rowsMax = 20_000;
const table = {
  body: {
    required: true as const,
    content: { "text/csv": { schema: z.string().meta({ format: "binary" }) } },
  },
};

const readSeats = createRoute({
  method: "post",
  path: `${path}/stock/seat-file`,
  tags,
  operationId: "readSeatFile",
  summary: "Read a table of seats, to make a block of them",
  description: "A column with whole names such as `B2/5/8`, or with section, row and number.",
  ...forStaff("stock.edit"),
  request: { params, ...table },
  responses: { 200: json("The seats", SeatFile), ...refused, ...refusals("body-too-large") },
});

const readGuests = createRoute({
  method: "post",
  path: `${path}/stock/guest-file`,
  tags,
  operationId: "readGuestFile",
  summary: "Read a list of guests, to ask for their invitations",
  description: "Name, mail, phone, and seats or a zone with a number of tickets.",
  ...forStaff("stock.edit"),
  request: { params, ...table },
  responses: { 200: json("The guests", GuestFile), ...refused, ...refusals("body-too-large") },
});

const exported = createRoute({
  method: "get",
  path: `${path}/stock/export`,
  tags,
  operationId: "exportStock",
  summary: "Export the seats of all blocks of a date as a table",
  ...forStaff("stock.read"),
  request: { params },
  responses: {
    200: { description: "The table", content: { "text/csv": { schema: z.string() } } },
    ...refused,
  },
});

export const adminStockFiles = createRouter()
  .openapi(readSeats, async (c) => {
    const { rows, names } = await rowsOfFile(c, c.req.valid("param").scheduleId, seatFileColumns);
    return c.json(readSeatRows(rows, names), 200);
  })
  .openapi(readGuests, async (c) => {
    const { rows, names } = await rowsOfFile(c, c.req.valid("param").scheduleId, guestFileColumns);
    return c.json(readGuestRows(rows, names), 200);
  })
  .openapi(exported, async (c) => {
    const { scheduleId } = c.req.valid("param");
    const rows = unwrap(await c.env.SCHEDULE.getByName(scheduleId).stockTable());
    const lines = rows.map(({ seat, code, block }) => [
      seat,
      seatCodes[code] === "notForSale" ? "free" : (seatCodes[code] ?? ""),
      block.kind,
      block.reason,
      block.owner,
      block.channel,
      block.agency,
      block.note,
      block.releaseAt ?? "",
    ]);
    return c.body(csvOf([head, ...lines]), 200, {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="stock.csv"',
    });
  });

const head = ["seat", "state", "kind", "reason", "owner", "channel", "agency", "note", "release"];

async function rowsOfFile(
  c: AppContext,
  scheduleId: string,
  columns: readonly Column[],
): Promise<{ rows: RawRow[]; names: PlanNames }> {
  const read = readRows(new Uint8Array(await c.req.arrayBuffer()), columns, rowsMax);
  if (!read.isDone)
    throw new ProblemError("invalid-request", read.detail, [
      { pointer: `/file/${read.fault}`, detail: read.detail },
    ]);
  const names = await planNamesOf(c.env, scheduleId);
  return { rows: read.rows, names };
}
