import type { MapTool } from "./map-tools.ts";

const outlines: Record<MapTool, string> = {
  move: "M8 12V6.5a1.5 1.5 0 0 1 3 0V11V5a1.5 1.5 0 0 1 3 0v6-4.5a1.5 1.5 0 0 1 3 0V14c0 4-2.5 6.5-6 6.5-3 0-4.5-1.5-6.5-5.5l-1-2a1.4 1.4 0 0 1 2.4-1.3z",
  paint: "m14.5 4.5 5 5-8 8-5-5zM6.5 12.5l5 5c-1 2.5-4 3-7.5 2.5 1.5-1 1-3 2.5-7.5z",
  box: "M4 4h3m3.5 0h3m3.5 0h3v3m0 3.5v3m0 3.5v3h-3m-3.5 0h-3M7 20H4v-3m0-3.5v-3M4 7V4",
};

export function MarkIcon({ name }: { name: MapTool }) {
  return (
    <svg class="i" viewBox="0 0 24 24" aria-hidden="true">
      <path d={outlines[name]} />
    </svg>
  );
}
