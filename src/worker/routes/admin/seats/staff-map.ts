import { createRoute, z } from "@hono/zod-openapi";
import { blockCodeFrom, seatStates } from "../../../../contract/admin/seats/seat-codes.ts";
import { StaffSeat, StaffSeats } from "../../../../contract/admin/seats/staff-map.ts";
import { Id } from "../../../../contract/ids.ts";
import { wholeNumber } from "../../../../contract/paging.ts";
import { seatInBooks } from "../../../../db/admin/staff-seat.ts";
import { booksOf } from "../../../books.ts";
import { toBase64 } from "../../../encoding/encoding.ts";
import { createRouter, json, unchanged } from "../../../hono.ts";
import { forStaff, reach } from "../../../identity/staff.ts";
import { signToken } from "../../../identity/tokens.ts";
import { ProblemError, refusals, refusalsToAdmins, unwrap } from "../../../problem.ts";

const params = z.strictObject({ scheduleId: Id });
const tags = ["Admin"];
const path = "/admin/schedules/{scheduleId}/seats" as const;
const refused = refusalsToAdmins("not-found", "unavailable");

const all = createRoute({
  method: "get",
  path,
  tags,
  operationId: "getStaffSeats",
  summary: "Get the state of every seat as staff see it",
  ...forStaff("sales.read"),
  request: { params },
  responses: { 200: json("The states", StaffSeats), ...unchanged, ...refused },
});

const one = createRoute({
  method: "get",
  path: `${path}/details`,
  tags,
  operationId: "getStaffSeat",
  summary: "Get everything about one seat: its hold, its block and its order",
  ...forStaff("sales.read"),
  request: {
    params,
    query: z.strictObject({
      seat: wholeNumber({ min: 0, max: 999_999, usual: 0 }, "The seat's ordinal"),
    }),
  },
  responses: { 200: json("The seat", StaffSeat), ...refused, ...refusals("unknown-seat") },
});

/** As long as a shift. It opens no more than what every fan can read from `getSeatMap`. */
const watchMs = 12 * 3_600_000;

export const staffMap = createRouter()
  .openapi(all, async (c) => {
    const { scheduleId } = c.req.valid("param");
    const known = c.req.header("if-none-match")?.replaceAll('"', "") ?? null;
    const seats = unwrap(await c.env.SCHEDULE.getByName(scheduleId).seatsForStaff(known));
    if (seats === null) return c.body(null, 304, { etag: `"${known}"` });
    const { planHash, states, blocks } = seats;
    const etag = `"${seats.tag}"`;
    const packed = await packed16(states);
    const expiresAt = Date.now() + watchMs;
    const who = { sub: c.var.session.accountId, sch: scheduleId };
    const token = await signToken(c.env, "watch", who, expiresAt);
    const answer: StaffSeats = {
      planHash,
      seatCount: states.length,
      states: packed,
      blocks,
      watch: { token, expiresAt: new Date(expiresAt).toISOString() },
      at: new Date().toISOString(),
    };
    return c.json(answer, 200, { etag });
  })
  .openapi(one, async (c) => {
    const { scheduleId } = c.req.valid("param");
    const { seat } = c.req.valid("query");
    const found = unwrap(await c.env.SCHEDULE.getByName(scheduleId).seatForStaff(seat));
    if (!found) throw new ProblemError("unknown-seat", String(seat));
    const { key, code, zoneId, currency, block } = found;
    const { holder, order } = await seatInBooks(booksOf(c), {
      scheduleId,
      seat,
      holderId: found.hold?.accountId ?? null,
      orders: reach(c, "orders.read"),
      people: reach(c, "people.read"),
    });
    const money = (amount: number) => ({ amount, currency });
    const answer: StaffSeat = {
      seat,
      key,
      state: code >= blockCodeFrom ? "blocked" : (seatStates[code] ?? "notForSale"),
      zoneId,
      price: zoneId === null ? null : money(found.priceMinor),
      fee: zoneId === null ? null : money(found.feeMinor),
      hold: found.hold && {
        id: found.hold.id,
        phase: found.hold.phase,
        expiresAt: new Date(found.hold.expiresAt).toISOString(),
        account: holder,
      },
      block,
      order: order && {
        id: order.id,
        number: order.number,
        channel: order.channel,
        paidAt: new Date(order.paidAtMs).toISOString(),
        buyer: order.buyer,
        price: money(order.priceMinor),
        checkedInAt: null,
      },
    };
    return c.json(answer, 200);
  });

async function packed16(states: Uint16Array<ArrayBuffer>): Promise<string> {
  const body = new Response(states).body;
  const packed = new Response(body?.pipeThrough(new CompressionStream("deflate-raw")));
  return toBase64(new Uint8Array(await packed.arrayBuffer()));
}
