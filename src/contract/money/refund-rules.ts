import { dayName, localDay, localMoment, weekday } from "../catalog/calendar.ts";
import { type Outcome, done, refuse } from "../problems.ts";

/** The charge on a canceled ticket: the sum of the first two, within the bounds. */
export type Charge = {
  flatMinor?: number | undefined;
  percent?: number | undefined;
  minMinor?: number | undefined;
  maxMinor?: number | undefined;
  maxPercent?: number | undefined;
};

/** When a band applies: every given condition must hold. Days are calendar days at the venue. */
export type BandTime = {
  daysBeforeMin?: number | undefined;
  hoursBeforeMin?: number | undefined;
  daysSinceBookingMax?: number | undefined;
  hoursSinceBookingMax?: number | undefined;
  priceTypes?: string[] | undefined;
};

export type RefundBand = { when: BandTime; charge: Charge };

/** The last moment to cancel tickets. */
export type CutOff = {
  daysBefore: number;
  minuteOfDay: number;
  saturdayMinute: number;
  /** True if a cut-off on a Sunday or a holiday moves back to the last working day (Saturdays count as one). */
  isOnWorkingDay: boolean;
};

/** The first band that applies decides; if none does, the ticket cannot be canceled. */
export type RefundPolicy = {
  name: "kr-standard" | "kr-industry" | "custom";
  bands: RefundBand[];
  /** Whether the booking fee is refunded: always, never, or only on the day of the booking. */
  bookingFee: "always" | "never" | "booking-day";
  cutOff: CutOff | null;
  /** Public holidays, such as 2027-01-01. */
  holidays: string[];
};

export type RefundSeat = {
  seat: number;
  priceMinor: number;
  discountMinor: number;
  feeMinor: number;
  priceType: string | null;
  /** What was refunded before, and the part of it that came from the fee. */
  returnedMinor?: number;
  feeReturnedMinor?: number;
};

export type RefundAsked = {
  policy: RefundPolicy;
  /** The rules that the buyer may have read and that have been replaced since: each ticket has the best of all. */
  boughtUnder?: RefundPolicy[];
  seats: RefundSeat[];
  bookedAtMs: number;
  startsAtMs: number;
  timeZone: string;
  now: number;
  /** Set once the show is canceled: the share of each ticket's price that the organizer adds. */
  compensationPercent?: number | null;
  /** Set for an order that is older than a move of its show: until then everything comes back. */
  freeUntilMs?: number | null;
};

export type RefundLine = {
  seat: number;
  paidMinor: number;
  chargeMinor: number;
  feeKeptMinor: number;
  refundMinor: number;
  /** The compensation on top of the refund, always paid into the wallet. */
  compensationMinor: number;
};
export type RefundSums = Omit<RefundLine, "seat">;
/** `changesAtMs`: when the result next changes. */
export type RefundQuote = RefundSums & { lines: RefundLine[]; changesAtMs: number | null };

/** Computes the refund of tickets canceled now, for the preview and the cancellation alike. */
export function quoteRefund(asked: RefundAsked): Outcome<RefundQuote> {
  const lines = linesAt(asked, asked.now);
  if (lines === null) return refuse("not-cancellable");
  const sum = (name: keyof RefundSums) => lines.reduce((total, line) => total + line[name], 0);
  return done({
    lines,
    paidMinor: sum("paidMinor"),
    chargeMinor: sum("chargeMinor"),
    feeKeptMinor: sum("feeKeptMinor"),
    refundMinor: sum("refundMinor"),
    compensationMinor: sum("compensationMinor"),
    changesAtMs: nextChange(asked, lines),
  });
}

/** Whether these tickets can be canceled now. */
export function isCancellable(asked: RefundAsked): boolean {
  return linesAt(asked, asked.now) !== null;
}

function linesAt(asked: RefundAsked, now: number): RefundLine[] | null {
  const { startsAtMs, compensationPercent = null, freeUntilMs } = asked;
  if (compensationPercent !== null)
    return asked.seats.map((seat) => everythingOf(seat, compensationPercent));
  if (now >= startsAtMs) return null;
  if (now < (freeUntilMs ?? 0)) return asked.seats.map((seat) => everythingOf(seat, 0));
  const lines: RefundLine[] = [];
  for (const seat of asked.seats) {
    const [best] = policiesOf(asked)
      .flatMap((policy) => lineUnder(policy, seat, asked, now) ?? [])
      .sort((a, b) => b.refundMinor - a.refundMinor);
    if (!best) return null;
    lines.push(best);
  }
  return lines;
}

/** The rules that an order may choose from. */
const policiesOf = ({ policy, boughtUnder = [] }: RefundAsked): RefundPolicy[] => [
  policy,
  ...boughtUnder,
];

function lineUnder(
  policy: RefundPolicy,
  ticket: RefundSeat,
  asked: RefundAsked,
  now: number,
): RefundLine | null {
  const { seat, priceType } = ticket;
  const { bookedAtMs, timeZone } = asked;
  const band = policy.bands.find(({ when }) => applies(when, priceType, asked, now));
  if (!band || now >= cutOffAt(policy, asked)) return null;
  const isBookingDay = localDay(now, timeZone) === localDay(bookedAtMs, timeZone);
  const keepsFee =
    policy.bookingFee === "never" || (policy.bookingFee === "booking-day" && !isBookingDay);
  const { ticketMinor, feeMinor } = leftOf(ticket);
  const chargeMinor = chargeOn(ticketMinor, band.charge);
  const feeKeptMinor = keepsFee ? feeMinor : 0;
  const paidMinor = ticketMinor + feeMinor;
  const refundMinor = paidMinor - chargeMinor - feeKeptMinor;
  return { seat, paidMinor, chargeMinor, feeKeptMinor, refundMinor, compensationMinor: 0 };
}

/** What is left of a ticket's price and fee: a refund of money alone has lowered the price that it is charged on. */
export function leftOf({
  priceMinor,
  discountMinor,
  feeMinor,
  returnedMinor = 0,
  feeReturnedMinor = 0,
}: RefundSeat): { ticketMinor: number; feeMinor: number } {
  const ticketMinor = priceMinor - discountMinor - (returnedMinor - feeReturnedMinor);
  return { ticketMinor, feeMinor: feeMinor - feeReturnedMinor };
}

/** A canceled show charges no fan, on any day. `give_back_all` in the books computes the same. */
function everythingOf(ticket: RefundSeat, percent: number): RefundLine {
  const { ticketMinor, feeMinor } = leftOf(ticket);
  const paidMinor = ticketMinor + feeMinor;
  const compensationMinor = Math.floor(
    ((ticket.priceMinor - ticket.discountMinor) * percent) / 100,
  );
  return {
    seat: ticket.seat,
    paidMinor,
    chargeMinor: 0,
    feeKeptMinor: 0,
    refundMinor: paidMinor,
    compensationMinor,
  };
}

function applies(when: BandTime, priceType: string | null, asked: RefundAsked, now: number) {
  const { bookedAtMs, startsAtMs, timeZone } = asked;
  const today = localDay(now, timeZone);
  const daysBefore = localDay(startsAtMs, timeZone) - today;
  const daysSince = today - localDay(bookedAtMs, timeZone);
  const { hoursBeforeMin, hoursSinceBookingMax } = when;
  return (
    daysBefore >= (when.daysBeforeMin ?? 0) &&
    daysSince <= (when.daysSinceBookingMax ?? Infinity) &&
    startsAtMs - now >= (hoursBeforeMin ?? 0) * hourMs &&
    now - bookedAtMs <= (hoursSinceBookingMax ?? Infinity) * hourMs &&
    (when.priceTypes === undefined || when.priceTypes.includes(priceType ?? ""))
  );
}

const hourMs = 3_600_000;

// Fractions of the smallest unit are rounded in the fan's favor.
export function chargeOn(ticketMinor: number, charge: Charge): number {
  const {
    flatMinor = 0,
    percent = 0,
    minMinor = 0,
    maxMinor = Infinity,
    maxPercent = 100,
  } = charge;
  const share = (of: number) => Math.floor((ticketMinor * of) / 100);
  const wanted = Math.max(minMinor, flatMinor + share(percent));
  return Math.min(ticketMinor, wanted, maxMinor, share(maxPercent));
}

function cutOffAt(policy: RefundPolicy, { startsAtMs, timeZone }: RefundAsked): number {
  if (policy.cutOff === null) return Infinity;
  const { daysBefore, minuteOfDay, saturdayMinute, isOnWorkingDay } = policy.cutOff;
  let day = localDay(startsAtMs, timeZone) - daysBefore;
  const isFree = () => weekday(day) === 0 || policy.holidays.includes(dayName(day));
  if (isOnWorkingDay) while (isFree()) day--;
  return localMoment(day, weekday(day) === 6 ? saturdayMinute : minuteOfDay, timeZone);
}

/**
 * The result can change only at the end of a band, of a day or of the time for canceling, so only these moments are
 * checked.
 */
function nextChange(asked: RefundAsked, lines: RefundLine[]): number | null {
  const { bookedAtMs, startsAtMs, timeZone, now, freeUntilMs } = asked;
  const booked = localDay(bookedAtMs, timeZone);
  const show = localDay(startsAtMs, timeZone);
  const midnight = (day: number) => localMoment(day, 0, timeZone);
  const policies = policiesOf(asked);
  const cutOffs = policies.map((policy) => cutOffAt(policy, asked));
  const moments = [startsAtMs, freeUntilMs ?? Infinity, ...cutOffs, midnight(booked + 1)];
  for (const { when } of policies.flatMap(({ bands }) => bands)) {
    const { daysBeforeMin, hoursBeforeMin, daysSinceBookingMax, hoursSinceBookingMax } = when;
    if (daysBeforeMin !== undefined) moments.push(midnight(show - daysBeforeMin + 1));
    if (daysSinceBookingMax !== undefined) moments.push(midnight(booked + daysSinceBookingMax + 1));
    // Includes that hour, so the next moment is a millisecond later.
    if (hoursBeforeMin !== undefined) moments.push(startsAtMs - hoursBeforeMin * hourMs + 1);
    if (hoursSinceBookingMax !== undefined)
      moments.push(bookedAtMs + hoursSinceBookingMax * hourMs + 1);
  }
  const said = JSON.stringify(lines);
  const later = moments.filter((at) => at > now && at !== Infinity).sort((a, b) => a - b);
  return later.find((at) => JSON.stringify(linesAt(asked, at)) !== said) ?? null;
}

/** The Consumer Dispute Resolution Standard of Korea's Fair Trade Commission, for performances. */
export const krStandard: RefundPolicy = {
  name: "kr-standard",
  bands: [
    { when: { daysBeforeMin: 10 }, charge: {} },
    { when: { daysBeforeMin: 3, hoursSinceBookingMax: 24 }, charge: {} },
    { when: { daysBeforeMin: 7 }, charge: { percent: 10 } },
    { when: { daysBeforeMin: 3 }, charge: { percent: 20 } },
    { when: { daysBeforeMin: 1 }, charge: { percent: 30 } },
    { when: {}, charge: { percent: 90 } },
  ],
  bookingFee: "always",
  cutOff: null,
  holidays: [],
};

/** The practice of Korean ticket shops: 4,000 won a ticket for concerts, musicals and classics, 2,000 for plays and shows. */
export function krIndustry(flatMinor = 4_000): RefundPolicy {
  return {
    name: "kr-industry",
    bands: [
      { when: { daysBeforeMin: 10, daysSinceBookingMax: 7 }, charge: {} },
      { when: { daysBeforeMin: 10 }, charge: { flatMinor, maxPercent: 10 } },
      { when: { daysBeforeMin: 7 }, charge: { percent: 10 } },
      { when: { daysBeforeMin: 3 }, charge: { percent: 20 } },
      { when: { daysBeforeMin: 1 }, charge: { percent: 30 } },
    ],
    bookingFee: "booking-day",
    cutOff: { daysBefore: 1, minuteOfDay: 17 * 60, saturdayMinute: 11 * 60, isOnWorkingDay: false },
    holidays: [],
  };
}
