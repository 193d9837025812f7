import { type ReadonlySignal, signal } from "@preact/signals";
import { type Point, toPlan } from "../../../seat-map/drawing/view.ts";
import type { Brush } from "../../../seat-map/gestures.ts";
import type { SeatMap } from "../../../seat-map/seat-map.ts";
import { SeatFinder } from "../../../../contract/plan/editing/finding.ts";
import type { Hall } from "../../../seat-map/hall.ts";

export type MapTool = "move" | "paint" | "box";
/** What a stroke or a box does with its seats. */
export type Marking = "add" | "remove";

/** The box being drawn, in pixels of the map: left, top, width and height. */
export type Sketch = { left: number; top: number; width: number; height: number };

const paintPx = 14;

/**
 * The tools that mark many seats. With any tool, Shift and a drag draw a box; Alt takes seats out. `onSeats` is told as
 * often as seats are touched.
 */
export function createMapTools(
  hall: Hall,
  onSeats: (seats: readonly number[], marking: Marking) => void,
  isTaking: ReadonlySignal<boolean>,
) {
  const tool = signal<MapTool>("move");
  const sketch = signal<Sketch | null>(null);
  const finder = new SeatFinder(hall.plan, hall.places);

  function brushOn(map: SeatMap): Brush {
    const planOf = (at: Point) => toPlan(map.view, map.size, at);
    let way: MapTool = "move";
    let marking: Marking = "add";
    let last: Point | null = null;
    let box: [Point, Point] | null = null;
    return {
      takes(event) {
        if (!isTaking.peek()) return false;
        way = event.shiftKey ? "box" : tool.peek();
        marking = event.altKey ? "remove" : "add";
        last = null;
        box = null;
        return way !== "move";
      },
      move(from, to) {
        if (way === "box") {
          box = [from, to];
          sketch.value = sketchOf(from, to);
          return;
        }
        const seats = new Set<number>();
        const reach = Math.max(paintPx / map.view.scale, hall.floor.pitchCm * 0.6);
        for (const at of between(last ?? from, to, paintPx)) {
          const { x, y } = planOf(at);
          for (const seat of finder.seatsInBox([x - reach, y - reach, x + reach, y + reach]))
            seats.add(seat);
        }
        last = to;
        if (seats.size > 0) onSeats([...seats], marking);
      },
      end(isDone) {
        sketch.value = null;
        if (!isDone || !box) return;
        const seats = finder.seatsInBox(boxOf(planOf(box[0]), planOf(box[1])));
        if (seats.length > 0) onSeats([...seats], marking);
      },
    };
  }
  return { tool, sketch, brushOn };
}

export type MapTools = ReturnType<typeof createMapTools>;

const sketchOf = (a: Point, b: Point): Sketch => ({
  left: Math.min(a.x, b.x),
  top: Math.min(a.y, b.y),
  width: Math.abs(a.x - b.x),
  height: Math.abs(a.y - b.y),
});

const boxOf = (a: Point, b: Point): [number, number, number, number] => [
  Math.min(a.x, b.x),
  Math.min(a.y, b.y),
  Math.max(a.x, b.x),
  Math.max(a.y, b.y),
];

/** The points of a stroke, close enough together that no seat between them is passed over. */
function between(from: Point, to: Point, stepPx: number): Point[] {
  const steps = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / stepPx));
  return Array.from({ length: steps }, (_, index) => ({
    x: from.x + ((to.x - from.x) * (index + 1)) / steps,
    y: from.y + ((to.y - from.y) * (index + 1)) / steps,
  }));
}
