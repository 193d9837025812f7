import type { Order } from "../../contract/money/orders.ts";
import { local, words } from "../state/language.ts";

/** The tickets per zone: the ones still valid, or all of a fully canceled order. */
export function zonesText({ seats, status }: Pick<Order, "seats" | "status">): string {
  const shown = status === "cancelled" ? seats : seats.filter(({ isCancelled }) => !isCancelled);
  const zones = new Map<string, number>();
  for (const { zoneName } of shown) {
    const name = local(zoneName);
    zones.set(name, (zones.get(name) ?? 0) + 1);
  }
  return [...zones].map(([name, count]) => words().checkout.line(name, count)).join(" · ");
}
