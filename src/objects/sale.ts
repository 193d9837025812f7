import type { Currency } from "../contract/money/money.ts";
import type { SeatPlan } from "../contract/plan/seat-plan.ts";
import { seatCode } from "../contract/live/live.ts";
import { type Places, expandPlan, placeKey } from "../contract/plan/seat-places.ts";
import { type Layout, layoutOf } from "../core/layout.ts";
import { type ScheduleState, type Terms, defaultLimits, emptySchedule } from "../core/state.ts";
import { keptMs } from "../contract/sale/retirement.ts";
import type { ScheduleSetup } from "../db/sale/setup.ts";

/** The stored part of the books' setup: everything without rows of its own. A setup from long ago has no revision. */
export type Setup = Omit<ScheduleSetup, "sold" | "awaited" | "revision"> & { revision?: number };

/** A schedule in memory: its plan and prices beside the machine's state. */
export type Sale = {
  scheduleId: string;
  currency: Currency;
  planHash: number;
  plan: SeatPlan;
  places: Places;
  notice: Setup["notice"];
  startsAtMs: number;
  /** By the plan's zone index. A zone that this schedule does not sell has no price. */
  prices: Prices;
  /** The prices of holds that are older than the present prices. */
  quoted: Map<string, Prices>;
  state: ScheduleState;
};

export type Prices = ({ zoneId: string; priceMinor: number; feeMinor: number } | null)[];

/** For how long after the show its objects keep what they know. From then on the books are enough. */
export const isPast = ({ startsAtMs }: Pick<Setup, "startsAtMs">, now: number): boolean =>
  startsAtMs + keptMs <= now;

export function saleOf(setup: Setup): Sale {
  const { plan } = setup;
  const places = expandPlan(plan);
  return {
    scheduleId: setup.scheduleId,
    currency: setup.currency,
    notice: setup.notice,
    startsAtMs: setup.startsAtMs,
    planHash: numberOf(setup.planHash),
    plan,
    places,
    prices: pricesOf(setup),
    quoted: new Map(),
    state: emptySchedule(termsOf(setup), layoutOf(places, plan.zones.length, plan.focus)),
  };
}

function pricesOf({ plan, zones }: Pick<Setup, "plan" | "zones">): Prices {
  return plan.zones.map(({ id }) => {
    const price = zones.find((zone) => zone.id === id);
    return price ? { zoneId: id, priceMinor: price.priceMinor, feeMinor: price.feeMinor } : null;
  });
}

/** The layout of another plan of the setup; undefined if it has the plan that the sale has. */
export function otherLayout({ planHash }: Sale, { plan, ...setup }: Setup): Layout | undefined {
  if (numberOf(setup.planHash) === planHash) return undefined;
  return layoutOf(expandPlan(plan), plan.zones.length, plan.focus);
}

/**
 * The first seat that somebody holds or has bought and that would have another name in this plan; null if there is none.
 */
export function renamedIn({ places, state }: Sale, plan: SeatPlan): string | null {
  const other = expandPlan(plan);
  const seat = state.status.findIndex(
    (code, seat) =>
      code !== seatCode.available &&
      (seat >= other.count || placeKey(places, seat) !== placeKey(other, seat)),
  );
  return seat < 0 ? null : placeKey(places, seat);
}

const numberOf = (planHash: string): number => Number.parseInt(planHash.slice(0, 8), 16);

/** Takes what the organizer has changed besides the machine's terms. Seats that a fan holds keep their prices. */
export function takeChanges(sale: Sale, setup: Setup): void {
  sale.notice = setup.notice;
  if (numberOf(setup.planHash) !== sale.planHash) {
    sale.planHash = numberOf(setup.planHash);
    sale.plan = setup.plan;
    sale.places = expandPlan(setup.plan);
  }
  sale.startsAtMs = setup.startsAtMs;
  const prices = pricesOf({ plan: sale.plan, zones: setup.zones });
  if (JSON.stringify(prices) === JSON.stringify(sale.prices)) return;
  for (const holdId of sale.state.holds.keys())
    if (!sale.quoted.has(holdId)) sale.quoted.set(holdId, sale.prices);
  sale.prices = prices;
}

export function termsOf(setup: Setup): Terms {
  return {
    revision: setup.revision ?? 0,
    lobbyAt: setup.saleOpensAtMs - setup.lobbyMs,
    opensAt: setup.saleOpensAtMs,
    closesAt: setup.saleClosesAtMs,
    sale: setup.saleState,
    order: setup.queueOrder,
    seed: setup.drawSeed,
    presales: setup.presales.map(({ id, opensAtMs, closesAtMs, seatsMax }) => ({
      id,
      opensAt: opensAtMs,
      closesAt: closesAtMs,
      seatsMax,
    })),
    limits: {
      ...defaultLimits,
      holdMs: setup.holdMs,
      moreTimeMs: setup.holdMs,
      seatsPerAccount: setup.seatsPerAccount,
      shoppersMax: setup.shoppersMax,
      admitPerMinute: setup.admitPerMinute,
    },
  };
}

/** Maps zone ids to the plan's zone indexes; a zone that this schedule does not sell has none. */
export function zonesOf({ prices }: Sale, wanted: ScheduleSetup["awaited"]): number[] {
  return prices.flatMap((price, zone) =>
    price !== null && (wanted.any || wanted.zoneIds.includes(price.zoneId)) ? [zone] : [],
  );
}
