import { isNetwork, isWithin } from "./network.ts";

/** For whom the limits are so many times higher, and until when. */
export type Raise = { who: string; factor: number; untilMs: number };
export type Origin = { address: string; asn: number | null };

/** Raises beyond this would be no limits. */
export const factorMax = 1_000;

/**
 * The raises in a variable's text: `WHO*FACTOR`, with `@TIME` if they end, separated by spaces. WHO is a network
 * (`203.0.113.0/24`), the number of a provider (`AS9644`), or `all`. A part that is none of this throws: a typing error
 * must not turn into a loose or a strict limit.
 */
export function raisesIn(text: string): Raise[] {
  const parts = text.split(/[\s,]+/).filter(Boolean);
  return parts.map((part) => {
    const [, who = "", times = "", until] = /^([^*@]+)\*(\d{1,4})(?:@(\S+))?$/.exec(part) ?? [];
    const untilMs = until === undefined ? Infinity : Date.parse(until);
    const factor = Number(times);
    const isKnown = who === "all" || /^AS\d{1,10}$/.test(who) || isNetwork(who);
    if (!isKnown || factor < 1 || factor > factorMax || Number.isNaN(untilMs))
      throw new Error(`LIMIT_RAISES has "${part}", which raises nothing`);
    return { who, factor, untilMs };
  });
}

/** How many times the usual limit a request has: the highest of the raises that it is under. */
export function factorFor(
  raises: readonly Raise[],
  { address, asn }: Origin,
  nowMs: number,
): number {
  let factor = 1;
  for (const raise of raises) {
    const { who, untilMs } = raise;
    if (raise.factor <= factor || untilMs <= nowMs) continue;
    if (who === "all" || who === `AS${asn}` || isWithin(address, who)) factor = raise.factor;
  }
  return factor;
}
