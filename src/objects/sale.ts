import type { Currency } from "../contract/money/money.ts";
import type { SeatPlan } from "../contract/plan/seat-plan.ts";
import { seatCode } from "../contract/live/live.ts";
import { type Places, expandPlan, placeKey } from "../contract/plan/seat-places.ts";
import { type Layout, layoutOf } from "../core/layout.ts";
import { spacesOpenAt, usualSeating } from "../contract/sale/seating.ts";
import { defaultLimits } from "../core/limits.ts";
import { type ScheduleState, type Terms, emptySchedule } from "../core/state.ts";
import { keptMs } from "../contract/sale/retirement.ts";
import type { ScheduleSetup } from "../db/sale/setup.ts";

/**
 * The stored part of the books' setup: everything without rows of its own. One that was stored before a field existed
 * lacks it.
 */
export type Setup = Omit<ScheduleSetup, "sold" | "awaited" | "stock" | "revision" | "seating"> &
  Partial<Pick<ScheduleSetup, "revision" | "seating">>;

/** A schedule in memory: its plan and prices beside the machine's state. */
export type Sale = {
  /** What the sale took from the books last, and the rest of this is made of. */
  setup: Setup;
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
    setup,
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

/** A setup as a sale can take it. */
export type Fitting = {
  setup: Setup;
  /** Of another plan than the sale has. */
  layout?: Layout;
  /** The seat because of which the sale keeps its plan. */
  unfit: string | null;
};

/**
 * Terms always apply. Another plan comes only if every seat that somebody holds or has bought keeps its name and zone in
 * it; otherwise the sale keeps its plan and prices.
 */
export function fittingOf(sale: Sale, setup: Setup): Fitting {
  const { plan } = setup;
  if (numberOf(setup.planHash) === sale.planHash) return { setup, unfit: null };
  const places = expandPlan(plan);
  const unfit = changedIn(sale, { plan, places });
  if (unfit === null)
    return { setup, layout: layoutOf(places, plan.zones.length, plan.focus), unfit };
  const { planHash, seatCount, zones } = sale.setup;
  return { setup: { ...setup, planHash, plan: sale.plan, seatCount, zones }, unfit };
}

/**
 * The first seat that somebody holds or has bought and that has another name or zone there; null if there is none.
 * Prices that fans were quoted go by the zone's index, so that has to stay as well.
 */
function changedIn(sale: Sale, there: { plan: SeatPlan; places: Places }): string | null {
  const { plan, places, state } = sale;
  const isKept = (seat: number): boolean => {
    if (seat >= there.places.count) return false;
    const [zone, other] = [places.zone[seat]!, there.places.zone[seat]!];
    return (
      zone === other &&
      plan.zones[zone]?.id === there.plan.zones[other]?.id &&
      placeKey(places, seat) === placeKey(there.places, seat)
    );
  };
  const seat = state.status.findIndex((code, seat) => code !== seatCode.available && !isKept(seat));
  return seat < 0 ? null : placeKey(places, seat);
}

const numberOf = (planHash: string): number => Number.parseInt(planHash.slice(0, 8), 16);

/** Takes what the organizer has changed besides the machine's terms. Seats that a fan holds keep their prices. */
export function takeChanges(sale: Sale, { setup, unfit }: Fitting): void {
  // The organizer's act has checked it, so this is a fault that somebody has to look at.
  if (unfit !== null)
    console.error("the sale keeps its plan, because the books' plan changes seat", unfit);
  sale.setup = setup;
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
  const seating = setup.seating ?? usualSeating;
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
    singleSeats: seating.singleSeats,
    spacesOpenAt: spacesOpenAt(seating, setup.startsAtMs),
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
