import { readdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { FaultKind } from "../../dev/stand-ins/bridge/faults.ts";
import { Hold, Holds } from "../../src/contract/sale/holds.ts";
import { seatCode } from "../../src/contract/live/live.ts";
import { Order } from "../../src/contract/money/orders.ts";
import { codeOf, read, type Reply } from "../support/api.ts";
import { soundBalance } from "../support/books.ts";
import {
  eachOf,
  type Fan,
  holding,
  holdRequest,
  newFans,
  passOf,
  payRequest,
  statuses,
} from "../support/fans.ts";
import { newHallSale, seatMinor } from "../support/sales.ts";
import { mustAgree, unsoundness } from "../support/money/books-check.ts";
import { openServer, type Server } from "../support/server.ts";

let server: Server;

beforeAll(async () => {
  server = await openServer(64);
});
afterAll(() => server.close());

it("[F1] every acknowledged hold survives kill -9, and an unanswered request can be repeated", async () => {
  const scheduleId = await newHallSale(server, 60);
  const fans = await newFans(server, 240, 0);
  const passes = await eachOf(fans, 32, (fan) => passOf(server, fan, scheduleId));
  const requests = fans.map((fan, index) =>
    holdRequest(scheduleId, fan, passes[index] ?? "", { seats: [index * 2, index * 2 + 1] }),
  );
  const first = await killAmid(requests, 100);
  const answered = first.map((reply) => (reply ? read(reply, 201, Hold).id : null));
  const now = await eachOf(fans, 32, async (fan) => {
    const path = `GET /schedules/${scheduleId}/holds`;
    return read(await server.api.ask(path, { as: fan }), 200, Holds).items.map(({ id }) => id);
  });
  // Of the requests without an answer some hold seats and some do not, but no fan has more than one hold.
  for (const [index, ids] of now.entries()) {
    const id = answered[index];
    if (id) expect(ids).toEqual([id]);
    else expect(ids.length).toBeLessThanOrEqual(1);
  }
  const again = await eachOf(requests, 32, (request) => server.api.ask(...request));
  for (const [index, reply] of again.entries()) {
    const hold = read(reply, 201, Hold);
    expect(hold.seats.map(({ seat }) => seat)).toEqual([index * 2, index * 2 + 1]);
    expect(hold.id).toBe(answered[index] ?? now[index]?.[0] ?? hold.id);
  }
});

it("[F2] a kill -9 during payments loses no order and charges no fan twice, and the map never offers a sold seat", async () => {
  const scheduleId = await newHallSale(server, 20);
  const fans = await newFans(server, 120, seatMinor);
  const holds = await eachOf(fans, 16, (fan, index) => holding(server, fan, scheduleId, [index]));
  const requests = fans.map((fan, index) => payRequest(fan, holds[index] ?? noHold()));
  const first = await killAmid(requests, 40);
  const sold = await soldSeats(scheduleId);
  const codes = await statuses(server, scheduleId);
  for (const [seat, reply] of first.entries()) {
    if (reply)
      expect([read(reply, 201, Order).seats[0]?.seat, sold.has(seat)]).toEqual([seat, true]);
    // Until the schedule hears of the sale, it keeps the seats for the paying fan.
    if (sold.has(seat)) expect(codes[seat]).not.toBe(seatCode.available);
    else expect(codes[seat]).toBe(seatCode.held);
  }
  const last = await eachOf(requests, 16, (request) => server.api.insist(...request));
  const orders = last.map((reply) => read(reply, 201, Order));
  for (const [index, reply] of first.entries())
    if (reply) expect(orders[index]?.id).toBe(read(reply, 201, Order).id);
  expect(new Set(orders.map(({ id }) => id)).size).toBe(fans.length);
  expect((await soldSeats(scheduleId)).size).toBe(fans.length);
  for (const { id } of fans) expect(await soundBalance(server, id)).toBe(0);
  await mustAgree(server, scheduleId);
  expect(await unsoundness(server)).toBeNull();
});

const faults: [FaultKind, number, string][] = [
  ["drop-before-send", 1, "outcome-unknown"],
  ["drop-after-commit", 1, "outcome-unknown"],
  ["40001", 1, "201"],
  ["40P01", 2, "201"],
  ["40001", 3, "unavailable"],
  ["delay", 1, "201"],
];

it("[F3] with any fault between the Worker and the books, a payment is made once, and is unknown rather than failed", async () => {
  const scheduleId = await newHallSale(server, 2);
  const fans = await newFans(server, faults.length + 1, seatMinor * 2);
  const holds = await eachOf(fans, 4, (fan, index) => holding(server, fan, scheduleId, [index]));
  const requests = fans.map((fan, index) => payRequest(fan, holds[index] ?? noHold()));
  const [away, ...others] = requests;
  if (!away) throw new Error("there is no request");
  const first: Reply[] = [await server.withoutBooks(() => server.api.ask(...away))];
  for (const [index, request] of others.entries()) {
    const [kind, times] = faults[index] ?? [];
    if (kind)
      server.bridge.faults.add({ kind, times: times ?? 1, match: "purchase(", delayMs: 300 });
    first.push(await server.api.ask(...request));
    expect(server.bridge.faults.list()).toEqual([]);
  }
  const expected = ["outcome-unknown", ...faults.map(([, , end]) => end)];
  for (const [index, reply] of first.entries()) {
    expect(codeOf(reply) ?? String(reply.status)).toBe(expected[index]);
  }
  const last = await eachOf(requests, 8, (request) => server.api.insist(...request));
  for (const [index, fan] of fans.entries()) {
    const order = read(last[index] ?? noReply(), 201, Order);
    expect(order.seats.map(({ seat }) => seat)).toEqual([index]);
    expect(await soundBalance(server, fan.id)).toBe(seatMinor);
    expect(await ordersOf(fan)).toEqual([order.id]);
  }
  await mustAgree(server, scheduleId);
  expect(await unsoundness(server)).toBeNull();
});

it("[F4] holds and the map keep working while the books are away", async () => {
  const scheduleId = await newHallSale(server, 2);
  const [fan] = await newFans(server, 1, 0);
  if (!fan) throw new Error("there is no fan");
  const pass = await passOf(server, fan, scheduleId);
  const codes = await server.withoutBooks(async () => {
    const reply = await server.api.ask(...holdRequest(scheduleId, fan, pass, { seats: [5] }));
    expect(read(reply, 201, Hold).seats).toHaveLength(1);
    return statuses(server, scheduleId);
  });
  expect(codes[5]).toBe(seatCode.held);
});

it("[F5] a hold ends when its time is up, without any request", async () => {
  const holdMs = 2_500;
  const scheduleId = await newHallSale(server, 1, { holdMs });
  const [fan, other] = await newFans(server, 2, 0);
  if (!fan || !other) throw new Error("there are no fans");
  const hold = await holding(server, fan, scheduleId, [7]);
  expect((await statuses(server, scheduleId))[7]).toBe(seatCode.held);
  expect(endedHolds()).not.toContain(hold.id);
  // There are no requests meanwhile: the alarm writes the rows.
  await expect.poll(endedHolds, { timeout: 15_000, interval: 100 }).toContain(hold.id);
  expect((await statuses(server, scheduleId))[7]).toBe(seatCode.available);
  expect((await holding(server, other, scheduleId, [7])).id).not.toBe(hold.id);
});

type ApiRequest = Parameters<Server["api"]["ask"]>;

/** Sends all of the requests, kills workerd after that many answers, and starts it again; null is no answer. */
async function killAmid(requests: readonly Readonly<ApiRequest>[], answers: number) {
  let answered = 0;
  let killing: Promise<void> | null = null;
  const replies = await eachOf(requests, 32, async ([what, asked]) => {
    if (killing) return null;
    const reply = await server.api.ask(what, asked).catch(() => null);
    if (reply && ++answered === answers) killing = server.kill();
    return reply;
  });
  expect(replies.filter((reply) => reply === null).length).toBeGreaterThan(0);
  await server.restart();
  return replies;
}

async function soldSeats(scheduleId: string): Promise<Set<number>> {
  const rows = await server.sql<{ seat: number }>(
    "SELECT seat FROM order_seat WHERE schedule_id = $1 AND live",
    [scheduleId],
  );
  return new Set(rows.map(({ seat }) => seat));
}

async function ordersOf({ id }: Fan): Promise<string[]> {
  const rows = await server.sql<{ id: string }>(
    "SELECT id FROM customer_order WHERE account_id = $1",
    [id],
  );
  return rows.map((row) => row.id);
}

/** The holds that are over, read straight from the objects' own files. */
function endedHolds(): string[] {
  const dir = join(server.objectsDir, "frontrow-Schedule");
  const files = readdirSync(dir).filter((name) => /^[0-9a-f]{64}\.sqlite$/.test(name));
  return files.flatMap((name) => {
    const database = new DatabaseSync(join(dir, name), { readOnly: true });
    try {
      const rows = database.prepare("SELECT hold_id FROM hold WHERE phase = 3").all();
      return rows.map(({ hold_id: holdId }) => String(holdId));
    } finally {
      database.close();
    }
  });
}

function noHold(): never {
  throw new Error("there is no hold");
}

function noReply(): never {
  throw new Error("there is no reply");
}
