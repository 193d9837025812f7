import type { AdminDate, DateChange } from "../../../contract/admin/changes/concert-changes.ts";
import { krIndustry, krStandard } from "../../../contract/money/refund-rules.ts";
import type { AccountLimits } from "../../../contract/sale/account-limits.ts";
import type { SeatingRules } from "../../../contract/sale/seating-rules.ts";
import { localTextOf, momentOfText } from "../concert-draft/fields/moment-text.ts";

/** The texts of a form's fields by their names. */
export type Values = Record<string, string>;

const minuteMs = 60_000;
const earlyId = "early-bird";
const earlyOf = ({ discounts }: AdminDate) =>
  discounts.automatic.find(({ id, cut }) => id === earlyId && "percent" in cut);

/** What the fields of a date's form show at first, by the venue's clock. */
export function valuesOf(date: AdminDate, timeZone: string): Values {
  const at = (time: string | null) => (time === null ? "" : localTextOf(time, timeZone));
  const early = earlyOf(date);
  return {
    doorsAt: at(date.doorsAt),
    saleOpensAt: at(date.saleOpensAt),
    saleClosesAt: at(date.saleClosesAt),
    seatsPerAccount: String(date.seatsPerAccount),
    perDay: String(date.accountLimits.perDay ?? ""),
    perConcert: String(date.accountLimits.perConcert ?? ""),
    singleSeats: date.seating.singleSeats,
    spacesOpenHours: hoursText(date.seating.spacesOpenMinutes),
    holdMinutes: String(date.holdMs / minuteMs),
    shoppersMax: String(date.shoppersMax),
    admitPerMinute: String(date.admitPerMinute),
    lobbyMinutes: String(date.lobbyMs / minuteMs),
    queueOrder: date.queueOrder,
    depositMinutes: String(date.depositMinutes),
    refundPolicy: date.refundPolicy.name,
    earlyPercent: early && "percent" in early.cut ? String(early.cut.percent) : "",
    earlyUntil: early?.untilMs ? at(new Date(early.untilMs).toISOString()) : "",
    ...Object.fromEntries(
      date.zones.flatMap(({ id, price, fee }) => [
        [`price:${id}`, String(price.amount)],
        [`fee:${id}`, String(fee.amount)],
      ]),
    ),
  };
}

const policies = { "kr-standard": krStandard, "kr-industry": krIndustry() } as const;

/** What somebody changed in a form; fields that were left alone are not sent, so that others' changes stay. */
export function changeOf(
  values: Values,
  { date, base, timeZone }: { date: AdminDate; base: Values; timeZone: string },
): DateChange {
  const isNew = (name: string) => values[name] !== undefined && values[name] !== base[name];
  const time = (name: string) => momentOfText(values[name] ?? "", timeZone);
  const whole = (name: string, unit = 1) => Math.round(Number(values[name]) * unit);
  const policy = policies[values["refundPolicy"] as keyof typeof policies];
  const prices = date.zones
    .filter(({ id }) => isNew(`price:${id}`) || isNew(`fee:${id}`))
    .map(({ id }) => ({ id, priceMinor: whole(`price:${id}`), feeMinor: whole(`fee:${id}`) }));
  const opensAt = time("saleOpensAt");
  const closesAt = time("saleClosesAt");
  return {
    ...(isNew("doorsAt") ? { doorsAt: time("doorsAt") } : {}),
    ...(isNew("saleOpensAt") && opensAt !== null ? { saleOpensAt: opensAt } : {}),
    ...(isNew("saleClosesAt") && closesAt !== null ? { saleClosesAt: closesAt } : {}),
    ...(isNew("seatsPerAccount") ? { seatsPerAccount: whole("seatsPerAccount") } : {}),
    ...(isNew("perDay") || isNew("perConcert") ? { accountLimits: limitsOf(values) } : {}),
    ...(isNew("singleSeats") || isNew("spacesOpenHours") ? { seating: seatingOf(values) } : {}),
    ...(isNew("holdMinutes") ? { holdMs: whole("holdMinutes", minuteMs) } : {}),
    ...(isNew("shoppersMax") ? { shoppersMax: whole("shoppersMax") } : {}),
    ...(isNew("admitPerMinute") ? { admitPerMinute: whole("admitPerMinute") } : {}),
    ...(isNew("lobbyMinutes") ? { lobbyMs: whole("lobbyMinutes", minuteMs) } : {}),
    ...(isNew("queueOrder") ? { queueOrder: values["queueOrder"] as AdminDate["queueOrder"] } : {}),
    ...(isNew("depositMinutes") ? { depositMinutes: whole("depositMinutes") } : {}),
    ...(isNew("refundPolicy") && policy ? { refundPolicy: policy } : {}),
    ...(isNew("earlyPercent") || isNew("earlyUntil")
      ? { discounts: withEarly(date, values, timeZone) }
      : {}),
    ...(prices.length > 0 ? { prices } : {}),
  };
}

const limitsOf = ({ perDay, perConcert }: Values): AccountLimits => ({
  perDay: perDay ? Number(perDay) : null,
  perConcert: perConcert ? Number(perConcert) : null,
});

const hoursText = (minutes: number | null) => (minutes === null ? "" : String(minutes / 60));

const seatingOf = ({ singleSeats, spacesOpenHours = "" }: Values): SeatingRules => ({
  singleSeats: singleSeats as SeatingRules["singleSeats"],
  spacesOpenMinutes: spacesOpenHours === "" ? null : Math.round(Number(spacesOpenHours) * 60),
});

/** The discounts with another early-bird price, or without one. */
function withEarly(date: AdminDate, values: Values, timeZone: string): AdminDate["discounts"] {
  const known = earlyOf(date);
  const others = date.discounts.automatic.filter(({ id }) => id !== earlyId);
  const percent = Number(values["earlyPercent"]);
  const until = momentOfText(values["earlyUntil"] ?? "", timeZone);
  const early: AdminDate["discounts"]["automatic"][number] = {
    id: earlyId,
    kind: "early-bird",
    name: { ko: "조기 예매", en: "Early bird" },
    zones: null,
    tier: null,
    fromMs: null,
    ...known,
    cut: { ...known?.cut, percent },
    untilMs: until === null ? null : Date.parse(until),
  };
  return { ...date.discounts, automatic: percent > 0 ? [...others, early] : others };
}
