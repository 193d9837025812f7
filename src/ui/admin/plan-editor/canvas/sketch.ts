import type { Point } from "../../../seat-map/drawing/view.ts";

export type PlanPoint = readonly [number, number];

/** What a tool shows while it works, in centimeters of the plan. */
export type Sketch = {
  /** Lines and shapes that are being drawn. */
  lines?: { points: readonly PlanPoint[]; isClosed: boolean; isDashed?: boolean }[];
  /** Seats that would come to be. */
  seats?: readonly PlanPoint[];
  /** Points that can be taken hold of. */
  handles?: readonly Handle[];
  /** Alignment with other parts: vertical or horizontal lines. */
  guides?: readonly { axis: "x" | "y"; at: number }[];
  /** A word beside the pointer, such as a number of seats. */
  note?: { at: PlanPoint; text: string };
};

export type Handle = { name: string; at: PlanPoint; shape: "square" | "round" };

/** Sections and areas on their way to another place. */
export type Lifted = { ids: ReadonlySet<string>; by: Point };

export const noSketch: Sketch = {};
