/** What payments are looked for by, as it stands in the address. */
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

/** Whatever in the address makes no sense is not looked for. */
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

/** Days are the viewer's, and the last one is meant whole. */
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
