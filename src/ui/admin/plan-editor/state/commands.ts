import type { Motion, Operation } from "../../../../contract/plan/editing/operation-schema.ts";
import { copiesOf, middleOf, mirroredCopy, repeated } from "../tools/copies.ts";
import { stroke } from "../tools/marking-tools.ts";
import type { Paint } from "../tools/painting.ts";
import { seatsOfParts } from "../tools/painting.ts";
import { removalOf } from "../tools/removing.ts";
import type { Bench } from "../tools/tool.ts";
import { copiedText, pasted } from "./clipboard.ts";
import { type Editor, selectedIds, selectedParts } from "./editor.ts";
import { isSection, nothing, partsOf, partsSelected, seatsSelected } from "./selection.ts";

/** What can be done to the selection, by buttons, keys and menus alike. Each says whether it was done. */
export const commands = {
  remove(editor: Editor): boolean {
    const selection = editor.selection.peek();
    if (selection.kind === "parts")
      return editor.do({ kind: "remove", ids: [...selection.ids] }, { select: nothing });
    if (selection.kind === "stage") {
      const stage = editor.plan.peek().stage.toSpliced(selection.at, 1);
      return editor.do({ kind: "plan", stage }, { select: nothing });
    }
    return selection.kind === "seats" && removeSeats(editor);
  },

  duplicate(editor: Editor): string[] {
    const ids = selectedIds(editor.selection.peek());
    if (ids.length === 0) return [];
    const motion: Motion = { kind: "move", by: [150, 150] };
    return copied(editor, copiesOf(editor.plan.peek(), ids, [motion]));
  },

  mirrorCopy(editor: Editor, axis: "x" | "y"): string[] {
    const ids = selectedIds(editor.selection.peek());
    return ids.length === 0 ? [] : copied(editor, mirroredCopy(editor.plan.peek(), ids, axis));
  },

  repeat(editor: Editor, wanted: { count: number; stepDegrees: number }): string[] {
    const ids = selectedIds(editor.selection.peek());
    if (ids.length === 0 || wanted.count < 2) return [];
    return copied(editor, repeated(editor.plan.peek(), ids, wanted));
  },

  move(editor: Editor, by: [number, number], gesture?: string): boolean {
    const motion: Motion = { kind: "move", by };
    return moved(editor, motion, gesture);
  },

  turn(editor: Editor, degrees: number): boolean {
    const parts = selectedParts(editor);
    if (parts.length === 0) return false;
    const motion: Motion = { kind: "turn", around: middleOf(parts), angle: degrees * 100 };
    return moved(editor, motion);
  },

  mirror(editor: Editor, axis: "x" | "y"): boolean {
    const parts = selectedParts(editor);
    if (parts.length === 0) return false;
    return moved(editor, { kind: "mirror", axis, at: middleOf(parts)[axis === "x" ? 0 : 1] });
  },

  align(editor: Editor, edge: Operation<"align">["edge"]): boolean {
    const ids = selectedIds(editor.selection.peek());
    return ids.length > 1 && editor.do({ kind: "align", ids, edge });
  },

  distribute(editor: Editor, axis: "x" | "y"): boolean {
    const ids = selectedIds(editor.selection.peek());
    return ids.length > 2 && editor.do({ kind: "distribute", ids, axis });
  },

  /** Rows become arcs around the focus. */
  arc(editor: Editor): boolean {
    const ids = selectedIds(editor.selection.peek());
    const center = editor.plan.peek().focus;
    return ids.length > 0 && editor.do({ kind: "arc", ids, center });
  },

  selectAll(editor: Editor): void {
    const hall = editor.hall.peek();
    const ids = partsOf(hall.plan).map(({ id }) => id);
    if (editor.unit.peek() === "part") editor.select(partsSelected(ids));
    else editor.select(seatsSelected(hall, seatsOfParts(hall, ids)));
  },

  /** The next or the previous section or area, in the order of the plan. */
  selectNext(editor: Editor, step: 1 | -1): string | null {
    const ids = partsOf(editor.plan.peek()).map(({ id }) => id);
    if (ids.length === 0) return null;
    const [last] = selectedIds(editor.selection.peek()).slice(step === 1 ? -1 : 0);
    const at = last === undefined ? (step === 1 ? -1 : 0) : ids.indexOf(last);
    const next = ids[(at + step + ids.length) % ids.length] ?? null;
    if (next !== null) editor.select(partsSelected([next]));
    return next;
  },

  /** Paints what is selected, by seats or by whole sections. */
  paint(bench: Bench, paint: Paint): void {
    const { editor } = bench;
    const selection = editor.selection.peek();
    const hall = editor.hall.peek();
    if (selection.kind === "seats") return stroke(bench, selection.seats, paint);
    if (selection.kind !== "parts") return;
    const areas = selectedParts(editor).filter((part) => !isSection(part));
    const sections = selection.ids.filter((id) => !areas.some((area) => area.id === id));
    if ("zone" in paint && areas.length > 0)
      editor.do({ kind: "set", ids: areas.map(({ id }) => id), zone: paint.zone });
    stroke(bench, seatsOfParts(hall, sections), paint);
  },

  copy(editor: Editor): string | null {
    const ids = selectedIds(editor.selection.peek());
    return ids.length === 0 ? null : copiedText(editor.plan.peek(), ids);
  },

  /** The ids of what was pasted; null if the text was no copy. */
  paste(editor: Editor, text: string): string[] | null {
    const operation = pasted(editor.plan.peek(), text);
    if (!operation) return null;
    const ids = [...operation.sections, ...operation.areas].map(({ id }) => id);
    return editor.do(operation, { select: partsSelected(ids) }) ? ids : [];
  },
};

function moved(editor: Editor, motion: Motion, gesture?: string): boolean {
  const ids = selectedIds(editor.selection.peek());
  if (ids.length === 0) return false;
  return editor.do({ kind: "motion", ids, motion }, gesture === undefined ? {} : { gesture });
}

function copied(editor: Editor, copy: Operation<"copy">): string[] {
  const ids = copy.copies.map(({ as }) => as);
  return editor.do(copy, { select: partsSelected(ids) }) ? ids : [];
}

/** Takes seats away; the others stay where they are. */
function removeSeats(editor: Editor): boolean {
  const selection = editor.selection.peek();
  if (selection.kind !== "seats") return false;
  const operations = removalOf(editor.plan.peek(), selection.spans);
  const done = operations.filter((operation) => editor.do(operation, { select: nothing }));
  return done.length > 0;
}
