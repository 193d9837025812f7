import { createRoute, z } from "@hono/zod-openapi";
import { Schedule } from "../../../contract/catalog/concerts.ts";
import { momentIn, momentText } from "../../../contract/live/live-socket.ts";
import { Id, PlanHash } from "../../../contract/ids.ts";
import { SeatPlan } from "../../../contract/plan/seat-plan.ts";
import { Remaining, Seats, SeatsQuery } from "../../../contract/plan/seats.ts";
import { planByHash, scheduleById } from "../../../db/catalog/schedules.ts";
import type { AppContext } from "../../app-env.ts";
import { booksOf, found } from "../../books.ts";
import { cached, catalog, immutable, jsonAnswer, live } from "../../caching/edge-cache.ts";
import { createRouter, json, unchanged } from "../../hono.ts";
import { refusals, unwrap } from "../../problem.ts";
import { packSnapshot } from "../../seats/packing.ts";
import { placesOf, seatPage } from "../../seats/seat-pages.ts";

const LiveQuery = z.strictObject({
  since: z
    .string()
    .regex(/^\d{1,10}-\d{1,10}$/)
    .optional()
    .meta({
      description: "The epoch and seq of a map that you have: the answer may be the changes since",
      example: "1-42",
    }),
  packed: z.literal("1").optional().meta({ description: "Compress the statuses" }),
});
const params = z.strictObject({ scheduleId: Id });
const tags = ["Catalog"];
const missing = {
  ...unchanged,
  ...refusals("invalid-request", "not-found", "unavailable"),
};

const one = createRoute({
  method: "get",
  path: "/schedules/{scheduleId}",
  tags,
  operationId: "getSchedule",
  summary: "Get one date of a concert, with its prices",
  request: { params },
  responses: { 200: json("The schedule", Schedule), ...missing },
});

const plan = createRoute({
  method: "get",
  path: "/plans/{hash}",
  tags,
  operationId: "getPlan",
  summary: "Get a seat plan",
  description: "A plan is identified by the hash of its content, and never changes.",
  request: { params: z.strictObject({ hash: PlanHash }) },
  responses: { 200: json("The plan", SeatPlan), ...missing },
});

const snapshot = createRoute({
  method: "get",
  path: "/schedules/{scheduleId}/seats.bin",
  tags,
  operationId: "getSeatMap",
  summary: "Get the status of every seat, as two bits each",
  description:
    "24 bytes of header (0xA7, 1, 2, 0; plan hash, epoch, seq, first ordinal, count as 32-bit little-endian), " +
    "then four seats a byte from the low bits up: 0 available, 1 held, 2 taken, 3 not for sale. With `since`, the " +
    "epoch and seq of a map that you have, it may be a delta, as on the socket. With `packed=1` a snapshot's fourth " +
    "byte is 1, and what follows its header is compressed (deflate-raw).",
  request: { params, query: LiveQuery },
  responses: {
    200: {
      description: "The snapshot",
      content: { "application/octet-stream": { schema: z.string().meta({ format: "binary" }) } },
    },
    ...missing,
  },
});

const seats = createRoute({
  method: "get",
  path: "/schedules/{scheduleId}/seats",
  tags,
  operationId: "listSeats",
  summary: "List seats with their names and statuses",
  request: { params, query: SeatsQuery },
  responses: { 200: json("A page of seats", Seats), ...missing },
});

const remaining = createRoute({
  method: "get",
  path: "/schedules/{scheduleId}/remaining",
  tags,
  operationId: "getRemaining",
  summary: "Get how many seats are left in each zone",
  request: { params },
  responses: { 200: json("Counts by zone", Remaining), ...missing },
});

export const schedules = createRouter()
  .openapi(one, async (c) => {
    const { scheduleId } = c.req.valid("param");
    return await cached<Schedule>(c, catalog, async () =>
      jsonAnswer(found(await scheduleById(booksOf(c), { scheduleId, now: Date.now() }))),
    );
  })
  .openapi(plan, async (c) => {
    const { hash } = c.req.valid("param");
    return await cached<SeatPlan>(c, immutable, async () => ({
      ...jsonAnswer(found(await planByHash(booksOf(c), hash)).plan),
      etag: `"${hash}"`,
    }));
  })
  .openapi(snapshot, async (c) => {
    const { scheduleId } = c.req.valid("param");
    const { since, packed } = c.req.valid("query");
    return await cached(c, live, async () => {
      const from = since === undefined ? null : momentIn(since);
      const frame = unwrap(await c.env.SCHEDULE.getByName(scheduleId).seatsSince(from));
      const body = packed === undefined ? frame.bytes : await packSnapshot(frame.bytes);
      const etag = `"${momentText(frame)}${packed === undefined ? "" : "-p"}"`;
      return { body, contentType: "application/octet-stream", etag };
    });
  })
  .openapi(seats, async (c) => {
    const { scheduleId } = c.req.valid("param");
    const wanted = c.req.valid("query");
    return await cached<Seats>(c, live, async () => {
      const db = booksOf(c);
      const schedule = found(await scheduleById(db, { scheduleId, now: Date.now() }));
      const { bytes } = await snapshotOf(c, scheduleId);
      const places = await placesOf(
        schedule.planHash,
        async () => found(await planByHash(db, schedule.planHash)).plan,
      );
      return jsonAnswer(seatPage(places, new Uint8Array(bytes), wanted));
    });
  })
  .openapi(remaining, async (c) => {
    const { scheduleId } = c.req.valid("param");
    return await cached<Remaining>(c, live, async () =>
      jsonAnswer(unwrap(await c.env.SCHEDULE.getByName(scheduleId).remaining())),
    );
  });

async function snapshotOf(c: AppContext, scheduleId: string) {
  return unwrap(await c.env.SCHEDULE.getByName(scheduleId).snapshot());
}
