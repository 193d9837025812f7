import type { Point } from "../../../seat-map/drawing/view.ts";
import type { Lifted, PlanPoint, Sketch } from "../canvas/sketch.ts";
import type { Editor } from "../state/editor.ts";
import type { ToolOptions } from "../state/options.ts";

/** Where and how the pointer is. */
export type Pointed = {
  at: PlanPoint;
  screen: Point;
  isShift: boolean;
  isAlt: boolean;
  isTouch: boolean;
};

/** What a tool works with. */
export type Bench = {
  editor: Editor;
  options: ToolOptions;
  sketch: (sketch: Sketch) => void;
  lift: (lifted: Lifted | null) => void;
  /** The length of a pixel in the plan. */
  cmPerPx: () => number;
  /** Tells a screen reader and the bar what was done. */
  tell: Announcer;
  /** Asks for the text of a restricted view, and then paints these seats. */
  askText: (seats: Uint32Array) => void;
};

export type Announcer = {
  made: (id: string) => void;
  moved: () => void;
  copied: (count: number) => void;
  painted: (seats: number, isOff: boolean) => void;
  seats: (count: number) => string;
};

/** A tool in hand. Each call gets what it needs; `cancel` leaves everything as it was. */
export type Tool = {
  down?: (pointed: Pointed) => void;
  /** While the pointer is down. */
  drag?: (pointed: Pointed) => void;
  /** Ends a drag. */
  up?: (pointed: Pointed) => void;
  /** Down and up in one place. */
  click?: (pointed: Pointed) => void;
  doubleClick?: (pointed: Pointed) => void;
  hover?: (pointed: Pointed) => void;
  cancel?: () => void;
  /** Finishes a shape of many clicks. */
  finish?: () => void;
  cursor: string;
};

/** The first zone and level, or those of what is selected last. */
export function whereNew({ editor, options }: Pick<Bench, "editor" | "options">) {
  const { zones, levels } = editor.plan.peek();
  const chosen = zones.find(({ id }) => id === options.zone.peek()) ?? zones[0];
  return { zone: chosen?.id ?? "", level: levels[0]?.id ?? "" };
}
