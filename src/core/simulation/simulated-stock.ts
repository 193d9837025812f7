import type { Outcome } from "../../contract/problems.ts";
import type { Command, Event } from "../messages.ts";
import { type Block, counterChannel, opens, staffChannel } from "../stock/block.ts";
import { type ScheduleState, offerTag } from "../state.ts";
import { type StockStep, uuid } from "./simulated-sale.ts";

/** What the blocks of a story are for: nobody, the counter, the holders of a code, or staff. */
const channels = [null, counterChannel, "code:x", staffChannel];

export const codeOf = (step: { hasCode?: boolean }): string[] => (step.hasCode ? ["code:x"] : []);

/** The blocks and their seats: the simulation's own record, beside the machine's. */
export class SimulatedStock {
  readonly #blocks = new Map<string, Block>();
  readonly #homes = new Map<number, string>();
  #made = 0;

  /** A block whose number is taken is changed, as long as it lives. */
  command(step: StockStep, { blocks }: ScheduleState, now: number): Command {
    const living = [...blocks.values()];
    const block = living[step.block % Math.max(1, living.length)];
    if (step.do === "releaseBlock")
      return { type: "releaseStock", blockId: block?.blockId ?? uuid(1), by: null };
    const { seats, channel, releaseMs, isEager } = step;
    const isNew = step.do === "block" || block === undefined;
    return {
      type: "changeStock",
      blockId: isNew ? uuid(3_000_000 + ++this.#made) : block.blockId,
      seen: isNew ? null : block.version,
      channel: channels[channel] ?? null,
      releaseAt: releaseMs === 0 ? null : now + releaseMs,
      about: "",
      add: step.do === "takeOut" ? [] : seats,
      remove: step.do === "takeOut" ? seats : [],
      whenFree: isEager,
      whenReturned: isEager,
      isMoving: isEager,
      isPartial: channel % 2 === 0,
      by: null,
    };
  }

  /** The promises that an answer breaks. */
  watch(state: ScheduleState, command: Command, outcome: Outcome<Event[]>, now: number): string[] {
    if (!outcome.ok) return [];
    const events = outcome.value;
    const broken: string[] = [];
    const through = ("channels" in command && command.channels) || [];
    const isChange = events.some(({ type }) => type === "stockChanged");
    if (isChange && events.some(({ type }) => type === "released" || type === "lost"))
      broken.push("[I28] a block took a seat from a fan");
    for (const event of events) {
      if (event.type === "held" && event.hold.tag !== offerTag)
        for (const seat of event.hold.seats) {
          const block = this.#blocks.get(this.#homes.get(seat) ?? "");
          if (block && !opens(through, block))
            broken.push("[I27] a hold took a seat of a block that is not for it");
        }
      this.#learn(event);
    }
    const isClockRunning = state.queue.frozenAt === null;
    for (const { releaseAt } of command.type === "tick" && isClockRunning
      ? this.#blocks.values()
      : [])
      if (releaseAt !== null && releaseAt <= now)
        broken.push("[I29] a block lives on after its release time");
    return broken;
  }

  #learn(event: Event): void {
    if (event.type === "stockChanged") {
      this.#blocks.set(event.block.blockId, event.block);
      for (const seat of event.added) this.#homes.set(seat, event.block.blockId);
      for (const seat of event.removed) this.#homes.delete(seat);
    }
    if (event.type === "stockReleased") {
      this.#blocks.delete(event.blockId);
      for (const seat of event.seats) this.#homes.delete(seat);
    }
  }
}
