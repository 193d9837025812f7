import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Hold, Holds } from "../../src/contract/sale/holds.ts";
import { seatCode } from "../../src/contract/live/live.ts";
import { Board, Turn } from "../../src/contract/sale/queue.ts";
import { read, type Reply, tally } from "../support/api.ts";
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
import { newHall, newHallSale, newSale, seatMinor } from "../support/sales.ts";
import { mustAgree, unsoundness } from "../support/money/books-check.ts";
import { openServer, type Server } from "../support/server.ts";

let server: Server;

beforeAll(async () => {
  server = await openServer(500);
});
afterAll(() => server.close());

it("[E1] of 500 fans who want one seat at once exactly one gets it, and the others learn that it is taken", async () => {
  const scheduleId = await newHallSale(server, 60);
  const fans = await newFans(server, 500, 0);
  const passes = await eachOf(fans, 64, (fan) => passOf(server, fan, scheduleId));
  const requests = fans.map((fan, index) =>
    holdRequest(scheduleId, fan, passes[index] ?? "", { seats: [0] }),
  );
  const replies = await Promise.all(requests.map((request) => server.api.ask(...request)));
  expect(tally(replies)).toEqual({ 201: 1, "seat-taken": 499 });
  const winner = fans[replies.findIndex(({ status }) => status === 201)];
  if (!winner) throw new Error("nobody won");
  const mine = await server.api.ask(`GET /schedules/${scheduleId}/holds`, { as: winner });
  expect(read(mine, 200, Holds).items.map(({ seats }) => seats.map(({ seat }) => seat))).toEqual([
    [0],
  ]);
});

it("[E2] a queue of 2,000 fans for 50 seats makes exactly 50 orders, and no other fan is charged", async () => {
  const scheduleId = await newHallSale(server, 5, { shoppersMax: 40 });
  const fans = await newFans(server, 2_000, seatMinor);
  const board = watchBoard(scheduleId);
  let ends: End[] = [];
  try {
    ends = await eachOf(fans, fans.length, (fan, index) =>
      // One fan in four takes a look and leaves again, so that more fans enter than there are seats.
      visit(fan, scheduleId, board, index % 4 === 0),
    );
  } finally {
    await board.stop();
  }
  const buyers = fans.filter((_, index) => ends[index] === "bought");
  expect(buyers).toHaveLength(50);
  expect(ends.filter((end) => end === "left").length).toBeGreaterThan(0);

  const [row] = await server.sql(
    `SELECT count(DISTINCT o.id)::int AS orders, count(DISTINCT o.account_id)::int AS buyers,
      count(DISTINCT b.seat)::int AS seats
    FROM customer_order o JOIN order_seat b ON b.order_id = o.id WHERE o.schedule_id = $1`,
    [scheduleId],
  );
  expect(row).toEqual({ orders: 50, buyers: 50, seats: 50 });
  const charged = await server.sql<{ id: string }>(
    "SELECT account_id AS id FROM wallet WHERE account_id = ANY ($1) AND balance_minor = 0",
    [fans.map(({ id }) => id)],
  );
  expect(charged.map(({ id }) => id).sort()).toEqual(buyers.map(({ id }) => id).sort());
  expect([...(await statuses(server, scheduleId))].every((code) => code === seatCode.taken)).toBe(
    true,
  );
  expect(await unsoundness(server)).toBeNull();
});

it("[E3] of 64 payments at once from a wallet that can afford 10, exactly 10 succeed, and the other seats stay held", async () => {
  const hall = await newHall(server, 1);
  const [fan] = await newFans(server, 1, seatMinor * 10);
  if (!fan) throw new Error("there is no fan");
  const sales = await eachOf([...Array(64).keys()], 16, () => newSale(server, hall));
  const holds = await eachOf(sales, 16, (scheduleId) => holding(server, fan, scheduleId, [3]));
  const replies = await Promise.all(holds.map((hold) => server.api.ask(...payRequest(fan, hold))));
  expect(tally(replies)).toEqual({ 201: 10, "insufficient-funds": 54 });
  expect(await soundBalance(server, fan.id)).toBe(0);
  const [row] = await server.sql(
    "SELECT count(*)::int AS orders, sum(total_minor)::int AS total FROM customer_order WHERE account_id = $1",
    [fan.id],
  );
  expect(row).toEqual({ orders: 10, total: seatMinor * 10 });
  const found = await eachOf(
    sales,
    16,
    async (scheduleId) => (await statuses(server, scheduleId))[3],
  );
  expect(found).toEqual(
    replies.map(({ status }) => (status === 201 ? seatCode.taken : seatCode.held)),
  );
  expect(await unsoundness(server)).toBeNull();
  await eachOf(sales, 16, (scheduleId) => mustAgree(server, scheduleId));
});

interface BoardWatch {
  now: () => Board | null;
  stop: () => Promise<void>;
}

/** The one document that all waiting fans read. */
function watchBoard(scheduleId: string): BoardWatch {
  const state = { board: null as Board | null, isOver: false };
  const look = async () => {
    while (!state.isOver) {
      state.board = read(await server.api.ask(`GET /schedules/${scheduleId}/queue`), 200, Board);
      await sleep(300);
    }
  };
  const looking = look();
  const stop = async () => {
    state.isOver = true;
    await looking;
  };
  return { now: () => state.board, stop };
}

type End = "bought" | "left" | "sold out";

/** One fan's whole evening: the queue, a seat, and the payment. */
async function visit(
  fan: Fan,
  scheduleId: string,
  board: BoardWatch,
  isOnlyLooking: boolean,
): Promise<End> {
  const queue = `/schedules/${scheduleId}/queue`;
  let turn = read(await server.api.ask(`POST ${queue}`, { as: fan, body: {} }), 201, Turn);
  while (!turn.admission) {
    await sleep(300);
    const seen = board.now();
    if (seen?.seatsLeft === 0) return "sold out";
    if (seen && seen.nowServing < turn.number) continue;
    const asked = { as: fan, body: { place: turn.place } };
    turn = read(await server.api.ask(`POST ${queue}/enter`, asked), 200, Turn);
  }
  const best = { best: { zoneId: "r", count: 1, together: true } };
  const request = holdRequest(scheduleId, fan, turn.admission.pass, best);
  // An impatient finger sends everything twice.
  const [held, again] = await Promise.all([server.api.ask(...request), server.api.ask(...request)]);
  const hold = read(held, 201, Hold);
  expect(read(again, 201, Hold).id).toBe(hold.id);
  if (isOnlyLooking) {
    const path = `/schedules/${scheduleId}/holds/${hold.id}`;
    expectDone(await server.api.ask(`DELETE ${path}`, { as: fan }));
  } else {
    const paid = await server.api.insist(...payRequest(fan, hold));
    expect(paid.status).toBe(201);
  }
  expectDone(await server.api.ask(`DELETE ${queue}`, { as: fan }));
  return isOnlyLooking ? "left" : "bought";
}

function expectDone(reply: Reply): void {
  if (reply.status !== 204) throw new Error(`${reply.status} ${reply.bytes.toString()}`);
}
