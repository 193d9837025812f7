import { useEffect, useRef } from "preact/hooks";
import { expandPlan } from "../../../../contract/plan/seat-places.ts";
import type { SeatPlan } from "../../../../contract/plan/seat-plan.ts";

const width = 640;
const height = 400;
const margin = 16;

/** The places of a plan in the colors of their zones, as small as a picture. */
export function PlanPicture({ plan, label }: { plan: SeatPlan; label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (canvas.current && context) draw(canvas.current, context, plan);
  }, [plan]);
  return (
    <canvas ref={canvas} class="draft__plan" role="img" aria-label={label} {...{ width, height }} />
  );
}

function draw(canvas: HTMLCanvasElement, context: CanvasRenderingContext2D, plan: SeatPlan): void {
  const places = expandPlan(plan);
  const outlines = [...plan.areas, ...plan.stage].map(({ outline }) => outline);
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  const include = (x: number, y: number) => {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  };
  for (let seat = 0; seat < places.count; seat++) include(places.x[seat] ?? 0, places.y[seat] ?? 0);
  for (const [x, y] of outlines.flat()) include(x, y);
  const scale = Math.min(
    (width - 2 * margin) / Math.max(1, right - left),
    (height - 2 * margin) / Math.max(1, bottom - top),
  );
  const shift = {
    x: (width - (right - left) * scale) / 2 - left * scale,
    y: (height - (bottom - top) * scale) / 2 - top * scale,
  };
  const size = Math.max(1, Math.min(8, 38 * scale));
  const colors = plan.zones.map(({ color }) => resolvedColor(canvas, `var(--zone-${color})`));
  context.clearRect(0, 0, width, height);
  const fill = (outline: readonly (readonly [number, number])[], color: string) => {
    context.fillStyle = color;
    context.beginPath();
    for (const [x, y] of outline) context.lineTo(x * scale + shift.x, y * scale + shift.y);
    context.fill();
  };
  for (const { outline } of plan.stage) fill(outline, resolvedColor(canvas, "var(--hair-2)"));
  // The places of a standing area are alike, so the area stands for them.
  for (const { outline, zone } of plan.areas)
    fill(outline, colors[plan.zones.findIndex(({ id }) => id === zone)] ?? "");
  for (let seat = 0; seat < places.count; seat++) {
    if (places.groups[places.group[seat] ?? -1]?.kind === "area") continue;
    context.fillStyle = colors[places.zone[seat] ?? 0] ?? "";
    const [x = 0, y = 0] = [places.x[seat], places.y[seat]];
    context.fillRect(x * scale + shift.x - size / 2, y * scale + shift.y - size / 2, size, size);
  }
}

/** The color that a property has here and now, in the form that a canvas takes. */
function resolvedColor(canvas: HTMLCanvasElement, written: string): string {
  canvas.style.color = written;
  const { color } = getComputedStyle(canvas);
  canvas.style.color = "";
  return color;
}
