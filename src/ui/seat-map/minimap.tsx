import type { ReadonlySignal } from "@preact/signals";
import type { Floor } from "./drawing/floor.ts";
import type { SeatMap } from "./seat-map.ts";
import { toPlan, type View } from "./drawing/view.ts";

type MinimapProps = { floor: Floor; map: SeatMap | null; view: ReadonlySignal<View | null> };

/** Shows the visible part of the plan. For sighted pointer users only; the list beside the map needs no minimap. */
export function Minimap({ floor, map, view }: MinimapProps) {
  const [x0, y0, x1, y1] = floor.bounds;
  const seen = view.value;
  if (!map || !seen) return null;
  const from = toPlan(seen, map.size, { x: 0, y: 0 });
  const to = toPlan(seen, map.size, { x: map.size.width, y: map.size.height });
  const center = (event: PointerEvent) => {
    if (event.buttons === 0 || !(event.currentTarget instanceof SVGSVGElement)) return;
    const matrix = event.currentTarget.getScreenCTM()?.inverse();
    if (matrix) map.centerOn(new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix));
  };
  return (
    <svg
      class={`minimap ${map.isFitted() ? "is-idle" : ""}`}
      viewBox={`${x0} ${y0} ${x1 - x0} ${y1 - y0}`}
      aria-hidden="true"
      onPointerDown={center}
      onPointerMove={center}
    >
      {floor.stage.map(({ outline }, index) => (
        <polygon key={index} class="minimap__stage" points={outline.join(" ")} />
      ))}
      {floor.groups.map(({ id, outline, zone }) => (
        <polygon
          key={id}
          points={outline.join(" ")}
          fill={`var(--zone-${floor.zones[zone]?.color ?? 6})`}
        />
      ))}
      <rect
        class="minimap__view"
        x={from.x}
        y={from.y}
        width={to.x - from.x}
        height={to.y - from.y}
      />
    </svg>
  );
}
