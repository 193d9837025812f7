import type { Outcome } from "../contract/problems.ts";
import { apply } from "./apply.ts";
import { tidyQueue } from "./queue/apply-queue.ts";
import { decide } from "./decide.ts";
import type { Command, Event } from "./messages.ts";
import { admit } from "./queue/admission.ts";
import type { ScheduleState } from "./state.ts";

/**
 * One step of the machine: decides, applies the events, and admits the fans for whom they made room. Returns all
 * events.
 */
export function run(state: ScheduleState, command: Command, now: number): Outcome<Event[]> {
  const decision = decide(state, command, now);
  if (!decision.ok) return decision;
  for (const event of decision.value) apply(state, event);
  if (command.type === "tick" && state.queue.frozenAt === null) tidyQueue(state, now);
  const events = decision.value;
  // The draw comes before the first call, so there may be two rounds of this.
  for (let next = admit(state, now); next.length > 0; next = admit(state, now)) {
    for (const event of next) apply(state, event);
    events.push(...next);
  }
  return { ok: true, value: events };
}
