import { afterEach, expect, it, vi } from "vitest";
import { Created } from "../../contract/admin/catalog-changes.ts";
import { Order } from "../../contract/money/orders.ts";
import { Schedule } from "../../objects/schedule.ts";
import { type Method, order } from "../../../test/support/worker/gateway.ts";
import {
  answer,
  call,
  fund,
  holding,
  openShop,
  person,
  refused,
  testEnv,
} from "../../../test/support/worker/shop.ts";

afterEach(() => void vi.restoreAllMocks());

const name = { ko: "쿠폰", en: "Coupon" };

/** A hold of one seat at 5,000 won, and a coupon for this much of it that may be used once. */
async function offered(percent: number) {
  const admin = await person("admin");
  const fan = await person();
  const zones = [{ id: "r", priceMinor: 5_000, feeMinor: 0 }];
  const { scheduleId } = await openShop(admin, 1, { zones });
  const code = crypto.randomUUID().slice(0, 18).toUpperCase();
  const body = { code, name, cut: { percent } };
  await answer(call("POST /admin/coupons", { as: admin, body }), 201, Created);
  return { fan, scheduleId, coupon: code, hold: await holding(fan, scheduleId, [0]) };
}

it.each([
  ["came to nothing", "card", 100],
  ["was paid from the wallet", "wallet", 50],
] as const)(
  "[O92] an order that %s is the same order when the request is repeated, its coupon spent or not",
  async (_, method, percent) => {
    const { fan, scheduleId, coupon, hold } = await offered(percent);
    await fund(fan, 10_000);
    const key = crypto.randomUUID();
    vi.spyOn(console, "warn").mockImplementation(() => {});
    const untold = vi.spyOn(Schedule.prototype, "sell").mockRejectedValue(new Error("lost"));
    vi.spyOn(Schedule.prototype, "payRefused");
    const again = () => answer(order(fan, hold, method as Method, { coupon }, key), 201, Order);
    const first = await again();
    expect(first.status).toBe("paid");
    // One and the same request is told to wait for three seconds.
    vi.setSystemTime(Date.now() + 4_000);
    expect(await again()).toEqual(first);
    expect(Schedule.prototype.payRefused).not.toHaveBeenCalled();
    untold.mockRestore();
    const sold = { holdId: hold.id, orderId: first.id, accountId: fan.id, seats: [0] };
    await testEnv.SCHEDULE.getByName(scheduleId).sell(sold);
    expect(await again()).toEqual(first);
    vi.useRealTimers();
    await refused(order(fan, hold, "transfer", { coupon }, key), "idempotency-mismatch");
  },
);
