import type { GroupLabel } from "./map-shapes.ts";
import type { Point, Size } from "./view.ts";

/** A rectangle around its middle, in CSS pixels. */
export type Room = { x: number; y: number; width: number; height: number };

/** A section's box on the screen and its label. */
export type Labeled = { box: Room; label: GroupLabel };

/** How a section is labeled: name and count, the name alone, or only a dot that something was released there. */
export type Placed = { index: number; kind: "pill" | "name" | "dot"; room: Room; px: number };

type Measure = (text: string, px: number) => number;

const nameLeastPx = 9;
const dotPx = 8;
/** Counts show only if most sections are large enough; on some sections only, they would confuse. */
const roomyShare = 0.7;
/** Letters become this much smaller until the counts of neighbors fit side by side. */
const smallerByPx = [0, 2, 3] as const;

/**
 * The positions of labels. None extends beyond the box of its own section, so none covers a smaller section beside
 * it. A section outside of the filter shows no count, which would not be of the seats that are wanted.
 */
export function placeLabels(sections: readonly Labeled[], px: number, measure: Measure): Placed[] {
  for (const less of smallerByPx) {
    const pills = sections.map((section) => pillOf(section, px - less, measure, less > 0));
    const counted = sections.map(({ box, label }, index) =>
      label.isDim ? null : isWithin(pills[index], box),
    );
    const isRoomy = (room: boolean | null) => room === true;
    const all = counted.filter((room) => room !== null).length;
    if (counted.filter(isRoomy).length < all * roomyShare) continue;
    const placed = placeAt(sections, pills, px - less, measure, true);
    const shown = new Set(placed.filter(({ kind }) => kind === "pill").map(({ index }) => index));
    if (counted.every((room, index) => !isRoomy(room) || shown.has(index))) return placed;
  }
  const pills = sections.map((section) => pillOf(section, px, measure, false));
  return placeAt(sections, pills, px, measure, false);
}

/** The buttons over the top of the map reach down to here. */
const buttonsPx = 56;

/** The middle of what is seen of a room beneath the buttons, if the text has space there. */
export function spotIn(
  { x, y, width, height }: Room,
  text: { width: number; height: number },
  size: Size,
): Point | null {
  const [left, right] = [Math.max(x - width / 2, 0), Math.min(x + width / 2, size.width)];
  const [top, bottom] = [
    Math.max(y - height / 2, buttonsPx),
    Math.min(y + height / 2, size.height),
  ];
  const isWhole = right - left >= width && bottom - top >= height;
  if (!isWhole && (right - left < text.width || bottom - top < text.height)) return null;
  return { x: (left + right) / 2, y: (top + bottom) / 2 };
}

function placeAt(
  sections: readonly Labeled[],
  pills: readonly Room[],
  px: number,
  measure: Measure,
  hasCounts: boolean,
): Placed[] {
  const taken: Room[] = [];
  const take = (room: Room, { box }: Labeled) => {
    if (!isWithin(room, box) || taken.some((other) => overlap(room, other))) return false;
    taken.push(room);
    return true;
  };
  return sections.flatMap((section, index): Placed[] => {
    const { box, label } = section;
    const pill = pills[index];
    if (pill && ((hasCounts && !label.isDim) || label.news !== null) && take(pill, section))
      return [{ index, kind: "pill", room: pill, px }];
    const small = Math.round(Math.max(nameLeastPx, Math.min(px, box.width / 2.4)));
    const name = { ...middleOf(box), width: measure(label.short, small) + 4, height: small + 3 };
    if (take(name, section)) return [{ index, kind: "name", room: name, px: small }];
    const dot = { ...middleOf(box), width: dotPx, height: dotPx };
    return label.news !== null && take(dot, section) ? [{ index, kind: "dot", room: dot, px }] : [];
  });
}

function pillOf({ box, label }: Labeled, px: number, measure: Measure, isTight: boolean): Room {
  const { short, news, detail } = label;
  const width = Math.max(measure(short, px), measure(news ?? detail, px));
  const [beside, above] = isTight ? [6, 5] : [16, 12];
  return { ...middleOf(box), width: width + beside, height: px * 2 + above };
}

const middleOf = ({ x, y }: Room) => ({ x, y });
const isWithin = (room: Room | undefined, box: Room) =>
  room !== undefined && room.width <= box.width && room.height <= box.height;
export const overlap = (a: Room, b: Room) =>
  Math.abs(a.x - b.x) * 2 < a.width + b.width && Math.abs(a.y - b.y) * 2 < a.height + b.height;
