import type { MapColors } from "./map-colors.ts";
import type { Context } from "./map-shapes.ts";
import type { Point } from "./view.ts";

/** Written with a rim in the ground's color, since it may be over seats. */
export function write(
  c: Context,
  colors: MapColors,
  text: string,
  at: Point,
  px: number,
  ink: string,
  weight = 600,
): void {
  c.font = `${weight} ${px}px ${colors.font}`;
  c.lineJoin = "round";
  c.lineWidth = 3;
  c.strokeStyle = colors.raised;
  c.strokeText(text, at.x, at.y);
  c.fillStyle = ink;
  c.fillText(text, at.x, at.y);
}

export function fillText(c: Context, text: string, at: Point, font: string, ink: string): void {
  c.font = font;
  c.fillStyle = ink;
  c.fillText(text, at.x, at.y);
}

const widths = new Map<string, number>();
const widthsMax = 4_000;

/** Measured text widths, cached since measuring costs as much as drawing and every frame needs the same ones. */
export function widthOf(c: Context, text: string, font: string): number {
  const name = font + text;
  const known = widths.get(name);
  if (known !== undefined) return known;
  if (widths.size >= widthsMax) widths.clear();
  c.font = font;
  const { width } = c.measureText(text);
  widths.set(name, width);
  return width;
}
