import { addHold, changeHold, endHold, free, keep, sell, unkeep } from "./seats/apply-holds.ts";
import { relay } from "./seats/relaying.ts";
import { applyToQueue } from "./queue/apply-queue.ts";
import { changeStock, releaseStock } from "./stock/apply-stock.ts";
import type { Event } from "./messages.ts";
import type { ScheduleState } from "./state.ts";

/** Applies an event. The state changes only here; this function decides nothing and refuses nothing. */
export function apply(state: ScheduleState, event: Event): void {
  switch (event.type) {
    case "held":
      return addHold(state, event.hold);
    case "extended":
      return changeHold(state, event.holdId, {
        expiresAt: event.expiresAt,
        choosingUntil: event.expiresAt,
        isExtended: true,
      });
    case "payingBegan":
      return changeHold(state, event.holdId, {
        phase: "paying",
        orderId: event.orderId,
        payingSince: event.at,
        expiresAt: event.expiresAt,
      });
    case "payingEnded":
      return changeHold(state, event.holdId, { phase: "choosing", expiresAt: event.expiresAt });
    case "postponed":
      return changeHold(state, event.holdId, { phase: "paying", expiresAt: event.expiresAt });
    case "letGo":
      return changeHold(state, event.holdId, {
        phase: "paying",
        expiresAt: event.at,
        choosingUntil: 0,
      });
    case "lost":
      for (const seat of event.seats) state.holder.delete(seat);
      return;
    case "sold":
      return sell(state, event);
    case "released":
      return endHold(state, event.holdId, event);
    case "freed":
      return free(state, event);
    case "awaited":
      state.awaited = new Set(event.zones);
      return;
    case "kept":
      return keep(state, event.seats);
    case "unkept":
      return unkeep(state, event.seats);
    case "stockChanged":
      return changeStock(state, event);
    case "stockReleased":
      return releaseStock(state, event);
    case "termsSet":
      if (event.layout) relay(state, event.layout);
      return applyToQueue(state, event);
    default:
      return applyToQueue(state, event);
  }
}
