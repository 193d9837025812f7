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
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let seat = 0; seat < places.count; seat++) {
    const [x = 0, y = 0] = [places.x[seat], places.y[seat]];
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
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
  for (let seat = 0; seat < places.count; seat++) {
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
