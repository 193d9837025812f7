import { expect, it } from "vitest";
import { StockBlockSeats } from "../../../contract/admin/stock/stock.ts";
import { Hold } from "../../../contract/sale/holds.ts";
import { closedIn, closing } from "../../../ui/admin/cockpit/controls/section-state.ts";
import { look } from "../../../../test/support/worker/cockpit/watching.ts";
import {
  answer,
  bought,
  call,
  holding,
  holdSeats,
  openShop,
  passOf,
  person,
  refused,
} from "../../../../test/support/worker/shop.ts";

const admin = await person("admin");

it("[CK31] a closed section has no free seat for fans until it is opened again, and its sold and held seats stay", async () => {
  const { scheduleId } = await openShop(admin);
  const fan = await person();
  const other = await person();
  await bought(await person(), scheduleId, [0]);
  const hold = await holding(fan, scheduleId, [1]);
  const pass = await passOf(other, scheduleId);
  const counts = async () => (await look(admin, scheduleId)).frame.sections["0"];
  expect(await counts()).toEqual([18, 1, 1]);
  const path = `POST /admin/schedules/${scheduleId}/stock`;
  const headers = { "idempotency-key": crypto.randomUUID() };
  const body = closing({ id: "A", first: 0, count: 20 });
  const block = await answer(call(path, { as: admin, headers, body }), 201, StockBlockSeats);
  expect(closedIn([block])).toEqual([{ blockId: block.id, section: "A", seats: 18 }]);
  expect(await counts()).toEqual([0, 1, 1]);
  await refused(holdSeats(other, scheduleId, pass, { seats: [2] }), "seat-taken");
  await call(`DELETE /schedules/${scheduleId}/holds/${hold.id}`, { as: fan });
  expect(await counts()).toEqual([0, 0, 1]);
  const open = call(`${path}/${block.id}/release`, { as: admin, body: {} });
  expect((await open).status).toBe(204);
  expect(await counts()).toEqual([19, 0, 1]);
  await answer(holdSeats(other, scheduleId, pass, { seats: [2] }), 201, Hold);
});
