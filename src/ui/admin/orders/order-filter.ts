import { boundsOf, readDays } from "../parts/days.tsx";

const names = ["search", "concertId", "scheduleId", "channel", "method", "state"] as const;

/** The filter of orders, as in the address. */
export type OrderFilter = Record<(typeof names)[number] | "since" | "until", string>;

export const channels = ["web", "counter", "invitation", "agency"] as const;
export const states = ["paid", "partly-refunded", "cancelled"] as const;
export const methods = [
  "wallet",
  "card",
  "easyPay",
  "transfer",
  "virtualAccount",
  "cash",
  "terminal",
  "bank-transfer",
  "voucher",
  "mixed",
  "free",
] as const;

const choices: Partial<Record<keyof OrderFilter, readonly string[]>> = {
  channel: channels,
  state: states,
  method: methods,
};
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Invalid values in the address are ignored. */
export function readFilter(query: URLSearchParams): OrderFilter {
  const given = (name: (typeof names)[number]) => {
    const text = (query.get(name) ?? "").trim().slice(0, 200);
    if (name === "concertId" || name === "scheduleId") return uuid.test(text) ? text : "";
    return choices[name]?.includes(text) === false ? "" : text;
  };
  const [search, concertId, scheduleId, channel, method, state] = names.map(given);
  return {
    search: search ?? "",
    concertId: concertId ?? "",
    scheduleId: scheduleId ?? "",
    channel: channel ?? "",
    method: method ?? "",
    state: state ?? "",
    ...readDays(query),
  };
}

export function filterAddress(filter: OrderFilter): string {
  const query = new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== ""));
  return query.size > 0 ? `/admin/orders?${query.toString()}` : "/admin/orders";
}

export function askedOf({ since, until, ...rest }: OrderFilter): Record<string, string> {
  return { ...rest, ...boundsOf({ since, until }) };
}
