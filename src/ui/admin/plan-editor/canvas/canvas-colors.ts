import type { Floor } from "../../../seat-map/drawing/floor.ts";
import { type MapColors, withAlpha } from "../../../seat-map/drawing/map-colors.ts";
import type { OverlayColors } from "./overlay.ts";

/** Whether stamps of one can be used for the other. */
export const sameZones = (a: Floor, b: Floor) =>
  a.pitchCm === b.pitchCm &&
  a.zones.length === b.zones.length &&
  a.zones.every(({ color, letter }, at) => {
    const other = b.zones[at];
    return other?.color === color && other.letter === letter;
  });

/** The dots and the background picture are seen through the ground. */
export const groundOf = (colors: MapColors): MapColors => ({
  ...colors,
  map: "rgba(0, 0, 0, 0)",
  raised: withAlpha(colors.raised, 0.55),
});

export function overlayOf(canvas: HTMLCanvasElement): OverlayColors {
  const style = getComputedStyle(canvas);
  const probe = document.createElement("i");
  probe.hidden = true;
  canvas.parentElement?.append(probe);
  const read = (token: string) => {
    probe.style.color = `var(${token})`;
    return getComputedStyle(probe).color || style.color;
  };
  const colors = { brand: read("--brand"), onBrand: read("--on-brand"), ground: read("--bg") };
  probe.remove();
  return colors;
}
