import { expect, it } from "vitest";
import { Hold } from "../../../contract/sale/holds.ts";
import {
  answer,
  holdSeats,
  openShop,
  passOf,
  person,
  planOf,
  refused,
} from "../../../../test/support/worker/shop.ts";

const flags = [
  { kind: "accessible", row: "1", seats: [0, 1] },
  { kind: "companion", row: "1", seats: [1, 2] },
];

it("[P52] wheelchair spaces and companion seats are given only to a request that asks for them", async () => {
  const plan = planOf(1);
  const accessible = { ...plan, sections: plan.sections.map((section) => ({ ...section, flags })) };
  const { scheduleId } = await openShop(await person("admin"), 1, {}, accessible);
  const fan = await person();
  const pass = await passOf(fan, scheduleId);
  const ask = (body: object) => holdSeats(fan, scheduleId, pass, body);
  for (const seats of [[0], [1], [0, 1], [1, 2]]) await refused(ask({ seats }), "accessible-seat");
  await refused(ask({ seats: [1, 2], accessible: true }), "accessible-seat");
  const seatsOf = ({ seats }: Hold) => seats.map(({ seat }) => seat);
  const best = { zoneId: "r", count: 2 };
  const other = await person();
  const pair = await answer(
    holdSeats(other, scheduleId, await passOf(other, scheduleId), { best }),
    201,
    Hold,
  );
  expect(seatsOf(pair).every((seat) => seat > 1)).toBe(true);
  const asked = await answer(ask({ best: { ...best, accessible: true } }), 201, Hold);
  expect(seatsOf(asked)).toEqual([0, 1]);
});
