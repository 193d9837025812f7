import { boundsOf, readDays } from "../parts/days.tsx";

/** The filter of payments, as in the address. */
export type PaymentFilter = {
  search: string;
  status: string;
  method: string;
  since: string;
  until: string;
  flagged: string;
};

export const statuses = [
  "ready",
  "awaiting-deposit",
  "unknown",
  "paid",
  "refused",
  "to-refund",
  "refunded",
] as const;
export const methods = ["card", "easyPay", "transfer", "virtualAccount"] as const;

const oneOf = (text: string, known: readonly string[]) => (known.includes(text) ? text : "");

/** Invalid values in the address are ignored. */
export function readFilter(query: URLSearchParams): PaymentFilter {
  const given = (name: string) => (query.get(name) ?? "").trim();
  return {
    search: given("search").slice(0, 200),
    status: oneOf(given("status"), statuses),
    method: oneOf(given("method"), methods),
    ...readDays(query),
    flagged: given("flagged") === "true" ? "true" : "",
  };
}

export function filterAddress(filter: PaymentFilter): string {
  const query = new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== ""));
  return query.size > 0 ? `/admin/payments?${query.toString()}` : "/admin/payments";
}

export function askedOf(filter: PaymentFilter): Record<string, string> {
  const { since, until, ...rest } = filter;
  return { ...rest, ...boundsOf({ since, until }) };
}
