import type { Currency } from "../contract/money/money.ts";
import type { SeatPlan } from "../contract/plan/seat-plan.ts";
import { type Places, expandPlan } from "../contract/plan/seat-places.ts";
import { layoutOf } from "../core/layout.ts";
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
    planHash: Number.parseInt(setup.planHash.slice(0, 8), 16),
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

/** Takes what the organizer has changed besides the machine's terms. Seats that a fan holds keep their prices. */
export function takeChanges(sale: Sale, setup: Setup): void {
  sale.notice = setup.notice;
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
