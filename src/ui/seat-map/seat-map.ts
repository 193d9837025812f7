import { type Floor, groupAt, seatAt } from "./drawing/floor.ts";
import type { SeatMark } from "./drawing/looks.ts";
import { type MapColors, readColors } from "./drawing/map-colors.ts";
import { paintLabels, paintMarks } from "./drawing/map-labels.ts";
import { type GroupLabel, MapShapes } from "./drawing/map-shapes.ts";
import { type Drawn, Picture } from "./drawing/picture.ts";
import { SeatLooks } from "./drawing/seat-looks.ts";
import { Stamps } from "./drawing/stamps.ts";
import {
  between,
  type Box,
  fitTo,
  keepInside,
  type Padding,
  type Point,
  type Size,
  toPlan,
  type View,
  zoomAt,
} from "./drawing/view.ts";

type Setup = {
  canvas: HTMLCanvasElement;
  floor: Floor;
  /** Texts in the visitor's language. */
  stageText: (label: { ko: string; en: string }) => string;
  rowText: (label: string) => string;
  /** The room taken by the controls over the map. */
  padding: (size: Size) => Padding;
  onView: (view: View) => void;
};

/** A target to look at. */
export type Sight = { box: Box; isNear: boolean };

/** A touch chooses a seat once seats are at least this far apart. */
export const touchPx = 24;
const closestPx = 56;
const flyMs = 240;
/** The time until a thrown map comes to rest. */
const glideMs = 500;
/** The time after a zoom step within which another step belongs to the same zoom. */
const zoomingMs = 90;
/** The pause after which the picture is prepared for the next movement. */
const restMs = 250;
const pixelRatioMax = 2;

const wantsStillness = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Draws a plan with the states of its places. It knows nothing of sales; its user gives the looks. */
export class SeatMap {
  readonly #setup: Setup;
  readonly #context: CanvasRenderingContext2D;
  readonly #shapes: MapShapes;
  readonly #picture = new Picture();
  readonly #looks: SeatLooks;
  #colors: MapColors;
  #stamps: Stamps;
  #size: Size = { width: 0, height: 0 };
  #ratio = 1;
  #view: View = { x: 0, y: 0, scale: 0 };
  #hasMoved = false;
  #labels: GroupLabel[] = [];
  #frame = 0;
  #flight: { from: View; to: View; startedAt: number; ms: number } | null = null;
  #zoomedAt = -Infinity;
  #rest: ReturnType<typeof setTimeout> | undefined;

  constructor(setup: Setup) {
    this.#setup = setup;
    const { canvas, floor } = setup;
    const context = canvas.getContext("2d", { alpha: false });
    if (!context) throw new Error("this browser has no canvas");
    this.#context = context;
    this.#shapes = new MapShapes(floor);
    this.#colors = readColors(canvas.parentElement ?? document.body);
    this.#stamps = new Stamps(floor.zones, this.#colors);
    this.#looks = new SeatLooks(floor.places);
  }

  get view(): View {
    return this.#view;
  }

  get size(): Size {
    return this.#size;
  }

  /** CSS pixels from one seat to the next. */
  get pitchPx(): number {
    return this.#setup.floor.pitchCm * this.#view.scale;
  }

  resize(size: Size, pixelRatio: number): void {
    if (size.width < 1 || size.height < 1) return;
    const ratio = Math.min(pixelRatioMax, pixelRatio);
    const { canvas } = this.#setup;
    canvas.width = Math.round(size.width * ratio);
    canvas.height = Math.round(size.height * ratio);
    this.#size = size;
    this.#ratio = ratio;
    this.#picture.resize(size, ratio);
    this.#move(this.#hasMoved ? this.#view : this.#fitted());
    this.paint();
  }

  /** Light has become dark, or the other way round. */
  restyle(): void {
    this.#colors = readColors(this.#setup.canvas.parentElement ?? document.body);
    this.#stamps = new Stamps(this.#setup.floor.zones, this.#colors);
    this.#picture.spoil();
    this.#touch();
  }

  /** Takes new states; `changed` lists the seats, if known. */
  setStatuses(statuses: Uint8Array, changed: Iterable<number> | null): void {
    this.#mend(this.#looks.setStatuses(statuses, changed));
  }

  setMarks(marks: Map<number, SeatMark>): void {
    this.#mend(this.#looks.setMarks(marks));
  }

  setDim(isDim: ((seat: number) => boolean) | null): void {
    this.#mend(this.#looks.setDim(isDim));
  }

  #mend(seats: number[] | null): void {
    if (seats) this.#picture.mend(seats, this.#drawn());
    else this.#picture.spoil();
    this.#touch();
  }

  setLabels(labels: GroupLabel[]): void {
    const hasOther = labels.some(({ isOut, isDim, title, heat }, index) => {
      const before = this.#labels[index];
      return (
        before?.isOut !== isOut ||
        before.isDim !== isDim ||
        before.title !== title ||
        before.heat !== heat
      );
    });
    // The shapes' colors are in the picture, and so are the rows' names; other words are not.
    if (hasOther) this.#picture.spoil();
    this.#labels = labels;
    this.#touch();
  }

  seatUnder(at: Point): number | null {
    const { floor } = this.#setup;
    const reach = Math.max(floor.pitchCm * 0.6, 12 / this.#view.scale);
    return seatAt(floor, toPlan(this.#view, this.#size, at), reach);
  }

  groupUnder(at: Point): number | null {
    return groupAt(this.#setup.floor, toPlan(this.#view, this.#size, at));
  }

  panBy(dx: number, dy: number): void {
    const { x, y, scale } = this.#view;
    this.#go({ scale, x: x - dx / scale, y: y - dy / scale });
  }

  /** Continues from this speed, in pixels per millisecond, and slows down. */
  glide(vx: number, vy: number): void {
    if (wantsStillness()) return;
    const { x, y, scale } = this.#view;
    // The easing curve starts at three times its mean speed.
    const away = glideMs / 3 / scale;
    const to = keepInside({ scale, x: x - vx * away, y: y - vy * away }, this.#setup.floor.bounds);
    this.#flight = { from: this.#view, to, startedAt: performance.now(), ms: glideMs };
    this.#touch();
  }

  /** A finger on the map holds it. */
  halt(): void {
    this.#flight = null;
  }

  zoomBy(factor: number, at: Point = this.#middle(), isEased = false): void {
    const from = this.#flight?.to ?? this.#view;
    const scale = Math.max(this.#scaleMin(), Math.min(this.#scaleMax(), from.scale * factor));
    const to = zoomAt(from, this.#size, at, scale);
    this.#zoomedAt = performance.now();
    if (isEased) this.#fly(to);
    else this.#go(to);
  }

  fit(): void {
    this.#fly(this.#fitted(), false);
  }

  /** Zooms until the box's seats can be touched, or until the whole box is visible. */
  show({ box, isNear }: Sight): void {
    const fitted = fitTo(box, this.#size, this.#setup.padding(this.#size));
    const nearest = isNear ? (touchPx + 4) / this.#setup.floor.pitchCm : 0;
    const scale = Math.min(this.#scaleMax(), Math.max(fitted.scale, nearest));
    this.#fly({ ...fitted, scale });
  }

  centerOn({ x, y }: Point): void {
    this.#go({ x, y, scale: this.#view.scale });
  }

  isFitted(): boolean {
    return this.#view.scale <= this.#scaleMin() * 1.3;
  }

  stop(): void {
    clearTimeout(this.#rest);
    cancelAnimationFrame(this.#frame);
    this.#frame = -1;
  }

  #fitted(): View {
    return fitTo(this.#setup.floor.bounds, this.#size, this.#setup.padding(this.#size));
  }

  #scaleMin = () => this.#fitted().scale;
  #scaleMax = () => Math.max(this.#scaleMin(), closestPx / this.#setup.floor.pitchCm);
  #middle = (): Point => ({ x: this.#size.width / 2, y: this.#size.height / 2 });

  #go(view: View): void {
    this.#flight = null;
    this.#hasMoved = true;
    this.#move(view);
    this.#touch();
  }

  #move(view: View): void {
    this.#view = keepInside(view, this.#setup.floor.bounds);
    this.#setup.onView(this.#view);
  }

  /** Flies there, or jumps if the user prefers reduced motion. */
  #fly(to: View, hasMoved = true): void {
    this.#hasMoved = hasMoved;
    if (wantsStillness()) {
      this.#move(to);
      this.#touch();
      return;
    }
    this.#flight = { from: this.#view, to, startedAt: performance.now(), ms: flyMs };
    this.#touch();
  }

  #touch(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame((now) => {
      this.#frame = 0;
      this.#advance(now);
      this.paint();
    });
  }

  #advance(now: number): void {
    if (!this.#flight) return;
    const { from, to, startedAt, ms } = this.#flight;
    const part = Math.min(1, Math.max(0, (now - startedAt) / ms));
    this.#move(part === 1 ? to : between(from, to, 1 - (1 - part) ** 3));
    if (part === 1) this.#flight = null;
    else this.#touch();
  }

  #drawn(): Drawn {
    const { floor, rowText } = this.#setup;
    const { bytes: looks, marked } = this.#looks;
    const [shapes, colors, stamps] = [this.#shapes, this.#colors, this.#stamps];
    return { floor, shapes, colors, stamps, looks, labels: this.#labels, rowText, marked };
  }

  /** Draws everything now. */
  paint(): void {
    if (this.#size.width === 0) return;
    const { floor, stageText, rowText } = this.#setup;
    const [c, colors, view, size] = [this.#context, this.#colors, this.#view, this.#size];
    const isMoving = this.#flight !== null || performance.now() - this.#zoomedAt < zoomingMs;
    if (!this.#picture.serves(view, floor.bounds, isMoving))
      this.#picture.render(view, this.#drawn());
    c.setTransform(1, 0, 0, 1, 0, 0);
    c.fillStyle = colors.map;
    c.fillRect(0, 0, c.canvas.width, c.canvas.height);
    this.#picture.show(c, view, size);
    c.setTransform(this.#ratio, 0, 0, this.#ratio, 0, 0);
    const painting = { floor, colors, view, size, labels: this.#labels, rowText };
    paintLabels(c, painting, stageText);
    paintMarks(c, painting, this.#looks, this.#stamps);
    clearTimeout(this.#rest);
    if (!this.#picture.isCentered(view))
      this.#rest = setTimeout(() => this.#settle(), isMoving ? zoomingMs : restMs);
  }

  /** In a quiet moment the picture is made exact, and ready to be moved to any side. */
  #settle(): void {
    this.#zoomedAt = -Infinity;
    this.#picture.spoil();
    this.#touch();
  }
}
