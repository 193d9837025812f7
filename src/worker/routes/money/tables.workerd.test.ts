import { expect, it } from "vitest";
import { decodeSnapshot } from "../../../contract/live/live.ts";
import { Order } from "../../../contract/money/orders.ts";
import { RefundPreview } from "../../../contract/money/refunds.ts";
import {
  answer,
  bought,
  call,
  holdSeats,
  openShop,
  passOf,
  person,
  planOf,
  refused,
} from "../../../../test/support/worker/shop.ts";

it("[H43] the tickets of a table that is sold as a whole are canceled together, and a part of it is refused with a missing seat", async () => {
  const hall = planOf(2);
  const [section] = hall.sections;
  const [block] = section?.blocks ?? [];
  // Two tables of two, 0–1 and 2–3, and a row of ten from 4 on.
  const tables = { ...block, seats: 2, isWhole: true };
  const row = { ...block, rows: 1, rowNumbers: { scheme: "1", start: 3 } };
  const plan = { ...hall, sections: [{ ...section, blocks: [tables, row] }] };
  const admin = await person("admin");
  const { scheduleId } = await openShop(admin, 2, { seatsPerAccount: 8 }, plan);
  const fan = await person();
  const pass = await passOf(fan, scheduleId);
  await refused(holdSeats(fan, scheduleId, pass, { seats: [0] }), "sold-whole");
  const order = await bought(fan, scheduleId, [0, 1, 2, 3, 4]);
  const look = (seats: number[]) =>
    call(`GET /orders/${order.id}/refund?seats=${seats.join()}`, { as: fan });
  const cancel = (seats: number[]) =>
    call(`POST /orders/${order.id}/cancellation`, {
      as: fan,
      body: { seats },
      headers: { "idempotency-key": crypto.randomUUID() },
    });
  for (const ask of [look, cancel]) {
    expect((await refused(ask([0]), "sold-whole")).detail).toBe("1");
    expect((await refused(ask([0, 1, 3, 4]), "sold-whole")).detail).toBe("2");
  }
  expect((await answer(look([0, 1, 4]), 200, RefundPreview)).tables).toEqual([
    [0, 1],
    [2, 3],
  ]);
  const left = await answer(cancel([0, 1, 4]), 200, Order);
  expect(left.seats.filter(({ isCancelled }) => !isCancelled).map(({ seat }) => seat)).toEqual([
    2, 3,
  ]);
  const map = await call(`GET /schedules/${scheduleId}/seats.bin`);
  const statuses = decodeSnapshot(new Uint8Array(await map.arrayBuffer()))?.statuses;
  expect([...(statuses?.slice(0, 6) ?? [])]).toEqual([0, 0, 2, 2, 0, 0]);
});
