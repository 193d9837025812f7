import type { z } from "zod";
import type { QueueCensus } from "../../../contract/sale/queue.ts";

export type Census = z.infer<typeof QueueCensus>;

/** Adds new samples, without duplicates, and drops old ones. */
export function extendSeries(series: Census[], more: Census[], fromMs: number): Census[] {
  const lastAt = series.at(-1)?.at ?? "";
  const fresh = more.filter(({ at }) => lastAt === "" || Date.parse(at) > Date.parse(lastAt));
  return [...series, ...fresh].filter(({ at }) => Date.parse(at) >= fromMs);
}

type Counter = "called" | "entered" | "sold";

/** How fast a counter grows, for each moment, over the minute before it. */
export function perMinute(series: Census[], counter: Counter): number[] {
  let start = 0;
  return series.map((now, index) => {
    const atMs = Date.parse(now.at);
    while (start < index && atMs - Date.parse(series[start]?.at ?? "") > 60_000) start++;
    const then = series[start];
    const spanMs = then ? atMs - Date.parse(then.at) : 0;
    if (!then || spanMs <= 0) return 0;
    // Seats also come back, so the pace is never below zero.
    return Math.max(0, Math.round(((now[counter] - then[counter]) / spanMs) * 60_000));
  });
}

/** From when until when the sale stood still. */
export function pausesIn(series: Census[]): { fromMs: number; untilMs: number }[] {
  const pauses: { fromMs: number; untilMs: number }[] = [];
  for (const { at, state } of series) {
    const last = pauses.at(-1);
    const ms = Date.parse(at);
    if (last && last.untilMs === -1) {
      if (state !== "paused") last.untilMs = ms;
    } else if (state === "paused") pauses.push({ fromMs: ms, untilMs: -1 });
  }
  const end = Date.parse(series.at(-1)?.at ?? "");
  return pauses.map((pause) => (pause.untilMs === -1 ? { ...pause, untilMs: end } : pause));
}

/** As few of the moments as a table can show, the newest first. */
export function rowsOf<T>(moments: T[], most: number): T[] {
  const step = Math.max(1, Math.ceil(moments.length / most));
  return moments.toReversed().filter((_, index) => index % step === 0);
}

/** The index of the moment nearest to a time. */
export function nearest(times: readonly number[], ms: number): number {
  const after = times.findIndex((time) => time >= ms);
  if (after <= 0) return after < 0 ? times.length - 1 : 0;
  return ms - (times[after - 1] ?? 0) < (times[after] ?? 0) - ms ? after - 1 : after;
}
