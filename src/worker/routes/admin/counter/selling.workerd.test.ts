import { runInDurableObject } from "cloudflare:test";
import { describe, expect, it, vi } from "vitest";
import {
  CounterFacts,
  CounterHold,
  CounterReceipt,
  type SellAtCounter,
} from "../../../../contract/admin/counter.ts";
import { Shift } from "../../../../contract/admin/counter-shifts.ts";
import { applyFrame } from "../../../../contract/live/live-map.ts";
import {
  answer,
  call,
  fund,
  holdSeats,
  openShop,
  passOf,
  pay,
  person,
  type Person,
  refused,
  testEnv,
} from "../../../../../test/support/worker/shop.ts";
import { employ, worker } from "../../../../../test/support/worker/staff.ts";

const admin = await person("admin");
const { scheduleId, concertId } = await openShop(admin, 4);
const path = `/admin/schedules/${scheduleId}/counter`;
const keyed = (key: string = crypto.randomUUID()) => ({ "idempotency-key": key });
const both = (words: string) => ({ ko: words, en: words });

/** Somebody of the box office with an open shift. */
async function clerk(concert: string | null = null): Promise<Person> {
  const as = await worker("box-office", { concertId: concert });
  const body = { counter: `Counter ${as.id.slice(0, 8)}`, floatMinor: 100_000 };
  await answer(call("POST /admin/counter/shift", { as, headers: keyed(), body }), 201, Shift);
  return as;
}
const place = (as: Person, seats: number[], replaces?: string, key?: string) =>
  call(`POST ${path}/holds`, {
    as,
    headers: keyed(key),
    body: { choice: { seats }, ...(replaces === undefined ? {} : { replaces }) },
  });
const placed = (as: Person, ...seats: number[]) => answer(place(as, seats), 201, CounterHold);
const cash = (amountMinor: number) => [{ kind: "cash", amountMinor }];
const sell = (as: Person, body: Partial<SellAtCounter> | object, key?: string) =>
  call(`POST ${path}/sales`, { as, headers: keyed(key), body });
const paying = ({ id }: CounterHold, totalMinor: number, more: object = {}) => {
  return { holdId: id, tenders: cash(totalMinor), expectedMinor: totalMinor, ...more };
};
const frame = async (since = "") =>
  new Uint8Array(
    await (await call(`GET /schedules/${scheduleId}/seats.bin${since}`)).arrayBuffer(),
  );

describe("the counter over HTTP", () => {
  it("[BO24] the counter holds and sells without a place in the queue, and a fan's next look at the map shows the seats taken", async () => {
    const as = await clerk();
    const before = applyFrame(null, await frame());
    if (before.state !== "moved") throw new Error(before.state);
    const hold = await placed(as, 0, 1);
    expect(hold.seats.map(({ fee }) => fee.amount)).toEqual([0, 0]);
    const tenders = [{ kind: "cash", amountMinor: 20_000, receivedMinor: 50_000 }];
    const sold = sell(as, { ...paying(hold, 20_000), tenders });
    const receipt = await answer(sold, 201, CounterReceipt);
    expect(receipt).toMatchObject({ change: { amount: 30_000 }, method: "cash", replayed: false });
    expect(receipt.seats.every(({ token }) => token !== null)).toBe(true);
    expect(receipt.cashReceipt).toEqual({ type: "income", number: null });
    const after = applyFrame(
      before.map,
      await frame(`?since=${before.map.epoch}-${before.map.seq}`),
    );
    if (after.state !== "moved") throw new Error(after.state);
    expect(Array.from(after.map.statuses.slice(0, 3))).toEqual([2, 2, 0]);
    const { shift } = (await (await call("GET /admin/counter/shift", { as })).json()) as {
      shift: Shift;
    };
    expect(shift.lines[0]).toMatchObject({ kind: "cash", expected: { amount: 120_000 } });
  });

  it("[BO25] a sale whose answer was lost is the same sale when it is repeated, and is found by its key", async () => {
    const as = await clerk();
    const key = crypto.randomUUID();
    const body = paying(await placed(as, 2), 10_000);
    const first = await answer(sell(as, body, key), 201, CounterReceipt);
    const again = await answer(sell(as, body, key), 201, CounterReceipt);
    expect(again).toMatchObject({ number: first.number, replayed: true });
    const lost = await answer(
      call(`GET /admin/counter/acts?key=${key}`, { as }),
      200,
      CounterReceipt,
    );
    expect(lost.number).toBe(first.number);
    await refused(sell(as, { ...body, giftReason: "x" }, key), "idempotency-mismatch");
    await refused(call("GET /admin/counter/acts?key=none", { as }), "not-found");
  });

  it("[BO25] a sale that was booked is answered though the schedule did not hear of it and its price has changed", async () => {
    const as = await clerk();
    const shop = await openShop(admin, 1);
    const there = `/admin/schedules/${shop.scheduleId}`;
    const cut = async (percent: number) => {
      const youth = { id: "youth", name: both("Youth"), cut: { percent } };
      const discounts = { priceTypes: [youth], automatic: [] };
      const changed = call(`POST ${there}/terms`, { as: admin, body: { discounts } });
      expect((await changed).status).toBe(200);
    };
    await cut(20);
    const body = { choice: { seats: [0] } };
    const holding = call(`POST ${there}/counter/holds`, { as, headers: keyed(), body });
    const { id: holdId } = await answer(holding, 201, CounterHold);
    const choices = [{ seat: 0, priceType: "youth" }];
    const sale = { holdId, choices, tenders: cash(8_000), expectedMinor: 8_000 };
    const asked = { as, headers: keyed(), body: sale };
    const schedule = testEnv.SCHEDULE.getByName(shop.scheduleId);
    await runInDurableObject(schedule, (object) => {
      const methods = Object.getPrototypeOf(object) as typeof object;
      vi.spyOn(methods, "sell").mockRejectedValueOnce(new Error("lost"));
    });
    vi.spyOn(console, "warn").mockImplementation(() => {});
    const first = await answer(call(`POST ${there}/counter/sales`, asked), 201, CounterReceipt);
    await cut(30);
    // Until then the request counts as under way, and the terms are cached.
    vi.setSystemTime(Date.now() + 60_000);
    const again = await answer(call(`POST ${there}/counter/sales`, asked), 201, CounterReceipt);
    expect(again).toMatchObject({ number: first.number, replayed: true });
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it("[BO26] a refused sale leaves the hold open, and the seats of a hold can be changed and given back", async () => {
    const as = await clerk();
    const hold = await placed(as, 3, 4);
    await refused(sell(as, paying(hold, 19_999)), "price-changed");
    await refused(sell(as, { ...paying(hold, 20_000), tenders: cash(1) }), "tenders-differ");
    const changed = await answer(place(as, [4, 5], hold.id), 201, CounterHold);
    expect(changed.seats.map(({ seat }) => seat)).toEqual([4, 5]);
    await refused(sell(as, paying(hold, 20_000)), "hold-expired");
    const address = `${path}/holds/${changed.id}`;
    expect((await call(`DELETE ${address}`, { as })).status).toBe(204);
    await refused(call(`GET ${address}`, { as }), "hold-not-found");
    const again = await placed(as, 3, 5);
    await refused(sell(await worker("box-office"), paying(again, 20_000)), "shift-needed");
    await answer(sell(as, paying(again, 20_000)), 201, CounterReceipt);
  });

  it("[BO27] a price type with a proof needs it seen, and a gift needs its right and a reason", async () => {
    const as = await clerk();
    const youth = { id: "youth", name: both("Youth"), cut: { percent: 20 }, note: both("ID") };
    const discounts = { priceTypes: [youth], automatic: [] };
    const shop = await openShop(admin, 1);
    const terms = `POST /admin/schedules/${shop.scheduleId}/terms`;
    expect((await call(terms, { as: admin, body: { discounts } })).status).toBe(200);
    const there = `/admin/schedules/${shop.scheduleId}/counter`;
    const holding = call(`POST ${there}/holds`, {
      as,
      headers: keyed(),
      body: { choice: { seats: [0, 1] } },
    });
    const { id: holdId } = await answer(holding, 201, CounterHold);
    const choice = { seat: 0, priceType: "youth" };
    const body = { holdId, choices: [choice], tenders: cash(18_000), expectedMinor: 18_000 };
    const ask = (who: Person, what: object) =>
      call(`POST ${there}/sales`, { as: who, headers: keyed(), body: what });
    await refused(ask(as, body), "proof-needed");
    const gift = { ...body, choices: [{ seat: 0, isGift: true }], tenders: cash(10_000) };
    await refused(
      ask(as, { ...gift, expectedMinor: 10_000, giftReason: "Press" }),
      "right-missing",
    );
    await refused(ask(admin, { ...gift, expectedMinor: 10_000 }), "invalid-request");
    const seen = { ...body, choices: [{ ...choice, proofSeen: true }] };
    const receipt = await answer(ask(as, seen), 201, CounterReceipt);
    expect(receipt.seats[0]).toMatchObject({ proofSeenBy: expect.any(String), isGift: false });
  });

  it("[BO28] a role for one concert sells that concert alone", async () => {
    const as = await clerk(concertId);
    await answer(call(`GET ${path}`, { as }), 200, CounterFacts);
    const other = await openShop(admin, 1);
    await refused(call(`GET /admin/schedules/${other.scheduleId}/counter`, { as }), "not-found");
  });

  it("[BO39] a second role gives its rights for its own concert alone", async () => {
    const as = await clerk(concertId);
    const other = await openShop(admin, 1);
    await employ(as, "manager", { concertId: other.concertId });
    const hold = await placed(as, 7);
    const gift = { holdId: hold.id, choices: [{ seat: 7, isGift: true }], giftReason: "Press" };
    await refused(sell(as, { ...gift, tenders: [], expectedMinor: 0 }), "right-missing");
  });

  it("[BO29] counters and fans that race for the last seats sell none of them twice", async () => {
    const { scheduleId: hot } = await openShop(admin, 1);
    const clerks = await Promise.all([clerk(), clerk()]);
    const fans = await Promise.all([person(), person()]);
    await Promise.all(fans.map((fan) => fund(fan, 1_000_000)));
    const passes = await Promise.all(fans.map((fan) => passOf(fan, hot)));
    const there = `/admin/schedules/${hot}/counter`;
    const atCounter = async (as: Person, seat: number) => {
      const body = { choice: { seats: [seat] } };
      const held = await call(`POST ${there}/holds`, { as, headers: keyed(), body });
      if (held.status !== 201) return;
      const hold = CounterHold.parse(await held.json());
      await call(`POST ${there}/sales`, { as, headers: keyed(), body: paying(hold, 10_000) });
    };
    const online = async (fan: Person, pass: string, seat: number) => {
      const held = await holdSeats(fan, hot, pass, { seats: [seat] });
      if (held.status === 201) await pay(fan, (await held.json()) as Parameters<typeof pay>[1]);
    };
    for (const seat of [0, 1, 2, 3])
      await Promise.all([
        ...clerks.map((as) => atCounter(as, seat)),
        ...fans.map((fan, at) => online(fan, passes[at] ?? "", seat)),
      ]);
    const bytes = await call(`GET /schedules/${hot}/seats.bin`);
    const map = applyFrame(null, new Uint8Array(await bytes.arrayBuffer()));
    expect(map.state === "moved" && Array.from(map.map.statuses.slice(0, 4))).toEqual([2, 2, 2, 2]);
  });
});
