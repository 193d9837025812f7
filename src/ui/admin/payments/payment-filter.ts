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

const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
const oneOf = (text: string, known: readonly string[]) => (known.includes(text) ? text : "");

/** Invalid values in the address are ignored. */
export function readFilter(query: URLSearchParams): PaymentFilter {
  const given = (name: string) => (query.get(name) ?? "").trim();
  const day = (name: string) => (isDay(given(name)) ? given(name) : "");
  return {
    search: given("search").slice(0, 200),
    status: oneOf(given("status"), statuses),
    method: oneOf(given("method"), methods),
    since: day("since"),
    until: day("until"),
    flagged: given("flagged") === "true" ? "true" : "",
  };
}

export function filterAddress(filter: PaymentFilter): string {
  const query = new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== ""));
  return query.size > 0 ? `/admin/payments?${query.toString()}` : "/admin/payments";
}

/** Days are in the viewer's time zone, and the last day is included. */
export function askedOf(filter: PaymentFilter): Record<string, string> {
  const { since, until, ...rest } = filter;
  const startOf = (day: string, later = 0) => {
    const date = new Date(`${day}T00:00:00`);
    date.setDate(date.getDate() + later);
    return date.toISOString();
  };
  return {
    ...rest,
    ...(since === "" ? {} : { since: startOf(since) }),
    ...(until === "" ? {} : { until: startOf(until, 1) }),
  };
}
