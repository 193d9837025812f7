import type { PlanPoint } from "../canvas/sketch.ts";
import { isSection, type Part } from "../state/selection.ts";
import { angleTo, middleOf, turnBetween } from "./copies.ts";
import { curveTo, onlyLine, sizedBlock } from "./handles.ts";
import type { Bench, Tool } from "./tool.ts";

/** Turns, sizes or curves a part by one of its handles. All of a drag is one step back. */
export function handleDrag(
  bench: Bench,
  part: Part,
  name: string,
  from: PlanPoint,
): Pick<Tool, "drag" | "up" | "cancel"> {
  const { editor } = bench;
  const gesture = editor.newGesture();
  const { id } = part;
  let hasMoved = false;
  const around = middleOf([part]);
  const block = isSection(part) ? onlyLine(part) : null;
  const follow = (at: PlanPoint, isShift: boolean) => {
    if (name === "turn") {
      const angle = turnBetween(angleTo(around, from), angleTo(around, at), isShift);
      bench.sketch({ note: { at, text: `${angle / 100}°` } });
      if (angle === 0 && !hasMoved) return;
      hasMoved = editor.do(
        { kind: "motion", ids: [id], motion: { kind: "turn", around, angle } },
        { gesture },
      );
    } else if (block && name === "curve") {
      const curve = curveTo(block, at);
      bench.sketch({ note: { at, text: `${curve} cm` } });
      hasMoved = editor.do({ kind: "rows", id, at: 0, curve }, { gesture });
    } else if (block && name === "size") {
      const sized = sizedBlock(block, at);
      const seats = typeof sized.seats === "number" ? sized.seats : 0;
      bench.sketch({ note: { at, text: `${sized.rows} × ${seats}` } });
      hasMoved = editor.do({ kind: "block", id, at: 0, block: sized }, { gesture });
    }
  };
  return {
    drag: ({ at, isShift }) => follow(at, isShift),
    up: ({ at, isShift }) => {
      follow(at, isShift);
      if (hasMoved && name !== "turn")
        editor.do({ kind: "outline", id, outline: null }, { joins: true });
      if (hasMoved) bench.tell.moved();
    },
    cancel: () => {
      if (hasMoved) editor.undo();
    },
  };
}
