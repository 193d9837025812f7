import type { Floor, FloorGroup } from "./floor.ts";
import { type MapColors, withAlpha } from "./map-colors.ts";
import { readLook } from "./looks.ts";
import { letterFromPx, numberFromPx } from "./stamps.ts";
import { type Box, type Size, toScreen, type View } from "./view.ts";

/** The texts of a group in the visitor's language. */
export type GroupLabel = {
  /** The short form, for little room. */
  short: string;
  title: string;
  detail: string;
  isOut: boolean;
  isDim: boolean;
  /** Something has just been let go there. */
  news: string | null;
  /** How warm the group is, from 0 to 1, on a map that shows that. */
  heat?: number;
};

export type Context = CanvasRenderingContext2D;
export type Painting = {
  floor: Floor;
  colors: MapColors;
  view: View;
  size: Size;
  labels: GroupLabel[];
  /** A row's name in the visitor's language. */
  rowText: (label: string) => string;
  /** The part of the screen to draw, if not all: left, top, right, bottom. */
  within?: Box;
};

/** Once seats are this far apart, rows and seats are named, and the groups' names move out of the way. */
export const nearFromPx = 15;
/** A seat's number is this share of the distance between seats: two digits then fit the disc. */
const numberShare = 0.38;

/** Ground beneath: pale enough that seats, counts and names stand out, and sold-out groups stay a little darker. */
const groundAlpha = { free: 0.14, out: 0.22 } as const;
/** A warm section shows more of its zone's color. */
const [coldAlpha, warmAlpha] = [0.06, 0.74];
/** The outline is stronger than the ground, and weaker up close, where the seats themselves show the zone. */
const edgeAlpha = { afar: 0.6, near: 0.4 } as const;
/** Groups outside the filter or on another level stay visible for orientation. */
const dimAlpha = 0.35;
/** Digits have no descenders, so their middle is a pixel above the middle of the font. */
const digitDropPx = 1;
/** Labels and the front of a group may extend this far beyond its box. */
const sightMarginPx = 40;

/** Shapes change only with the plan, so each is traced once. */
export class MapShapes {
  readonly #floor: Floor;
  readonly #groups: Path2D[];
  readonly #stages: Path2D[];

  constructor(floor: Floor) {
    this.#floor = floor;
    this.#groups = floor.groups.map(({ outline }) => traced(outline));
    this.#stages = floor.stage.map(({ outline }) => traced(outline));
  }

  /** Draws the ground beneath the seats. */
  paint(c: Context, painting: Painting): void {
    const { floor, colors, view, size, labels } = painting;
    c.fillStyle = colors.map;
    c.fillRect(0, 0, size.width, size.height);
    c.save();
    c.translate(size.width / 2, size.height / 2);
    c.scale(view.scale, view.scale);
    c.translate(-view.x, -view.y);
    c.lineWidth = 1 / view.scale;
    c.lineJoin = "round";
    const isNear = floor.pitchCm * view.scale >= nearFromPx;
    for (const [index, path] of this.#groups.entries()) {
      const group = this.#floor.groups[index];
      if (!group || !isInSight(group, painting)) continue;
      const { fill } = colors.zones[floor.zones[group.zone]?.color ?? 6] ?? { fill: colors.taken };
      const { isOut, isDim, heat } = labels[index] ?? { isOut: false, isDim: false };
      const color = isOut && heat === undefined ? colors.taken : fill;
      c.globalAlpha = isDim ? dimAlpha : 1;
      // The seats are visible and colored, so their section is not.
      const isOpen = isNear && group.kind === "section";
      const ground = isOut ? groundAlpha.out : groundAlpha.free;
      c.fillStyle = isOpen
        ? colors.raised
        : withAlpha(color, heat === undefined ? ground : coldAlpha + heat * warmAlpha);
      c.fill(path);
      c.strokeStyle = withAlpha(color, isOpen ? edgeAlpha.near : edgeAlpha.afar);
      c.stroke(path);
    }
    c.globalAlpha = 1;
    c.strokeStyle = colors.hair;
    c.fillStyle = colors.raised;
    for (const path of this.#stages) {
      c.fill(path);
      c.stroke(path);
    }
    c.restore();
  }
}

/** The numbers of the free seats in sight, once they are large enough to read. */
export function paintNumbers(
  c: Context,
  painting: Painting,
  looks: Uint8Array,
  inkOf: (zone: number) => string,
) {
  const { floor, colors, view, size } = painting;
  const pitchPx = floor.pitchCm * view.scale;
  if (pitchPx < numberFromPx) return;
  const [left, top, right, bottom] = areaOf(painting, pitchPx);
  const { places } = floor;
  c.textAlign = "center";
  c.textBaseline = "middle";
  c.font = `700 ${Math.round(pitchPx * numberShare)}px ${colors.font}`;
  for (const group of floor.groups) {
    if (group.kind === "area" || !isInSight(group, painting)) continue;
    for (let seat = group.firstOrdinal; seat < group.end; seat++) {
      const look = readLook(looks[seat] ?? 0);
      if (look.kind !== "free") continue;
      const at = toScreen(view, size, places.x[seat] ?? 0, places.y[seat] ?? 0);
      if (at.x < left || at.y < top || at.x > right || at.y > bottom) continue;
      const row = places.rows[places.rowOf[seat] ?? -1];
      c.globalAlpha = look.isDim ? dimAlpha : 1;
      c.fillStyle = inkOf(places.zone[seat] ?? 0);
      c.fillText(row?.numbers[seat - row.firstOrdinal] ?? "", at.x, at.y + digitDropPx);
    }
  }
  c.globalAlpha = 1;
}

export const hasLetters = (pitchPx: number) => pitchPx >= letterFromPx && pitchPx < numberFromPx;

/** The area to draw; for a part of the screen, with everything that reaches into it. */
export function areaOf({ size, within }: Painting, reachPx: number): Box {
  if (!within) return [0, 0, size.width, size.height];
  const [left, top, right, bottom] = within;
  return [left - reachPx, top - reachPx, right + reachPx, bottom + reachPx];
}

export function isInSight(
  { box, front }: FloorGroup,
  painting: Pick<Painting, "view" | "size" | "within">,
) {
  const { view, size, within } = painting;
  const [left, top, right, bottom] = within ?? [0, 0, size.width, size.height];
  const [from, to] = [toScreen(view, size, box[0], box[1]), toScreen(view, size, box[2], box[3])];
  const before = toScreen(view, size, front.x, front.y);
  return (
    Math.max(to.x, before.x) >= left - sightMarginPx &&
    Math.min(from.x, before.x) <= right + sightMarginPx &&
    Math.max(to.y, before.y) >= top - sightMarginPx &&
    Math.min(from.y, before.y) <= bottom + sightMarginPx
  );
}

type Outline = readonly (readonly [number, number])[];

/** While a plan is edited, most outlines stay the same. */
const paths = new WeakMap<Outline, Path2D>();

function traced(outline: Outline): Path2D {
  const known = paths.get(outline);
  if (known) return known;
  const path = new Path2D();
  paths.set(outline, path);
  for (const [index, [x, y]] of outline.entries())
    if (index === 0) path.moveTo(x, y);
    else path.lineTo(x, y);
  path.closePath();
  return path;
}
