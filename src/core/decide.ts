import { done, refuse } from "../contract/problems.ts";
import { dueDeadlines } from "./deadlines.ts";
import { isLapsed } from "./seats/hold-ends.ts";
import { vanishingIn } from "./seats/relaying.ts";
import { decideExtend, decideHold, decideRelease } from "./seats/holding.ts";
import type { Asked, Command, Decision, Event } from "./messages.ts";
import { decideFree, decidePay, decidePayRefused, decideSell } from "./seats/paying.ts";
import { isServed } from "./queue/presales.ts";
import { decideEnter, decideLeave, decideTakePlaces, presaleChanged } from "./queue/queue.ts";
import { decideReleaseStock, decideStock, dueBlocks, stockReleased } from "./stock/stock.ts";
import { decideAwait, decideOffer, decideOpenKept, ended } from "./waitlist/returns.ts";
import { type ScheduleState, type Shopper, clockOf } from "./state.ts";

/** Decides the outcome of a command at `now`. Reads the state and never changes it. */
export function decide(state: ScheduleState, command: Command, now: number): Decision {
  switch (command.type) {
    case "hold":
    case "holdBest":
      return decideHold(state, command, now);
    case "release":
      return decideRelease(state, command, now);
    case "extend":
      return decideExtend(state, command, now);
    case "pay":
      return decidePay(state, command, now);
    case "payRefused":
      return decidePayRefused(state, command, now);
    case "sell":
      return decideSell(state, command, now);
    case "free":
      return decideFree(state, command, now);
    case "void":
      return done(
        state.holds.has(command.holdId)
          ? ended(state, { holdId: command.holdId, reason: "void", now })
          : [],
      );
    case "postpone": {
      const expiresAt = now + state.terms.limits.settleRetryMs;
      const { holdId } = command;
      return done(state.holds.has(holdId) ? [{ type: "postponed", holdId, expiresAt }] : []);
    }
    case "takePlaces":
      return decideTakePlaces(state, command, now);
    case "enter":
      return decideEnter(state, command, now);
    case "changePresale":
      return done(presaleChanged(state, command, now));
    case "leave":
      return decideLeave(state, command, now);
    case "await":
      return decideAwait(state, command);
    case "offer":
      return decideOffer(state, command, now);
    case "openKept":
      return decideOpenKept(state, command);
    case "changeStock":
      return decideStock(state, command, now);
    case "releaseStock":
      return decideReleaseStock(state, command, now);
    case "setTerms":
      return decideSetTerms(state, command, now);
    case "extendAll":
      return done([{ type: "holdsExtended", byMs: command.ms }]);
    case "recover":
      return done([{ type: "shifted", byMs: command.ms, at: clockOf(state, now) }]);
    case "tick":
      return done(lapsed(state, now));
  }
}

/** Pausing stops every fan's clock; going on gives each the time of the pause back. Older terms change nothing. */
function decideSetTerms(
  state: ScheduleState,
  { terms, layout }: Asked<"setTerms">,
  now: number,
): Decision {
  const { frozenAt } = state.queue;
  if (terms.revision < state.terms.revision) return done([]);
  const lost = layout ? vanishingIn(state, layout) : -1;
  if (lost >= 0) return refuse("conflict", String(lost));
  const set: Event = { type: "termsSet", terms, ...(layout && { layout }) };
  if (terms.sale === "paused" && frozenAt === null) return done([set, { type: "frozen", at: now }]);
  if (terms.sale !== "paused" && frozenAt !== null)
    return done([set, { type: "thawed", byMs: now - frozenAt }]);
  return done([set]);
}

/** A pass that ends where its fan's presale has nothing to sell any more leaves the fan the place in line. */
function lapsedPass(state: ScheduleState, accountId: string, shopper: Shopper, now: number): Event {
  const { rank, presale } = shopper;
  if (isServed(state, presale, now)) return { type: "left", accountId };
  return { type: "putBack", accountId, rank };
}

const lapsedPerTick = 500;

/** Ends lapsed holds, passes and blocks by events, a bounded number at a time. */
function lapsed(state: ScheduleState, now: number): Event[] {
  const clock = clockOf(state, now);
  // Where the seats of a hold go depends on the blocks, so holds end after them, at the next tick.
  const blocks = dueBlocks(state, clock);
  if (blocks.length > 0)
    return blocks.flatMap((blockId) => stockReleased(state, { blockId, by: null, now }));
  const events = new Map<string, Event[]>();
  for (const { kind, id } of dueDeadlines(state.deadlines, clock)) {
    if (events.size >= lapsedPerTick) break;
    const hold = state.holds.get(kind === "hold" ? id : (state.holdOf.get(id) ?? ""));
    const isOver = hold !== undefined && isLapsed(hold, clock);
    const shopper = state.queue.shoppers.get(id);
    const until = shopper?.until ?? Infinity;
    if (kind === "hold" && isOver)
      events.set(id, ended(state, { holdId: id, reason: "expired", now }));
    if (kind === "shopper" && shopper && until <= clock && (isOver || !hold))
      events.set(id, [lapsedPass(state, id, shopper, now)]);
  }
  return [...events.values()].flat();
}
