import type { Floor } from "./floor.ts";
import { type Look, readLook } from "./looks.ts";
import type { MapColors } from "./map-colors.ts";
import type { Point } from "./view.ts";

/** A seat's picture, ready to be copied into the pixels. */
export type Stamp = { size: number; pixels: Uint32Array };

/** The distance between seats, in CSS pixels, from which discs show their zone's letter, and then the seat's number. */
export const letterFromPx = 22;
export const numberFromPx = 26;
/** A seat's radius, of the distance to the next one. */
export const seatShare = 0.41;
/** A chosen seat's radius on the map from afar, in CSS pixels. */
const markLeastPx = 5;
/** From this radius on, in device pixels, a seat in a block shows the letter of the block's kind. */
const blockLetterFromPx = 7;
/** Below this many device pixels a shape is only a dot. */
const dotBelowPx = 3;

/** Pictures of all looks at one size, made on first use; another size starts over. */
export class Stamps {
  readonly #zones: Floor["zones"];
  readonly #colors: MapColors;
  readonly #canvas = document.createElement("canvas");
  readonly #context: CanvasRenderingContext2D;
  #made: (Stamp | null | undefined)[] = [];
  #pitchPx = 0;
  #hasLetters = false;

  constructor(zones: Floor["zones"], colors: MapColors) {
    this.#zones = zones;
    this.#colors = colors;
    const context = this.#canvas.getContext("2d", { willReadFrequently: true });
    if (!context) throw new Error("this browser has no canvas");
    this.#context = context;
  }

  /** Sets the distance between seats, in device pixels. */
  resize(pitchPx: number, hasLetters: boolean): void {
    const rounded = pitchPx < 8 ? Math.max(1, Math.round(pitchPx * 2) / 2) : Math.round(pitchPx);
    if (rounded === this.#pitchPx && hasLetters === this.#hasLetters) return;
    this.#pitchPx = rounded;
    this.#hasLetters = hasLetters;
    this.#made = [];
  }

  get(look: number): Stamp | null {
    const made = this.#made[look];
    if (made !== undefined) return made;
    const stamp = this.#make(readLook(look));
    this.#made[look] = stamp;
    return stamp;
  }

  /** Draws a chosen seat around a point, over everything else and never too small to see. */
  paintMark(c: CanvasRenderingContext2D, look: number, { x, y }: Point, pitchPx: number): void {
    const read = readLook(look);
    c.save();
    c.translate(x, y);
    drawSeat(
      c,
      read,
      Math.max(markLeastPx, pitchPx * seatShare),
      this.#colors,
      this.#zoneOf(read),
      false,
    );
    c.restore();
  }

  #make(look: Look): Stamp | null {
    if (look.kind === "nothing") return null;
    const radius = this.#pitchPx * seatShare;
    const size = radius * 2 < dotBelowPx ? this.#dotSize(look) : Math.ceil(this.#pitchPx * 1.2) + 2;
    this.#canvas.width = this.#canvas.height = size;
    const context = this.#context;
    if (radius * 2 < dotBelowPx) {
      context.fillStyle = this.#dotColor(look);
      context.globalAlpha = isDim(look) ? 0.3 : 1;
      context.fillRect(0, 0, size, size);
    } else {
      context.translate(size / 2, size / 2);
      drawSeat(context, look, radius, this.#colors, this.#zoneOf(look), this.#hasLetters);
    }
    const { data } = context.getImageData(0, 0, size, size);
    return { size, pixels: new Uint32Array(data.buffer) };
  }

  #dotSize({ kind }: Look): number {
    const full = Math.max(1, Math.round(this.#pitchPx * 0.8));
    if (kind === "taken") return Math.max(1, full - 1);
    return kind === "mine" || kind === "pending" ? full + 2 : full;
  }

  #dotColor(look: Look): string {
    if (look.kind === "taken") return this.#colors.taken;
    if (look.kind === "held" || look.kind === "paying") return this.#colors.held;
    if (look.kind === "entered") return this.#colors.ok;
    if (look.kind === "killed") return this.#colors.text3;
    if (look.kind === "blocked") return this.#colors.text2;
    if (look.kind === "mine") return this.#colors.mineRing;
    return this.#zoneOf(look).fill;
  }

  #zoneOf(look: Look) {
    const zone = "zone" in look ? this.#zones[look.zone] : undefined;
    const { fill, ink } = this.#colors.zones[zone?.color ?? 6] ?? { fill: "#888", ink: "#000" };
    return { fill, ink, letter: zone?.letter ?? "" };
  }
}

const isDim = (look: Look) => "isDim" in look && look.isDim;

type ZoneLook = { fill: string; ink: string; letter: string };

/** Draws one seat around the origin. The shape shows the state, the color only the price. */
function drawSeat(
  c: CanvasRenderingContext2D,
  look: Look,
  r: number,
  colors: MapColors,
  zone: ZoneLook,
  hasLetter: boolean,
): void {
  c.globalAlpha = isDim(look) ? 0.2 : 1;
  c.lineCap = c.lineJoin = "round";
  switch (look.kind) {
    case "taken":
      return disc(c, r * 0.45, colors.taken);
    case "held":
      return ring(c, r * 0.66, Math.max(1, r * 0.22), colors.held);
    case "paying":
      ring(c, r * 0.66, Math.max(1, r * 0.22), colors.held);
      return disc(c, r * 0.34, colors.held);
    case "entered":
      disc(c, r * 0.6, colors.ok);
      return tick(c, r * 0.6, colors.raised);
    case "killed":
      return cross(c, r * 0.5, colors.text3);
    case "blocked":
      c.fillStyle = colors.text2;
      c.beginPath();
      c.roundRect(-r * 0.86, -r * 0.86, r * 1.72, r * 1.72, r * 0.2);
      c.fill();
      return r < blockLetterFromPx ? undefined : write(c, look.letter, r * 1.2, colors.raised);
    case "pending":
      c.setLineDash([r * 0.7, r * 0.45]);
      return ring(c, r * 0.92, Math.max(1.5, r * 0.24), zone.fill);
    case "mine":
      return drawMine(c, r, colors);
    case "free":
      c.fillStyle = zone.fill;
      drawFree(c, look.shape, r);
      if (hasLetter) write(c, letterOf(look.shape, zone.letter), r, zone.ink);
  }
}

function drawFree(c: CanvasRenderingContext2D, shape: string, r: number): void {
  c.beginPath();
  if (shape === "accessible" || shape === "companion")
    c.roundRect(-r * 0.92, -r * 0.92, r * 1.84, r * 1.84, r * 0.45);
  else if (shape === "restricted") {
    // A piece is cut out where the view is, above the number.
    c.moveTo(0, -r * 0.45);
    c.arc(0, 0, r, -Math.PI / 2 + 0.6, Math.PI * 1.5 - 0.6);
  } else c.arc(0, 0, r, 0, Math.PI * 2);
  c.fill();
}

function drawMine(c: CanvasRenderingContext2D, r: number, colors: MapColors): void {
  disc(c, r * 1.25, colors.mine);
  ring(c, r * 1.2, Math.max(1.5, r * 0.2), colors.mineRing);
  if (r >= 5) tick(c, r, "#14171c");
}

function tick(c: CanvasRenderingContext2D, r: number, stroke: string): void {
  c.strokeStyle = stroke;
  c.lineWidth = Math.max(1.5, r * 0.22);
  c.beginPath();
  c.moveTo(-r * 0.5, r * 0.04);
  c.lineTo(-r * 0.12, r * 0.42);
  c.lineTo(r * 0.55, -r * 0.4);
  c.stroke();
}

function cross(c: CanvasRenderingContext2D, r: number, stroke: string): void {
  c.strokeStyle = stroke;
  c.lineWidth = Math.max(1, r * 0.3);
  c.beginPath();
  c.moveTo(-r, -r);
  c.lineTo(r, r);
  c.moveTo(r, -r);
  c.lineTo(-r, r);
  c.stroke();
}

const letterOf = (shape: string, letter: string) =>
  shape === "accessible" ? "♿\uFE0E" : shape === "companion" ? "+1" : letter;

function write(c: CanvasRenderingContext2D, text: string, r: number, ink: string): void {
  c.font = `700 ${Math.round(r * 0.98)}px sans-serif`;
  c.textAlign = "center";
  c.textBaseline = "middle";
  c.fillStyle = ink;
  c.fillText(text, 0, r * 0.07);
}

function disc(c: CanvasRenderingContext2D, r: number, fill: string): void {
  c.fillStyle = fill;
  c.beginPath();
  c.arc(0, 0, r, 0, Math.PI * 2);
  c.fill();
}

function ring(c: CanvasRenderingContext2D, r: number, width: number, stroke: string): void {
  c.strokeStyle = stroke;
  c.lineWidth = width;
  c.beginPath();
  c.arc(0, 0, r, 0, Math.PI * 2);
  c.stroke();
}
