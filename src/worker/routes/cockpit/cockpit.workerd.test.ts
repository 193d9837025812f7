import { evictDurableObject, runDurableObjectAlarm } from "cloudflare:test";
import { sql } from "drizzle-orm";
import { afterEach, expect, it, vi } from "vitest";
import { connect } from "../../../db/connection/connect.ts";
import { ticketMs } from "../../../contract/live/cockpit-terms.ts";
import { afterChange, type CockpitChange } from "../../../contract/live/cockpit-changes.ts";
import { Filling } from "../../../contract/live/cockpit.ts";
import { Hold } from "../../../contract/sale/holds.ts";
import { eventually } from "../../../../test/support/eventually.ts";
import {
  answer,
  bought,
  call,
  callLimited,
  holding,
  holdSeats,
  openShop,
  passOf,
  pay,
  person,
  type Person,
  refused,
  testEnv,
} from "../../../../test/support/worker/shop.ts";
import {
  figuresFor,
  look,
  objectOf,
  open,
} from "../../../../test/support/worker/cockpit/watching.ts";
import { worker } from "../../../../test/support/worker/staff.ts";

const admin = await person("admin");

afterEach(() => vi.useRealTimers());

/** A member of staff whose screen applies every message. */
async function watch(as: Person, scheduleId: string) {
  const { ticket, frame } = await look(as, scheduleId);
  const { webSocket: socket } = await open(as, scheduleId, ticket);
  if (!socket) throw new Error("no socket");
  const seen = { frame, messages: [] as CockpitChange[], closed: 0 };
  socket.accept();
  socket.addEventListener("message", ({ data }) => {
    const change = JSON.parse(String(data)) as CockpitChange;
    seen.messages.push(change);
    seen.frame = afterChange(seen.frame, change);
  });
  socket.addEventListener("close", ({ code }) => {
    seen.closed = code;
  });
  await eventually(() => expect(seen.messages).toHaveLength(1));
  return { seen, ticket, socket };
}

it("[CK10] a watcher sees a hold within a second, in one message with only what changed", async () => {
  const { scheduleId } = await openShop(admin);
  const fan = await person();
  const pass = await passOf(fan, scheduleId);
  const { seen } = await watch(admin, scheduleId);
  const heldAt = Date.now();
  await answer(holdSeats(fan, scheduleId, pass, { seats: [0, 1] }), 201, Hold);
  await eventually(() => expect(seen.frame.figures.seatsHeld).toBe(2), { interval: 5 });
  expect(Date.now() - heldAt).toBeLessThan(1_000);
  expect(seen.messages[1]).toEqual({
    at: expect.any(String) as string,
    figures: { holds: 1, seatsLeft: 18, seatsHeld: 2 },
    zones: { r: [18, 2, 0] },
    sections: { 0: [18, 2, 0] },
  });
});

it("[CK11] a ticket is needed, opens one socket of its own member of staff, and only from pages of this site", async () => {
  const { scheduleId } = await openShop(admin);
  const { ticket } = await look(admin, scheduleId);
  await refused(open(await person("admin"), scheduleId, ticket), "forbidden");
  await refused(open(admin, scheduleId, crypto.randomUUID()), "forbidden");
  const foreign = { origin: "https://elsewhere.test" };
  await refused(open(admin, scheduleId, ticket, foreign), "forbidden");
  const { webSocket } = await open(admin, scheduleId, ticket);
  webSocket?.accept();
  await refused(open(admin, scheduleId, ticket), "forbidden");
  await refused(figuresFor(await person(), scheduleId), "forbidden");
});

it("[CK12] a watcher whose right has ended hears nothing more half a minute later, and one whose right is confirmed goes on", async () => {
  const { scheduleId } = await openShop(admin);
  const hand = await worker("box-office");
  const fan = await person();
  const pass = await passOf(fan, scheduleId);
  const gone = await watch(hand, scheduleId);
  const stays = await watch(admin, scheduleId);
  await connect(testEnv).execute(
    sql`UPDATE staff SET suspended_at = now() WHERE account_id = ${hand.id}`,
  );
  await refused(figuresFor(hand, scheduleId, gone.ticket), "forbidden");
  vi.setSystemTime(Date.now() + ticketMs - 1_000);
  expect((await look(admin, scheduleId, stays.ticket)).ticket).toBe(stays.ticket);
  vi.setSystemTime(Date.now() + 1_500);
  await answer(holdSeats(fan, scheduleId, pass, { seats: [0] }), 201, Hold);
  await eventually(() => expect(stays.seen.frame.figures.seatsHeld).toBe(1));
  await eventually(() => expect(gone.seen.closed).toBe(4_001));
  expect([gone.seen.messages.length, gone.seen.frame.figures.seatsHeld]).toEqual([1, 0]);
});

it("[CK13] sockets survive the object's sleep, their number is limited, and unused tickets take few of their places", async () => {
  const { scheduleId } = await openShop(admin);
  const fan = await person();
  const pass = await passOf(fan, scheduleId);
  const { seen, socket } = await watch(admin, scheduleId);
  await evictDurableObject(objectOf(scheduleId), { webSockets: "hibernate" });
  await answer(holdSeats(fan, scheduleId, pass, { seats: [3] }), 201, Hold);
  await eventually(() => expect(seen.frame.sections["0"]).toEqual([19, 1, 0]));
  // Tickets that nobody uses take no more than three places.
  for (let n = 0; n < 30; n++) expect((await look(admin, scheduleId)).ticket).not.toBeNull();
  const others = [await person("admin"), await person("admin")];
  for (let n = 0; n < 20; n++) {
    const { ticket } = await look(others[0]!, scheduleId);
    const { webSocket } = await open(others[0]!, scheduleId, ticket);
    webSocket?.accept();
  }
  expect((await look(others[1]!, scheduleId)).ticket).toBeNull();
  socket.close();
});

it("[CK14] a refused hold and a refused payment are counted by cause, and their sums survive the object", async () => {
  const { scheduleId } = await openShop(admin);
  const [first, second] = [await person(), await person()];
  const hold = await holding(first, scheduleId, [0]);
  await refused(
    holdSeats(second, scheduleId, await passOf(second, scheduleId), { seats: [0] }),
    "seat-taken",
  );
  await refused(pay(first, hold), "insufficient-funds");
  const counted = {
    "hold seat-taken": [1, 1],
    "begun wallet": [1, 1],
    "refused wallet insufficient-funds": [1, 1],
  };
  const before = await look(admin, scheduleId);
  expect(before.frame.failures).toEqual(counted);
  vi.setSystemTime(Date.now() + 10_000);
  await runDurableObjectAlarm(objectOf(scheduleId));
  await evictDurableObject(objectOf(scheduleId));
  const after = await look(admin, scheduleId);
  expect([after.frame.failures, after.countedSince]).toEqual([counted, before.countedSince]);
});

it("[CK15] a measure of a fan's browser reaches the watchers, and a value that no browser measures is refused", async () => {
  const { scheduleId } = await openShop(admin);
  const { seen } = await watch(admin, scheduleId);
  const path = `POST /schedules/${scheduleId}/felt`;
  expect((await call(path, { body: { hold: [100, 100], repaint: [20] } })).status).toBe(204);
  await eventually(() => expect(seen.frame.felt.hold?.[0]).toBe(2));
  expect(Math.abs((seen.frame.felt.hold?.[2] ?? 0) - 100)).toBeLessThan(13);
  for (const body of [{ hold: [-1] }, { hold: [1e9] }, { hold: Array(9).fill(1) }, { who: 1 }])
    await refused(call(path, { body }), "invalid-request");
});

it("[CK32] one address reports at most sixty times a minute, and nobody about a schedule that there is not", async () => {
  const { scheduleId } = await openShop(admin);
  const report = async (address: string, id = scheduleId) => {
    const headers = { "cf-connecting-ip": address };
    const path = `POST /schedules/${id}/felt`;
    return (await callLimited(path, { body: { hold: [1] }, headers })).status;
  };
  // So many that some are refused even if a new minute begins meanwhile.
  const told = await Promise.all(Array.from({ length: 121 }, () => report("203.0.113.60")));
  expect([...new Set(told)].toSorted()).toEqual([204, 429]);
  expect(await report("203.0.113.61")).toBe(204);
  expect(await report("203.0.113.62", crypto.randomUUID())).toBe(404);
});

it("[CK17] the past of each section is kept in samples, the first and the last included", async () => {
  const { scheduleId } = await openShop(admin);
  const startMs = Date.now();
  for (let n = 0; n < 3; n++) {
    await bought(await person(), scheduleId, [n]);
    vi.setSystemTime(startMs + (n + 1) * 11_000);
    await runDurableObjectAlarm(objectOf(scheduleId));
  }
  const path = `GET /admin/schedules/${scheduleId}/filling`;
  const { samples } = await answer(call(path, { as: admin }), 200, Filling);
  expect(samples.map(({ counts }) => counts)).toEqual([
    [19, 0, 1],
    [18, 0, 2],
    [17, 0, 3],
  ]);
});
