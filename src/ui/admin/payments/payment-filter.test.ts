import { expect, it } from "vitest";
import { withQuery } from "../../api/admin.ts";
import { askedOf, filterAddress, readFilter } from "./payment-filter.ts";

it("[AD16] the filter is in the address, and an invalid value there is ignored", () => {
  const address = "search=FR-1&status=paid&method=card&since=2027-01-16&flagged=true";
  const filter = readFilter(new URLSearchParams(address));
  expect(filterAddress(filter)).toBe(`/admin/payments?${address.replace("&flagged", "&flagged")}`);
  const odd = "status=gone&method=cash&since=2027-13-40&until=soon&flagged=1";
  expect(filterAddress(readFilter(new URLSearchParams(odd)))).toBe("/admin/payments");
});

it("[AD42] the filter includes all of its last day", () => {
  const filter = readFilter(new URLSearchParams("since=2027-01-31&until=2027-01-31"));
  const { since = "", until = "" } = askedOf(filter);
  expect(Date.parse(until) - Date.parse(since)).toBe(86_400_000);
  expect(new Date(since).getDate()).toBe(31);
  expect(withQuery("/x", askedOf(readFilter(new URLSearchParams())))).toBe("/x");
});
