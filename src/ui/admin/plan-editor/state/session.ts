import { signal } from "@preact/signals";
import type { PlanDraft } from "../../../../contract/admin/plan-drafts.ts";
import type { PlanOperation } from "../../../../contract/plan/editing/operation-schema.ts";
import * as api from "../../../api/plan-drafts.ts";
import { asApiError } from "../../../api/problem.ts";
import { Editor } from "./editor.ts";
import { Saver } from "./saver.ts";

/** Who edits says so about every half minute; the server waits a whole one. */
const keepMs = 25_000;

/** What the person has to be told, in the words of the screen. */
export type News =
  | { kind: "merged" }
  | { kind: "lost"; count: number }
  | { kind: "refused"; operation: PlanOperation }
  | { kind: "locked"; name: string }
  | { kind: "taken" };

type Calls = Pick<typeof api, "getPlanDraft" | "savePlanDraft" | "holdPlanDraft">;

type Setup = {
  accountId: string;
  onNews: (news: News) => void;
  calls?: Calls;
  nowMs?: () => number;
};

/** An open draft: the editor, its saving, and the lock that keeps two people from editing at once. */
export class EditingSession {
  readonly editor: Editor;
  readonly saver: Saver;
  readonly isTaking = signal(false);
  readonly #setup: Setup;
  readonly #calls: Calls;
  readonly #nowMs: () => number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isOver = false;

  constructor(draft: PlanDraft, setup: Setup) {
    this.#setup = setup;
    this.#calls = setup.calls ?? api;
    this.#nowMs = setup.nowMs ?? (() => Date.now());
    const editor = new Editor(draft);
    this.editor = editor;
    this.saver = new Saver({
      history: () => editor.history,
      version: draft.version,
      save: (version, operations) => this.#calls.savePlanDraft(draft.id, version, operations),
      read: () => this.#calls.getPlanDraft(draft.id),
      onState: (state) => {
        editor.saveState.value = state;
      },
      onSaved: ({ version, seatCount }) => {
        editor.version.value = version;
        editor.confirmed.value = seatCount;
        editor.savedAtMs.value = this.#nowMs();
      },
      onOther: (fresh, lacking) => this.#merge(fresh, lacking),
      onLocked: () => void this.#hold(false),
      onRefused: (fresh, operation, lacking) => {
        this.#setup.onNews({ kind: "refused", operation });
        this.#merge(fresh, lacking, true);
      },
    });
    editor.onDone = () => this.saver.note(this.#nowMs());
    const { editor: other } = draft;
    if (other && other.accountId !== setup.accountId) this.#lock(other);
    else void this.#hold(false);
  }

  /** Edits instead of the other person, with the draft as it is now. */
  async takeOver(): Promise<void> {
    this.isTaking.value = true;
    try {
      await this.#hold(true);
      await this.reload();
    } finally {
      this.isTaking.value = false;
    }
  }

  /** Reads the draft again; what is unsaved stays on top of it. */
  async reload(): Promise<void> {
    const fresh = await this.#calls.getPlanDraft(this.editor.id).catch(() => null);
    if (!fresh || this.#isOver) return;
    const unsaved = this.editor.history.takeUnsaved();
    if (fresh.version === this.editor.version.peek() && unsaved.length === 0) return;
    this.#merge(fresh, unsaved, true);
  }

  stop(): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
    void this.saver.flush();
    this.saver.stop();
  }

  #merge(fresh: PlanDraft, lacking: readonly PlanOperation[], isQuiet = false): void {
    this.saver.begin(fresh.version);
    const lost = this.editor.rebase(fresh, lacking);
    const hasMore = this.editor.history.unsavedCount > 0;
    this.editor.saveState.value = hasMore ? "waiting" : "saved";
    if (lost.length > 0) this.#setup.onNews({ kind: "lost", count: lost.length });
    else if (!isQuiet) this.#setup.onNews({ kind: "merged" });
  }

  /** Says that this person edits, and again after a while. */
  async #hold(takesOver: boolean): Promise<void> {
    clearTimeout(this.#timer);
    try {
      const holder = await this.#calls.holdPlanDraft(this.editor.id, takesOver);
      if (this.#isOver) return;
      if (holder.accountId === this.#setup.accountId) this.#unlock();
      else this.#lock(holder);
    } catch (thrown) {
      // Saving says what is wrong; the lock is only asked for again.
      asApiError(thrown);
    }
    if (!this.#isOver) this.#timer = setTimeout(() => void this.#keep(), keepMs);
  }

  /** While somebody else edits, this screen only looks whether they still do, and what they have saved. */
  async #keep(): Promise<void> {
    if (this.editor.canEdit.peek()) return this.#hold(false);
    const fresh = await this.#calls.getPlanDraft(this.editor.id).catch(() => null);
    if (this.#isOver) return;
    if (fresh && fresh.version !== this.editor.version.peek()) this.#merge(fresh, [], true);
    if (fresh?.editor === null) return this.#hold(false);
    this.#timer = setTimeout(() => void this.#keep(), keepMs);
  }

  #lock(other: NonNullable<PlanDraft["editor"]>): void {
    const isNew = this.editor.otherEditor.peek() === null;
    this.editor.otherEditor.value = other;
    this.saver.pause(true);
    if (isNew) this.#setup.onNews({ kind: "locked", name: other.name });
    clearTimeout(this.#timer);
    if (!this.#isOver) this.#timer = setTimeout(() => void this.#keep(), keepMs);
  }

  #unlock(): void {
    const wasLocked = this.editor.otherEditor.peek() !== null;
    this.editor.otherEditor.value = null;
    this.saver.pause(false);
    if (wasLocked) this.#setup.onNews({ kind: "taken" });
  }
}
