import type { Expanded } from "../../../../contract/plan/checking/plan-diff.ts";
import { type Box, type Difference, type Kind, kinds, pointOf } from "./differences.ts";

type Drawn = {
  from: Expanded;
  to: Expanded;
  differences: Record<Kind, Difference[]>;
  chosen: Difference | null;
  box: Box;
};

/** The tokens that the kinds are painted with; the legend beside the map uses the same. */
const inks: Record<Kind, string> = {
  added: "--ok",
  removed: "--danger",
  renamed: "--warn",
  moved: "--brand",
  rezoned: "--zone-1",
  remarked: "--text",
};

/** Paints both plans into the canvas, so that the box fills it. */
export function drawComparison(
  canvas: HTMLCanvasElement,
  { from, to, differences, chosen, box }: Drawn,
): void {
  const context = canvas.getContext("2d");
  const { clientWidth: width, clientHeight: height } = canvas;
  if (!context || width === 0) return;
  const ratio = globalThis.devicePixelRatio || 1;
  [canvas.width, canvas.height] = [width * ratio, height * ratio];
  const scale = Math.min(width / box.width, height / box.height);
  const shiftX = (width - box.width * scale) / 2 - box.x * scale;
  const shiftY = (height - box.height * scale) / 2 - box.y * scale;
  context.setTransform(ratio * scale, 0, 0, ratio * scale, ratio * shiftX, ratio * shiftY);
  const color = colorsOf(canvas);
  const line = 1 / scale;
  for (const { outline } of to.plan.stage) paintOutline(context, outline, color("--hair-2"));
  const pale = color("--seat-taken");
  // A seat is half a meter wide, and at least a point that can be seen.
  const size = Math.max(38, 1.2 * line);
  context.fillStyle = pale;
  const { x, y, count } = to.places;
  for (let seat = 0; seat < count; seat++)
    context.fillRect((x[seat] ?? 0) - size / 2, (y[seat] ?? 0) - size / 2, size, size);
  const big = Math.max(48, 4 * line);
  for (const kind of kinds) {
    const ink = color(inks[kind]);
    [context.strokeStyle, context.fillStyle] = [ink, ink];
    context.lineWidth = Math.max(8, 1.4 * line);
    for (const one of differences[kind]) paintDifference(context, { from, to }, one, big);
  }
  if (chosen === null) return;
  context.strokeStyle = color("--text");
  context.lineWidth = 2.5 * line;
  const [place] = placesOf(chosen, { from, to });
  if (!place) return;
  context.beginPath();
  context.arc(place[0], place[1], Math.max(80, 12 * line), 0, 2 * Math.PI);
  context.stroke();
}

type Both = { from: Expanded; to: Expanded };

/** Where the place is in the later plan, and where it was in the earlier one. */
function placesOf({ before, after }: Difference, { from, to }: Both): [number, number][] {
  return [
    ...(after === null ? [] : [pointOf(to, after)]),
    ...(before === null ? [] : [pointOf(from, before)]),
  ];
}

/** Not by color alone: what is gone is a cross, what moved has a line to where it was, and a new name is a ring. */
function paintDifference(
  context: CanvasRenderingContext2D,
  both: Both,
  difference: Difference,
  size: number,
): void {
  const [place, was] = placesOf(difference, both);
  if (!place) return;
  const [x, y] = place;
  const half = size / 2;
  context.beginPath();
  switch (difference.kind) {
    case "removed":
      context.moveTo(x - half, y - half);
      context.lineTo(x + half, y + half);
      context.moveTo(x + half, y - half);
      context.lineTo(x - half, y + half);
      context.stroke();
      return;
    case "moved":
      context.fillRect(x - half, y - half, size, size);
      if (!was) return;
      context.moveTo(x, y);
      context.lineTo(...was);
      context.stroke();
      return;
    case "renamed":
      context.arc(x, y, half, 0, 2 * Math.PI);
      context.stroke();
      return;
    case "remarked":
      context.strokeRect(x - half, y - half, size, size);
      return;
    case "added":
    case "rezoned":
      context.fillRect(x - half, y - half, size, size);
  }
}

function paintOutline(
  context: CanvasRenderingContext2D,
  outline: readonly (readonly [number, number])[],
  fill: string,
): void {
  context.beginPath();
  for (const [x, y] of outline) context.lineTo(x, y);
  context.fillStyle = fill;
  context.fill();
}

function colorsOf(beside: HTMLElement): (token: string) => string {
  const style = getComputedStyle(beside);
  const probe = document.createElement("i");
  probe.hidden = true;
  beside.parentElement?.append(probe);
  const known = new Map<string, string>();
  for (const token of [...Object.values(inks), "--hair-2", "--seat-taken", "--text"]) {
    probe.style.color = `var(${token})`;
    known.set(token, getComputedStyle(probe).color);
  }
  probe.remove();
  return (token) => known.get(token) ?? style.color;
}
