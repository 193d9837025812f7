import type { Outcome } from "../contract/problems.ts";
import { apply } from "./apply.ts";
import { decide } from "./decide.ts";
import type { Command, Event } from "./messages.ts";
import { admit } from "./queue.ts";
import type { ScheduleState } from "./state.ts";

/** One step of the machine: decides, makes it so, and lets in whom that made room for. Gives back what happened. */
export function run(state: ScheduleState, command: Command, now: number): Outcome<Event[]> {
  const decision = decide(state, command, now);
  if (!decision.ok) return decision;
  for (const event of decision.value) apply(state, event);
  const admitted = admit(state, now);
  for (const event of admitted) apply(state, event);
  return admitted.length === 0 ? decision : { ok: true, value: [...decision.value, ...admitted] };
}
