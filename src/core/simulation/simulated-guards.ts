import type { Command } from "../messages.ts";
import type { ScheduleState } from "../state.ts";
import { simulationLimits } from "./simulated-sale.ts";

/** How long seats may wait for payments: the simulation's own record, beside the machine's. */
export class SimulatedGuards {
  readonly #orders = new Map<string, { since: number; longestMs: number }>();
  /** When the object next asks the books, if not at the end of the payment's own time. */
  readonly #postponed = new Map<string, number>();

  #learn(command: Command, now: number): void {
    if (command.type === "postpone")
      this.#postponed.set(command.holdId, now + simulationLimits.settleRetryMs);
    // Repeated for a hold that was let go, it changes nothing.
    if (command.type === "release")
      this.#postponed.set(command.holdId, Math.max(now, this.#postponed.get(command.holdId) ?? 0));
    if (command.type !== "pay") return;
    const { holdId, orderId, guardMs = simulationLimits.payingMs } = command;
    const name = `${holdId} ${orderId}`;
    const { since, longestMs } = this.#orders.get(name) ?? { since: now, longestMs: 0 };
    this.#orders.set(name, { since, longestMs: Math.max(longestMs, guardMs) });
  }

  watch({ holds }: ScheduleState, command: Command, now: number): string[] {
    this.#learn(command, now);
    const broken: string[] = [];
    for (const { holdId, orderId, phase, expiresAt, choosingUntil } of holds.values()) {
      const order = this.#orders.get(`${holdId} ${orderId}`);
      const guarded = order ? order.since + order.longestMs : Infinity;
      const until = Math.max(guarded, choosingUntil, this.#postponed.get(holdId) ?? 0);
      if (phase === "paying" && expiresAt > until)
        broken.push("[I20] seats wait for a payment longer than its first try gave them");
    }
    return broken;
  }
}
