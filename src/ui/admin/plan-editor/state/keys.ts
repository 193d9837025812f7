import { words } from "../../../state/language.ts";
import type { Studio } from "../studio.ts";
import { partText } from "../panels/selection-text.ts";
import { commands } from "./commands.ts";
import type { Mode, ToolName } from "./editor.ts";
import { nothing } from "./selection.ts";
import { copyToClipboard, pasteFromClipboard } from "./system-clipboard.ts";

/** Keys are told by their place on the keyboard, so that they work while Korean is typed. */
export const toolKeys: Record<ToolName, string> = {
  select: "V",
  lasso: "Q",
  hand: "H",
  row: "R",
  block: "B",
  outline: "O",
  table: "T",
  standing: "G",
  number: "N",
  paint: "P",
  accessible: "W",
  restricted: "X",
  stage: "M",
  picture: "I",
};

/** The other keys, by what they do. */
export const otherKeys = {
  modes: "1 2 3 4 5",
  next: ", .",
  nudge: "← ↑ → ↓",
  turn: "[ ]",
  confirm: "Enter",
  escape: "Esc",
  remove: "Delete",
  pan: "Space",
  zoom: "F + −",
  list: "U",
  checks: "C",
  undo: "Ctrl+Z",
  redo: "Ctrl+Shift+Z",
  all: "Ctrl+A",
  duplicate: "Ctrl+D",
  clipboard: "Ctrl+C Ctrl+V",
  save: "Ctrl+S",
  sheet: "?",
} as const;

export const modeKeys: readonly Mode[] = ["shape", "labels", "zones", "marks", "fan"];

const toolByCode = new Map(
  Object.entries(toolKeys).map(([name, key]) => [`Key${key}`, name as ToolName]),
);

const nudgeCm = 10;
const arrows: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Does what a key means; true if it meant something. `isOnCanvas` says whether the plan has the focus. */
export function pressKey(studio: Studio, event: KeyboardEvent, isOnCanvas: boolean): boolean {
  const isControl = event.ctrlKey || event.metaKey;
  if (isControl) return pressWithControl(studio, event);
  if (arrows[event.key] && isOnCanvas) return nudge(studio, event);
  if (event.altKey) return false;
  return pressPlain(studio, event, isOnCanvas);
}

function pressWithControl(studio: Studio, { code, shiftKey }: KeyboardEvent): boolean {
  const { editor } = studio;
  const w = words().planEditor.said;
  switch (code) {
    case "KeyZ":
      step(studio, shiftKey ? "redo" : "undo");
      return true;
    case "KeyY":
      step(studio, "redo");
      return true;
    case "KeyA":
      commands.selectAll(editor);
      return true;
    case "KeyD":
      studio.tell.copied(commands.duplicate(editor).length);
      return true;
    case "KeyC":
      void copyToClipboard(studio);
      return true;
    case "KeyX":
      void copyToClipboard(studio).then((isDone) => isDone && removeSelected(studio));
      return true;
    case "KeyV":
      void pasteFromClipboard(studio);
      return true;
    case "KeyS":
      void studio.session.saver.flush().then(() => editor.say(w.saved));
      return true;
    default:
      return false;
  }
}

export function step(studio: Studio, way: "undo" | "redo"): void {
  const w = words().planEditor.said;
  const isDone = way === "undo" ? studio.editor.undo() : studio.editor.redo();
  const done = way === "undo" ? w.undone : w.redone;
  studio.editor.say(isDone ? done : w.nothingToDo);
}

export function removeSelected(studio: Studio): void {
  const { editor } = studio;
  if (commands.remove(editor)) editor.say(words().planEditor.said.removed);
}

/** Strokes in quick succession are one step back. */
const nudgingMs = 800;
let nudging = { at: -Infinity, gesture: "", by: [0, 0] as [number, number] };

function nudge({ editor, map }: Studio, event: KeyboardEvent): boolean {
  const [x, y] = arrows[event.key] ?? [0, 0];
  const by = event.shiftKey ? nudgeCm * 10 : nudgeCm;
  if (editor.selection.peek().kind !== "parts") {
    map?.panBy(-x * 60, -y * 60);
    return true;
  }
  if (event.timeStamp - nudging.at > nudgingMs)
    nudging = { at: event.timeStamp, gesture: editor.newGesture(), by: [0, 0] };
  nudging.at = event.timeStamp;
  // Each stroke of a gesture tells the whole way.
  nudging.by = [nudging.by[0] + x * by, nudging.by[1] + y * by];
  const isDone = commands.move(editor, nudging.by, nudging.gesture);
  if (isDone) editor.say(words().planEditor.said.nudged(x * by, y * by));
  return true;
}

function pressPlain(studio: Studio, event: KeyboardEvent, isOnCanvas: boolean): boolean {
  const { editor, map } = studio;
  const { code, key, shiftKey } = event;
  const w = words().planEditor;
  const tool = toolByCode.get(code);
  if (tool) {
    chooseTool(studio, tool);
    return true;
  }
  const mode = modeKeys[Number(key) - 1];
  if (mode) {
    editor.mode.value = mode;
    editor.say(w.modes[mode]);
    return true;
  }
  switch (code) {
    case "KeyF":
      map?.fit();
      return true;
    case "KeyU":
      studio.panel.value = "list";
      return true;
    case "KeyC":
      studio.panel.value = "checks";
      return true;
    case "BracketLeft":
    case "BracketRight": {
      const degrees = (code === "BracketLeft" ? -1 : 1) * (shiftKey ? 15 : 1);
      if (commands.turn(editor, degrees)) editor.say(w.said.turned(degrees));
      return true;
    }
    case "Equal":
    case "NumpadAdd":
      map?.zoomBy(1.25);
      return true;
    case "Minus":
    case "NumpadSubtract":
      map?.zoomBy(0.8);
      return true;
    case "Comma":
    case "Period": {
      const id = commands.selectNext(editor, code === "Period" ? 1 : -1);
      const part = id === null ? undefined : editor.part(id);
      if (part) editor.say(partText(part));
      return true;
    }
    case "Delete":
    case "Backspace":
      removeSelected(studio);
      return true;
    case "Escape":
      return escape(studio);
    case "Enter":
      return isOnCanvas && confirm(studio);
    default:
      if (key !== "?") return false;
      studio.dialog.value = "keys";
      return true;
  }
}

export function chooseTool(studio: Studio, tool: ToolName): void {
  const { editor } = studio;
  editor.tool.value = tool;
  if (tool === "number") editor.mode.value = "labels";
  studio.panel.value = "properties";
  editor.say(words().planEditor.tools[tool]);
}

/** First ends what the tool has begun, then puts the tool down, then selects nothing. */
function escape({ editor, hand }: Studio): boolean {
  hand.cancel?.();
  if (editor.tool.peek() !== "select") editor.tool.value = "select";
  else editor.select(nothing);
  return true;
}

/** Puts what the tool makes in the middle of the view, or closes its outline. */
export function confirm(studio: Studio): boolean {
  const { hand, map } = studio;
  if (hand.finish) hand.finish();
  else if (map && studio.editor.tool.peek() !== "select") {
    const screen = { x: map.size.width / 2, y: map.size.height / 2 };
    const pointed = {
      at: map.toPlan(screen),
      screen,
      isShift: false,
      isAlt: false,
      isTouch: false,
    };
    hand.click?.(pointed);
  }
  return true;
}
