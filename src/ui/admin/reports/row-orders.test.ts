import { expect, it } from "vitest";
import { ordersOfRow } from "./row-orders.ts";

const concert = "0190a7c0-0000-7000-8000-000000000001";
const asked = { concertId: "", scheduleId: "", channel: "" };
const key = (id: string) => ({ id, name: null, at: null });
const period = { from: "2026-02-10", to: "2026-12-31" };

it("[RP26] a row of a report links to its orders, with its days, its show and the filters of the report", () => {
  const linked = (by: Parameters<typeof ordersOfRow>[1]["by"], ids: string[], more = {}) =>
    ordersOfRow({ keys: ids.map(key) }, { by, ...period }, { ...asked, ...more });
  expect(linked(["day"], ["2026-11-30"], { channel: "counter" })).toBe(
    "/admin/orders?channel=counter&since=2026-11-30&until=2026-11-30",
  );
  expect(linked(["month"], ["2026-02-01"])).toBe("/admin/orders?since=2026-02-10&until=2026-02-28");
  expect(linked(["month"], ["2026-12-01"])).toBe("/admin/orders?since=2026-12-01&until=2026-12-31");
  expect(linked(["week"], ["2026-12-28"])).toBe("/admin/orders?since=2026-12-28&until=2026-12-31");
  expect(linked(["month", "concert"], ["2026-03-01", concert])).toBe(
    `/admin/orders?concertId=${concert}&since=2026-03-01&until=2026-03-31`,
  );
  expect(linked(["method"], ["card"])).toBe(
    "/admin/orders?method=card&since=2026-02-10&until=2026-12-31",
  );
  expect(linked(["zone"], ["VIP"])).toBeNull();
});
