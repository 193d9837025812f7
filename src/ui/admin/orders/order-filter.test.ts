import { expect, it } from "vitest";
import { askedOf, filterAddress, readFilter } from "./order-filter.ts";

it("[OD30] the filter of orders is in the address, and what is no filter is ignored", () => {
  const id = "0190a7c0-0000-7000-8000-000000000001";
  const query = `search=B2+6-3&scheduleId=${id}&channel=counter&since=2026-11-01`;
  const filter = readFilter(new URLSearchParams(query));
  expect(filterAddress(filter)).toBe(`/admin/orders?${query}`);
  expect(askedOf(filter)).toMatchObject({ search: "B2 6-3", scheduleId: id, channel: "counter" });
  const stray = readFilter(new URLSearchParams("concertId=x&channel=street&state=&method=gold"));
  expect(filterAddress(stray)).toBe("/admin/orders");
});
