import { expect, it } from "vitest";
import { blockCodeFrom, staffCode } from "../../../../contract/admin/seats/seat-codes.ts";
import { StaffSeat, StaffSeats } from "../../../../contract/admin/seats/staff-map.ts";
import { scheduleObject } from "../../../../../test/support/worker/objects.ts";
import {
  answer,
  bought,
  call,
  holding,
  openShop,
  passOf,
  person,
  refused,
} from "../../../../../test/support/worker/shop.ts";
import { worker } from "../../../../../test/support/worker/staff.ts";

const admin = await person("admin");
const { scheduleId, planHash } = await openShop(admin);
const path = `/admin/schedules/${scheduleId}/seats`;
const seatOf = (seat: number, as = admin) =>
  answer(call(`GET ${path}/details?seat=${seat}`, { as }), 200, StaffSeat);

async function codesOf(states: string): Promise<Uint16Array> {
  const packed = Uint8Array.from(atob(states), (character) => character.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Uint16Array(await new Response(stream).arrayBuffer());
}

it("[SM1] staff get the state of every seat, with a payment told from a hold and one block from another, and 304 while nothing changes", async () => {
  await holding(await person(), scheduleId, [0, 1]);
  await bought(await person(), scheduleId, [3]);
  const payer = await person();
  const paid = await holding(payer, scheduleId, [5]);
  const of = { holdId: paid.id, accountId: payer.id, orderId: crypto.randomUUID() };
  expect(await scheduleObject(scheduleId).pay(of)).toMatchObject({ ok: true });
  const block = { kind: "house", reason: "guest", owner: "Min-ji", seats: [6, 8], whenFree: true };
  const made = await call(`POST /admin/schedules/${scheduleId}/stock`, {
    as: admin,
    body: block,
    headers: { "idempotency-key": crypto.randomUUID() },
  });
  expect(made.status).toBe(201);
  const response = await call(`GET ${path}`, { as: admin });
  const tag = response.headers.get("etag") ?? "";
  const seats = await answer(response, 200, StaffSeats);
  expect(seats).toMatchObject({
    planHash,
    seatCount: 20,
    blocks: [{ kind: "house", reason: "guest", owner: "Min-ji", channel: "staff" }],
  });
  const { free, held, sold, paying } = staffCode;
  const codes = [...(await codesOf(seats.states))].slice(0, 9);
  const inBlock = blockCodeFrom;
  expect(codes).toEqual([held, held, free, sold, free, paying, inBlock, free, inBlock]);
  const home = { kind: "house", owner: "Min-ji" };
  expect(await seatOf(6)).toMatchObject({ state: "blocked", block: home });
  const again = () => call(`GET ${path}`, { as: admin, headers: { "if-none-match": tag } });
  expect((await again()).status).toBe(304);
  // A fan who comes in changes no seat.
  const fan = await person();
  await passOf(fan, scheduleId);
  expect((await again()).status).toBe(304);
  const hold = await holding(fan, scheduleId, [7]);
  const changed = await again();
  expect(changed.status).toBe(200);
  // A payment is no change for fans, and it is one for staff.
  const next = changed.headers.get("etag") ?? "";
  const since = () => call(`GET ${path}`, { as: admin, headers: { "if-none-match": next } });
  expect((await since()).status).toBe(304);
  const begun = { holdId: hold.id, accountId: fan.id, orderId: crypto.randomUUID() };
  expect(await scheduleObject(scheduleId).pay(begun)).toMatchObject({ ok: true });
  expect((await since()).status).toBe(200);
});

it("[SM2] a seat's details name who holds it until when and the order it is sold by, as far as the role's rights reach", async () => {
  const fan = await person();
  const hold = await holding(fan, scheduleId, [10]);
  const order = await bought(await person(), scheduleId, [11]);
  const held = await seatOf(10);
  expect(held).toMatchObject({
    key: "A/2/1",
    state: "held",
    zoneId: "r",
    price: { amount: 10_000 },
    hold: {
      id: hold.id,
      phase: "choosing",
      expiresAt: hold.expiresAt,
      account: { id: fan.id, name: "Haneul" },
    },
    order: null,
  });
  const sold = await seatOf(11);
  expect(sold).toMatchObject({
    state: "sold",
    hold: null,
    order: { id: order.id, number: order.number, channel: "web", buyer: "Haneul" },
  });
  const marketing = await worker("marketing");
  expect((await seatOf(10, marketing)).hold).toMatchObject({ id: hold.id, account: null });
  expect((await seatOf(11, marketing)).order).toMatchObject({ id: order.id, buyer: null });
  await refused(call(`GET ${path}/details?seat=20`, { as: admin }), "unknown-seat");
  await refused(call(`GET ${path}`, { as: fan }), "forbidden");
});

it("[SM3] the token that comes with the states opens the live map's socket for its member of staff alone", async () => {
  const { watch } = await answer(call(`GET ${path}`, { as: admin }), 200, StaffSeats);
  const open = (as: typeof admin, on = scheduleId) =>
    call(`GET /schedules/${on}/live`, {
      as,
      headers: {
        upgrade: "websocket",
        "sec-websocket-protocol": `frontrow-live, ${watch.token}`,
      },
    });
  const opened = await open(admin);
  expect(opened.status).toBe(101);
  opened.webSocket?.accept();
  opened.webSocket?.close();
  await refused(open(await person()), "not-admitted");
  const other = await openShop(admin, 1);
  await refused(open(admin, other.scheduleId), "not-admitted");
  const holds = call(`POST /schedules/${scheduleId}/holds`, {
    as: admin,
    body: { seats: [19] },
    headers: { "frontrow-pass": watch.token, "idempotency-key": crypto.randomUUID() },
  });
  await refused(holds, "not-admitted");
});
