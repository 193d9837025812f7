import type { Floor } from "./floor.ts";
import type { MapColors } from "./map-colors.ts";
import { type MapShapes, hasLetters, type GroupLabel, paintNumbers } from "./map-shapes.ts";
import { plainLooks } from "./looks.ts";
import { clearRect, paintSeats, type Pixels, pixelsFor, type Rect } from "./seat-pixels.ts";
import { paintRowNames } from "./row-names.ts";
import type { Stamps } from "./stamps.ts";
import { type Box, showsAll, type Size, toScreen, type View } from "./view.ts";

export type Drawn = {
  floor: Floor;
  shapes: MapShapes;
  colors: MapColors;
  stamps: Stamps;
  looks: Uint8Array;
  labels: GroupLabel[];
  rowText: (label: string) => string;
  /** Seats drawn above the others. */
  marked: readonly number[];
};

/** The margin drawn beyond each side of the screen, so that small moves need no redraw. */
const marginShare = 0.2;
const marginPx = { least: 48, most: 160 } as const;
/** How much larger or smaller a picture may be shown than it was drawn, while it is in motion. */
const stretch = { least: 0.7, most: 1.5 } as const;
/** Up to this many changed seats are redrawn one by one. */
const mendsMax = 16;
/** How far names reach beyond the box of their section. */
const aroundPx = 64;

/**
 * A picture of the seats and their background, somewhat larger than the screen. While the plan moves, the same
 * picture is shifted or scaled; it is redrawn once it no longer fits.
 */
export class Picture {
  readonly #context = pictureOf();
  /** A layer for seats only, since writing pixels replaces everything beneath. */
  readonly #seats = pictureOf();
  #pixels: Pixels | null = null;
  #screen: Size = { width: 0, height: 0 };
  #size: Size = { width: 0, height: 0 };
  #ratio = 1;
  #view: View | null = null;

  /** For a screen of that many CSS pixels. */
  resize({ width, height }: Size, ratio: number): void {
    const wanted = Math.max(width, height) * marginShare;
    const margin = Math.round(Math.min(marginPx.most, Math.max(marginPx.least, wanted)));
    this.#size = { width: width + 2 * margin, height: height + 2 * margin };
    this.#screen = { width, height };
    this.#ratio = ratio;
    const device = {
      width: Math.round(this.#size.width * ratio),
      height: Math.round(this.#size.height * ratio),
    };
    Object.assign(this.#context.canvas, device);
    Object.assign(this.#seats.canvas, device);
    this.#pixels = pixelsFor(device);
    this.#view = null;
  }

  /** Something has changed that only a new picture can show. */
  spoil(): void {
    this.#view = null;
  }

  /** True if it is exact, with some margin left on every side. */
  isCentered({ x, y, scale }: View): boolean {
    const drawn = this.#view;
    if (drawn?.scale !== scale) return false;
    const away = Math.max(Math.abs(x - drawn.x), Math.abs(y - drawn.y)) * scale;
    return away < (this.#size.width - this.#screen.width) / 4;
  }

  /** True if the picture can serve this view. In motion it need not be exact. */
  serves(view: View, bounds: Box, isMoving: boolean): boolean {
    const drawn = this.#view;
    if (!drawn) return false;
    const k = view.scale / drawn.scale;
    if (k !== 1 && (!isMoving || k < stretch.least || k > stretch.most)) return false;
    return showsAll({ view: drawn, size: this.#size }, { view, size: this.#screen }, bounds);
  }

  /** Shows the picture at the view's position. */
  show(c: CanvasRenderingContext2D, view: View, size: Size): void {
    const drawn = this.#view;
    if (!drawn) return;
    const [ratio, k] = [this.#ratio, view.scale / drawn.scale];
    const { canvas } = this.#context;
    const [width, height] = [canvas.width * k, canvas.height * k];
    const x = (size.width / 2 + (drawn.x - view.x) * view.scale) * ratio - width / 2;
    const y = (size.height / 2 + (drawn.y - view.y) * view.scale) * ratio - height / 2;
    if (k === 1) c.drawImage(canvas, Math.round(x), Math.round(y));
    else c.drawImage(canvas, x, y, width, height);
  }

  render(view: View, drawn: Drawn): void {
    const pixels = this.#pixels;
    if (!pixels) return;
    this.#view = view;
    pixels.words.fill(plainLooks.nothing);
    this.#draw(drawn, { x: 0, y: 0, ...sizeOf(this.#context.canvas) });
  }

  /** Redraws only these seats; a whole new picture costs less for many. */
  mend(seats: Iterable<number>, drawn: Drawn): void {
    const [view, pixels] = [this.#view, this.#pixels];
    if (!view || !pixels) return;
    const rects: Rect[] = [];
    for (const seat of seats) {
      const rect = this.#around(seat, view, drawn.floor);
      if (rect === null) continue;
      if (rects.push(rect) > mendsMax) return this.spoil();
    }
    for (const rect of rects) {
      clearRect(pixels, rect);
      this.#draw(drawn, rect);
    }
  }

  /** Redraws only this part of the plan, with the room that names and outlines take around it. */
  repaint([x0, y0, x1, y1]: Box, drawn: Drawn): void {
    const [view, pixels, ratio] = [this.#view, this.#pixels, this.#ratio];
    if (!view || !pixels) return;
    const canvas = sizeOf(this.#context.canvas);
    const from = toScreen(view, this.#size, x0, y0);
    const to = toScreen(view, this.#size, x1, y1);
    const x = Math.max(0, Math.floor((from.x - aroundPx) * ratio));
    const y = Math.max(0, Math.floor((from.y - aroundPx) * ratio));
    const width = Math.min(canvas.width, Math.ceil((to.x + aroundPx) * ratio)) - x;
    const height = Math.min(canvas.height, Math.ceil((to.y + aroundPx) * ratio)) - y;
    // Nothing has changed, or nothing that is drawn here.
    if (!(width > 0 && height > 0)) return;
    clearRect(pixels, { x, y, width, height });
    this.#draw(drawn, { x, y, width, height });
  }

  #around(seat: number, view: View, { places, pitchCm }: Floor): Rect | null {
    const at = toScreen(view, this.#size, places.x[seat] ?? 0, places.y[seat] ?? 0);
    const reach = Math.ceil(pitchCm * view.scale * this.#ratio * 0.7) + 4;
    const [x, y] = [Math.round(at.x * this.#ratio), Math.round(at.y * this.#ratio)];
    const { width, height } = this.#context.canvas;
    const from = { x: Math.max(0, x - reach), y: Math.max(0, y - reach) };
    const to = { x: Math.min(width, x + reach), y: Math.min(height, y + reach) };
    if (from.x >= to.x || from.y >= to.y) return null;
    return { ...from, width: to.x - from.x, height: to.y - from.y };
  }

  /** Draws the ground, the seats' pixels, and the texts on and beside them. */
  #draw(
    { floor, shapes, colors, stamps, looks, labels, rowText, marked }: Drawn,
    rect: Rect,
  ): void {
    const [view, pixels, c, ratio] = [this.#view, this.#pixels, this.#context, this.#ratio];
    if (!view || !pixels) return;
    const { x, y, width, height } = rect;
    const pitchPx = floor.pitchCm * view.scale;
    stamps.resize(pitchPx * ratio, hasLetters(pitchPx));
    const inDevice = { ...view, scale: view.scale * ratio };
    paintSeats(pixels, { floor, looks, stamps, last: marked }, inDevice, rect);
    this.#seats.putImageData(pixels.image, 0, 0, x, y, width, height);
    c.save();
    c.setTransform(1, 0, 0, 1, 0, 0);
    c.beginPath();
    c.rect(x, y, width, height);
    c.clip();
    // A ground that lets a picture beneath it through must not be painted over itself.
    c.clearRect(x, y, width, height);
    c.setTransform(ratio, 0, 0, ratio, 0, 0);
    const within: Box = [x / ratio, y / ratio, (x + width) / ratio, (y + height) / ratio];
    const painting = { floor, colors, view, size: this.#size, labels, rowText, within };
    shapes.paint(c, painting);
    c.setTransform(1, 0, 0, 1, 0, 0);
    c.drawImage(this.#seats.canvas, x, y, width, height, x, y, width, height);
    c.setTransform(ratio, 0, 0, ratio, 0, 0);
    paintRowNames(c, painting);
    const inkOf = (zone: number) => colors.zones[floor.zones[zone]?.color ?? 6]?.ink ?? colors.text;
    paintNumbers(c, painting, looks, inkOf);
    c.restore();
  }
}

const sizeOf = ({ width, height }: Size): Size => ({ width, height });

function pictureOf(): CanvasRenderingContext2D {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("this browser has no canvas");
  return context;
}
