import type { PlanDraft, SavedPlanDraft } from "../../../../contract/admin/plan-drafts.ts";
import type { PlanHistory } from "../../../../contract/plan/editing/history.ts";
import type { PlanOperation } from "../../../../contract/plan/editing/operation-schema.ts";
import type { SeatPlan } from "../../../../contract/plan/seat-plan.ts";
import { type ApiError, asApiError } from "../../../api/problem.ts";
import { isSameValue } from "./same-value.ts";

export type SaveState = "saved" | "waiting" | "saving" | "offline" | "refused";

type Setup = {
  history: () => PlanHistory;
  version: number;
  save: (version: number, operations: readonly PlanOperation[]) => Promise<SavedPlanDraft>;
  read: () => Promise<PlanDraft>;
  onState: (state: SaveState) => void;
  onSaved: (saved: SavedPlanDraft) => void;
  /** Somebody else has saved: the draft as it is now, and the operations that it lacks. */
  onOther: (draft: PlanDraft, lacking: readonly PlanOperation[]) => void;
  /** Somebody else edits now; the operations stay unsaved. */
  onLocked: () => void;
  /** The server cannot do these operations. */
  onRefused: (draft: PlanDraft, refused: PlanOperation, lacking: readonly PlanOperation[]) => void;
};

/** A save waits for this long a pause, and for the longest time at most. */
const pauseMs = 800;
const longestMs = 4_000;
const againMs = [1_000, 2_000, 4_000, 8_000, 15_000] as const;
/** The API takes more, but an answer to fewer comes sooner. */
const operationsMax = 500;

/**
 * Saves operations in batches, one batch at a time and in order. A batch whose answer was lost is compared with the
 * draft, so that nothing is done twice.
 */
export class Saver {
  readonly #setup: Setup;
  #version: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #waitingSince: number | null = null;
  #running: Promise<void> | null = null;
  #failures = 0;
  #isPaused = false;
  #most = operationsMax;

  constructor(setup: Setup) {
    this.#setup = setup;
    this.#version = setup.version;
  }

  get version(): number {
    return this.#version;
  }

  /** Something has been done. */
  note(nowMs: number): void {
    if (this.#isPaused) return;
    this.#setup.onState(this.#running ? "saving" : "waiting");
    this.#waitingSince ??= nowMs;
    const left = this.#waitingSince + longestMs - nowMs;
    this.#after(Math.max(0, Math.min(pauseMs, left)));
  }

  /** Saves everything now. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    while (this.#running) await this.#running;
    if (this.#isPaused || this.#setup.history().unsavedCount === 0) return;
    this.#running = this.#run().finally(() => {
      this.#running = null;
    });
    await this.#running;
    if (this.#failures === 0 && this.#setup.history().unsavedCount > 0) await this.flush();
  }

  /** The draft was read anew. */
  begin(version: number): void {
    this.#version = version;
    this.#failures = 0;
  }

  /** While somebody else edits, nothing is sent. */
  pause(isPaused: boolean): void {
    this.#isPaused = isPaused;
    if (isPaused) clearTimeout(this.#timer);
    else if (this.#setup.history().unsavedCount > 0) this.#after(0);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #after(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), ms);
  }

  async #run(): Promise<void> {
    const { history, save, onState, onSaved } = this.#setup;
    const own = history();
    this.#waitingSince = null;
    const all = own.takeUnsaved();
    const batch = all.slice(0, this.#most);
    own.returnUnsaved(all.slice(this.#most));
    const sent = all.length === batch.length ? own.plan : null;
    onState("saving");
    try {
      const saved = await save(this.#version, batch);
      this.#version = saved.version;
      this.#failures = 0;
      if (own.unsavedCount === 0) this.#most = operationsMax;
      onSaved(saved);
      onState(own.unsavedCount > 0 ? "waiting" : "saved");
    } catch (thrown) {
      own.returnUnsaved(batch);
      await this.#failed(asApiError(thrown), batch, sent);
    }
  }

  async #failed(error: ApiError, batch: readonly PlanOperation[], sent: SeatPlan | null) {
    const { onState, onLocked } = this.#setup;
    if (error.code === "conflict" && error.detail?.startsWith("editor")) {
      this.#isPaused = true;
      onState("refused");
      return onLocked();
    }
    const isLost = ["outcome-unknown", "offline", "conflict"].includes(error.code);
    if (isLost || error.code === "invalid-request") {
      const draft = await this.#setup.read().catch(() => null);
      if (draft) return this.#compare(draft, error, batch, sent);
    }
    onState(error.code === "forbidden" || error.code === "not-found" ? "refused" : "offline");
    this.#after(againMs[Math.min(this.#failures++, againMs.length - 1)] ?? 15_000);
  }

  /** Whether the draft has the batch already, somebody else's changes, or nothing new. */
  #compare(
    draft: PlanDraft,
    error: ApiError,
    batch: readonly PlanOperation[],
    sent: SeatPlan | null,
  ): void {
    const { history, onSaved, onOther, onState, onRefused } = this.#setup;
    const own = history();
    if (draft.version === this.#version) {
      if (error.code === "invalid-request" && batch.length === 1)
        return this.#drop(draft, onRefused);
      // One at a time shows which of them the server refuses.
      if (error.code === "invalid-request") {
        this.#most = 1;
        return this.#after(0);
      }
      onState("offline");
      this.#after(againMs[Math.min(this.#failures++, againMs.length - 1)] ?? 15_000);
      return;
    }
    const unsaved = own.takeUnsaved();
    const isOurs = draft.version === this.#version + 1 && sent && isSameValue(draft.plan, sent);
    this.#version = draft.version;
    this.#failures = 0;
    if (!isOurs) return onOther(draft, unsaved);
    own.returnUnsaved(unsaved.slice(batch.length));
    onSaved({ version: draft.version, seatCount: draft.seatCount });
    onState(own.unsavedCount > 0 ? "waiting" : "saved");
  }

  /** An operation that the server refuses would hold up all later ones, so it is given up. */
  #drop(draft: PlanDraft, onRefused: Setup["onRefused"]): void {
    const [first, ...others] = this.#setup.history().takeUnsaved();
    this.#failures = 0;
    if (first) onRefused(draft, first, others);
  }
}
