import { type ReadonlySignal, useComputed } from "@preact/signals";
import { Amount } from "../components/amount.tsx";
import { ZoneMark } from "../components/zone-mark.tsx";
import { count } from "../i18n/format.ts";
import { allIn } from "../components/price-list.tsx";
import { language, local, words } from "../state/language.ts";
import { countFree, type Hall, type Part } from "./hall.ts";

type OverviewProps = {
  hall: Hall;
  statuses: ReadonlySignal<Uint8Array | null>;
  /** Only this zone is wanted; the others are dimmed and stay. */
  zoneId: string | null;
  onOpen: (part: Part) => void;
};

/** The whole hall by sections: a drawing for the eye and the pointer, and the same as a list for everybody. */
export function Overview({ hall, statuses, zoneId, onOpen }: OverviewProps) {
  const free = useComputed(() =>
    hall.parts.map(({ firstOrdinal, end }) => countFree(statuses.value, firstOrdinal, end)),
  );
  const isWanted = (part: Part) => zoneId === null || part.zones.some(({ id }) => id === zoneId);
  return (
    <div class="overview">
      <HallDrawing hall={hall} free={free.value} isWanted={isWanted} onOpen={onOpen} />
      <ul class="parts" aria-label={words().seat.sections}>
        {hall.parts.map((part, index) =>
          isWanted(part) ? (
            <li key={part.id}>
              <PartButton part={part} free={free.value[index] ?? 0} onOpen={onOpen} />
            </li>
          ) : null,
        )}
      </ul>
    </div>
  );
}

function PartButton({ part, free, onOpen }: PartButtonProps) {
  const w = words();
  const [zone] = part.zones;
  return (
    <button
      class="part"
      type="button"
      aria-disabled={free === 0}
      onClick={() => {
        if (free > 0) onOpen(part);
      }}
    >
      {zone ? <ZoneMark color={zone.color} name={zone.name.en} /> : null}
      <span class="part__name">
        <b>{local(part.label)}</b>
        {zone ? <Amount of={allIn(zone)} /> : null}
      </span>
      <span class="part__left num">
        {free === 0 ? w.sale.soldOut : w.seat.left(count(free, language.value), free)}
      </span>
    </button>
  );
}

/** The drawing repeats the list, so readers pass it by; the pointer may use either. */
function HallDrawing({ hall, free, isWanted, onOpen }: DrawingProps) {
  const [x0, y0, x1, y1] = hall.plan.bounds;
  const width = x1 - x0;
  return (
    <svg
      class="hall"
      viewBox={`${x0} ${y0} ${width} ${y1 - y0}`}
      aria-hidden="true"
      style={{ "--width": `${width}px` }}
    >
      {hall.plan.stage.map(({ outline, label }) => {
        const [x, y] = middle(outline);
        return (
          <g key={label.en} class="hall__stage">
            <polygon points={points(outline)} />
            <text x={x} y={y}>
              {local(label)}
            </text>
          </g>
        );
      })}
      {hall.parts.map((part, index) => {
        const left = free[index] ?? 0;
        const [x, y] = middle(part.outline);
        const color = part.zones[0]?.color ?? 6;
        const look = `${left === 0 ? "is-out" : ""} ${isWanted(part) ? "" : "is-dim"}`;
        return (
          <g
            key={part.id}
            class={`hall__part ${look}`}
            style={{ "--c": `var(--zone-${color})`, "--ci": `var(--zone-${color}-ink)` }}
            onClick={() => {
              if (left > 0) onOpen(part);
            }}
          >
            <polygon points={points(part.outline)} />
            <text x={x} y={y} dy="-.55em">
              {part.id}
            </text>
            <text x={x} y={y} dy=".7em" class="hall__left">
              {left === 0 ? words().sale.soldOut : count(left, language.value)}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

type Outline = readonly (readonly [number, number])[];

const points = (outline: Outline) => outline.map(([x, y]) => `${x},${y}`).join(" ");

/** The middle of the box around it: even for a curved section that lies inside it, or near enough for a label. */
function middle(outline: Outline): [number, number] {
  const xs = outline.map(([x]) => x);
  const ys = outline.map(([, y]) => y);
  return [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2];
}

type PartButtonProps = { part: Part; free: number; onOpen: (part: Part) => void };
type DrawingProps = {
  hall: Hall;
  free: number[];
  isWanted: (part: Part) => boolean;
  onOpen: (part: Part) => void;
};
