import { type Outcome, done, refuse } from "../contract/problems.ts";
import type { Command } from "../core/messages.ts";
import { standing } from "../core/queue/standing.ts";
import { pollPaceMs } from "../contract/sale/poll-pace.ts";
import type { Sale } from "./sale.ts";
import type { AskedHold, Entry, Visitor } from "./schedule-calls.ts";

type HoldCommand = Extract<Command, { type: "hold" | "holdBest" }>;

export function entryOf({ state }: Sale, who: Visitor): Outcome<Entry> {
  const stands = standing(state, who, Date.now());
  if (stands.state === "spent") return refuse("place-spent");
  const ahead = "ahead" in stands ? stands.ahead : 0;
  return done({ ...stands, nextPollMs: pollPaceMs(ahead) });
}

export function holdCommand(sale: Sale, asked: AskedHold): Outcome<HoldCommand> {
  const { choice, channels = [], ...of } = asked;
  if ("seats" in choice) return done({ type: "hold", ...of, channels, ...choice });
  const { zoneId, ...wanted } = choice;
  const zone = sale.prices.findIndex((price) => price?.zoneId === zoneId);
  if (zone < 0) return refuse("unknown-seat", zoneId);
  const best = { zone, ...wanted, chance: Math.random() };
  return done({ type: "holdBest", ...of, channels, best });
}

export function holdIn({ state }: Sale, { holdId }: { holdId: string }) {
  const hold = state.holds.get(holdId);
  if (!hold) throw new Error(`hold ${holdId} is gone right after it was there`);
  return hold;
}
