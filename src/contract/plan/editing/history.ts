import type { SeatPlan } from "../seat-plan.ts";
import { edit, type Edited, type Refused } from "./edit.ts";
import type { PlanOperation } from "./operation-schema.ts";
import { patchBetween } from "./patch.ts";

type Step = { before: SeatPlan; after: SeatPlan; gesture: string | null };

/**
 * A plan being edited, with an unlimited history, since earlier plans share all unchanged parts. Unsaved changes are
 * kept as operations.
 */
export class PlanHistory {
  #plan: SeatPlan;
  #done: Step[] = [];
  #undone: Step[] = [];
  #unsaved: PlanOperation[] = [];
  /** The unsaved operation of the current gesture. */
  #open: { gesture: string; at: number } | null = null;

  constructor(plan: SeatPlan) {
    this.#plan = plan;
  }

  get plan(): SeatPlan {
    return this.#plan;
  }

  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  get unsavedCount(): number {
    return this.#unsaved.length;
  }

  /**
   * Applies an operation. Each operation of one gesture, such as a drag, describes the whole path from its start, so
   * it replaces the one before, and undoing reverts the gesture.
   */
  do(operation: PlanOperation, gesture: string | null = null): Edited | Refused {
    const last = this.#done.at(-1);
    const isGoingOn = gesture !== null && last?.gesture === gesture && this.#undone.length === 0;
    const [current, before] = [this.#plan, isGoingOn ? last.before : this.#plan];
    const edited = edit(before, operation);
    if (!edited.isDone) return edited;
    this.#plan = edited.plan;
    this.#undone = [];
    if (isGoingOn) last.after = edited.plan;
    else this.#done.push({ before, after: edited.plan, gesture });
    if (isGoingOn && this.#open?.gesture === gesture) this.#unsaved[this.#open.at] = operation;
    // A gesture that was saved halfway continues from the saved state.
    else if (isGoingOn) this.#note(patchBetween(current, edited.plan));
    else this.#note(operation, gesture);
    return edited;
  }

  /** Makes one step of the last two, so that undoing reverts both. */
  join(): void {
    const last = this.#done.pop();
    const before = this.#done.at(-1);
    if (last && before) this.#done.splice(-1, 1, { ...last, before: before.before, gesture: null });
    else if (last) this.#done.push(last);
  }

  undo(): boolean {
    return this.#travel(this.#done, this.#undone, "before");
  }

  redo(): boolean {
    return this.#travel(this.#undone, this.#done, "after");
  }

  /** The operations since the last save; they count as saved from now on. */
  takeUnsaved(): PlanOperation[] {
    const taken = this.#unsaved;
    this.#unsaved = [];
    this.#open = null;
    return taken;
  }

  /** Puts back operations whose save failed. */
  returnUnsaved(operations: readonly PlanOperation[]): void {
    this.#unsaved = [...operations, ...this.#unsaved];
    this.#open = null;
  }

  #travel(from: Step[], to: Step[], where: "before" | "after"): boolean {
    const step = from.pop();
    if (!step) return false;
    to.push(step);
    this.#note(patchBetween(this.#plan, step[where]));
    this.#plan = step[where];
    return true;
  }

  #note(operation: PlanOperation, gesture: string | null = null): void {
    this.#open = gesture === null ? null : { gesture, at: this.#unsaved.length };
    this.#unsaved.push(operation);
  }
}
