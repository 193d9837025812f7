import type { CockpitFrame } from "../../../contract/live/cockpit.ts";
import { type Census, perMinute } from "../charts/series.ts";

/** Advice needs this much of a sale: before that the figures say little. */
const spanMsMin = 3 * 60_000;
const enteredMin = 30;
/** Room inside may fill up within this time, and no sooner. */
const fillMinutes = 10;
const attemptsMin = 20;

/** From this share of refused payments on, fewer fans should come: at first three quarters, then half of them. */
const thresholds = [
  { share: 0.2, keep: 0.5 },
  { share: 0.05, keep: 0.75 },
] as const;

export type Method = { method: string; begun: number; refused: number };

export type Advice = {
  /** The rate up to which the room inside lasts; null while nobody can tell. */
  safe: number | null;
  /** A lower rate, because many payments with a method are refused. */
  lower: { to: number; method: string; share: number } | null;
};

type Facts = {
  /** The queue over time, the newest last. */
  series: Census[];
  methods: readonly Method[];
  shoppersMax: number;
  admitPerMinute: number;
};

/**
 * The rate of admissions that the sale can take. Fans leave the shop when they have paid or given up; as many may come in,
 * and in addition as many as fill the room that is left within ten minutes.
 */
export function adviceFor({ series, methods, shoppersMax, admitPerMinute }: Facts): Advice {
  return { safe: safeRate(series, shoppersMax), lower: lowerRate(methods, admitPerMinute) };
}

function safeRate(series: Census[], shoppersMax: number): number | null {
  const now = series.at(-1);
  if (!now) return null;
  const nowMs = Date.parse(now.at);
  const then = series.find(
    ({ at, state }) => state === "open" && nowMs - Date.parse(at) <= 2 * spanMsMin,
  );
  if (!then || nowMs - Date.parse(then.at) < spanMsMin) return null;
  const entered = now.entered - then.entered;
  if (entered < enteredMin) return null;
  const minutes = (nowMs - Date.parse(then.at)) / 60_000;
  const left = Math.max(0, entered - (now.shoppers - then.shoppers)) / minutes;
  const room = Math.max(0, shoppersMax - now.shoppers) / fillMinutes;
  return rounded(left + room);
}

function lowerRate(methods: readonly Method[], admitPerMinute: number): Advice["lower"] {
  const [worst] = methods
    .filter(({ begun }) => begun >= attemptsMin)
    .map(({ method, begun, refused }) => ({ method, share: Math.min(1, refused / begun) }))
    .sort((a, b) => b.share - a.share);
  const step = thresholds.find(({ share }) => (worst?.share ?? 0) >= share);
  if (!worst || !step) return null;
  const to = rounded(admitPerMinute * step.keep);
  return to < admitPerMinute ? { to, ...worst } : null;
}

/** Two digits, and at least one fan. */
function rounded(rate: number): number {
  const size = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, rate))) - 1);
  return Math.max(1, Math.floor(rate / size) * size);
}

/** The methods of payment in the last five minutes, the one with the most refusals first. */
export function methodsIn(failures: CockpitFrame["failures"]): Method[] {
  const methods = new Map<string, Method>();
  for (const [name, [, recent]] of Object.entries(failures)) {
    const [kind, method = ""] = name.split(" ");
    if (kind !== "begun" && kind !== "refused") continue;
    const known = methods.get(method) ?? { method, begun: 0, refused: 0 };
    known[kind] += recent;
    methods.set(method, known);
  }
  return [...methods.values()].sort((a, b) => b.refused - a.refused || b.begun - a.begun);
}

export type Cause = {
  kind: "hold" | "refused";
  method: string | null;
  reason: string;
  total: number;
  recent: number;
};

/** Why holds and payments were refused, the most frequent of late first. */
export function causesIn(failures: CockpitFrame["failures"]): Cause[] {
  return Object.entries(failures)
    .flatMap(([name, [total, recent]]): Cause[] => {
      const [kind, first = "", ...rest] = name.split(" ");
      if (kind === "hold") return [{ kind, method: null, reason: first, total, recent }];
      if (kind !== "refused") return [];
      return [{ kind, method: first, reason: rest.join(" "), total, recent }];
    })
    .sort((a, b) => b.recent - a.recent || b.total - a.total);
}

/** How many fewer or more wait than a minute ago; null while that is unknown. */
export function waitingPerMinute(series: Census[]): number | null {
  const now = series.at(-1);
  if (!now) return null;
  const nowMs = Date.parse(now.at);
  const then = series.find(({ at }) => nowMs - Date.parse(at) <= 60_000);
  const ms = then ? nowMs - Date.parse(then.at) : 0;
  if (!then || ms < 20_000) return null;
  return Math.round(((now.waiting - then.waiting) / ms) * 60_000);
}

export const paceOf = (series: Census[]): number => perMinute(series, "entered").at(-1) ?? 0;
