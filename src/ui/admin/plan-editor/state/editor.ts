import { batch, computed, signal } from "@preact/signals";
import type { PlanDraft, PlanDraftEditor } from "../../../../contract/admin/plan-drafts.ts";
import { SeatFinder } from "../../../../contract/plan/editing/finding.ts";
import { PlanHistory } from "../../../../contract/plan/editing/history.ts";
import type { PlanOperation } from "../../../../contract/plan/editing/operation-schema.ts";
import { edit } from "../../../../contract/plan/editing/edit.ts";
import type { EditRefusal } from "../../../../contract/plan/editing/guard.ts";
import type { SeatPlan } from "../../../../contract/plan/seat-plan.ts";
import { createHallMaker, type Hall } from "./hall.ts";
import { carried, nothing, type Part, partsOf, type Selection, type Unit } from "./selection.ts";
import type { SaveState } from "./saver.ts";

export type ToolName =
  | "select"
  | "lasso"
  | "hand"
  | "row"
  | "block"
  | "outline"
  | "table"
  | "standing"
  | "number"
  | "paint"
  | "accessible"
  | "restricted"
  | "stage"
  | "picture";

/** What the screen shows and the panel offers: shapes, labels, zones, marks, or what a fan sees. */
export type Mode = "shape" | "labels" | "zones" | "marks" | "fan";

/** One stroke of a continuing gesture replaces the one before. What joins is undone with what was done before it. */
type Doing = { gesture?: string; select?: Selection; joins?: true };

/** A draft being edited: the plan, what is selected, and which tool is in hand. It knows nothing of the network. */
export class Editor {
  readonly id: string;
  readonly venueId: string;
  readonly hall = signal<Hall>(null as unknown as Hall);
  readonly selection = signal<Selection>(nothing);
  readonly unit = signal<Unit>("part");
  readonly mode = signal<Mode>("shape");
  readonly tool = signal<ToolName>("select");
  readonly canUndo = signal(false);
  readonly canRedo = signal(false);
  /** The operation that was just refused. */
  readonly refused = signal<EditRefusal | null>(null);
  /** Read out by a screen reader. */
  readonly said = signal("");
  readonly version: ReturnType<typeof signal<number>>;
  readonly confirmed: ReturnType<typeof signal<number>>;
  readonly saveState = signal<SaveState>("saved");
  readonly savedAtMs = signal<number | null>(null);
  /** Who edits, if it is somebody else. */
  readonly otherEditor = signal<PlanDraftEditor | null>(null);
  readonly canEdit = computed(() => this.otherEditor.value === null);
  readonly plan = computed(() => this.hall.value.plan);
  readonly parts = computed(() => new Map(partsOf(this.plan.value).map((part) => [part.id, part])));

  /** Called after each change that has to be saved. */
  onDone: () => void = () => {};

  #history: PlanHistory;
  #makeHall = createHallMaker();
  #finder: { hall: Hall; finder: SeatFinder } | null = null;
  #gestures = 0;

  constructor(draft: PlanDraft) {
    this.id = draft.id;
    this.venueId = draft.venueId;
    this.version = signal(draft.version);
    this.confirmed = signal(draft.seatCount);
    this.#history = new PlanHistory(draft.plan);
    this.hall.value = this.#makeHall(draft.plan);
  }

  get history(): PlanHistory {
    return this.#history;
  }

  get finder(): SeatFinder {
    const hall = this.hall.peek();
    if (this.#finder?.hall !== hall)
      this.#finder = { hall, finder: new SeatFinder(hall.plan, hall.places) };
    return this.#finder.finder;
  }

  /** A name for the strokes of one drag. */
  newGesture(): string {
    return `g${++this.#gestures}`;
  }

  /** Does it, unless it is refused or somebody else edits. */
  do(operation: PlanOperation, { gesture, select, joins }: Doing = {}): boolean {
    if (!this.canEdit.peek()) return false;
    const edited = this.#history.do(operation, gesture ?? null);
    this.refused.value = edited.isDone ? null : edited.refusal;
    if (edited.isDone && joins) this.#history.join();
    if (edited.isDone) this.#show(select);
    return edited.isDone;
  }

  undo(): boolean {
    return this.#travel(() => this.#history.undo());
  }

  redo(): boolean {
    return this.#travel(() => this.#history.redo());
  }

  #travel(move: () => boolean): boolean {
    if (!this.canEdit.peek() || !move()) return false;
    this.refused.value = null;
    this.#show();
    return true;
  }

  select(selection: Selection): void {
    this.selection.value = selection;
  }

  say(text: string): void {
    // The same words twice would not be read again.
    this.said.value = this.said.peek() === text ? `${text} ` : text;
  }

  part(id: string): Part | undefined {
    return this.parts.peek().get(id);
  }

  /**
   * Takes the draft as it is on the server, with the operations that it lacks on top, if they still apply. Gives those
   * that do not.
   */
  rebase(draft: PlanDraft, lacking: readonly PlanOperation[]): PlanOperation[] {
    const lost: PlanOperation[] = [];
    const history = new PlanHistory(draft.plan);
    for (const operation of lacking) {
      // A patch holds whole sections, which would take away what the other person did to them.
      const isWhole = operation.kind === "patch";
      if (isWhole || !edit(history.plan, operation).isDone) lost.push(operation);
      else history.do(operation);
    }
    batch(() => {
      this.#history = history;
      this.version.value = draft.version;
      this.confirmed.value = draft.seatCount;
      this.#show();
    });
    return lost;
  }

  #show(select?: Selection): void {
    batch(() => {
      const before = this.hall.peek().plan;
      const { plan } = this.#history;
      if (plan !== before) this.hall.value = this.#makeHall(plan);
      this.selection.value = carried(select ?? this.selection.peek(), this.hall.peek());
      this.canUndo.value = this.#history.canUndo;
      this.canRedo.value = this.#history.canRedo;
    });
    if (this.#history.unsavedCount > 0) this.onDone();
  }
}

/** The ids of the selected sections and areas; of selected seats, their sections. */
export function selectedIds(selection: Selection): string[] {
  if (selection.kind === "parts") return [...selection.ids];
  if (selection.kind === "seats") return [...new Set(selection.spans.map(([id]) => id))];
  return [];
}

export const selectedParts = ({ parts, selection }: Editor): Part[] =>
  selectedIds(selection.value).flatMap((id) => parts.value.get(id) ?? []);

export type PlanZone = SeatPlan["zones"][number];
