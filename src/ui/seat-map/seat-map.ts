import { type Chart, groupAt, seatAt } from "./chart.ts";
import { lookOf, plainLooks, type SeatMark } from "./looks.ts";
import { type MapColors, readColors } from "./map-colors.ts";
import { type GroupLabel, hasLetters, MapShapes, paintNumbers } from "./map-shapes.ts";
import { paintSeats, type Pixels, pixelsFor } from "./seat-pixels.ts";
import { Stamps } from "./stamps.ts";
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
} from "./view.ts";

type Setup = {
  canvas: HTMLCanvasElement;
  chart: Chart;
  stageText: (label: { ko: string; en: string }) => string;
  /** Room that the controls over the map take. */
  padding: (size: Size) => Padding;
  onView: (view: View) => void;
};

/** A seat is chosen by touch once it is at least this far from the next one. */
export const touchPx = 24;
const closestPx = 56;
const flyMs = 240;
const pixelRatioMax = 2;

/** Draws a plan with the states of its places. It knows nothing of sales: who uses it says what looks how. */
export class SeatMap {
  readonly #setup: Setup;
  readonly #context: CanvasRenderingContext2D;
  readonly #shapes: MapShapes;
  readonly #looks: Uint8Array;
  #colors: MapColors;
  #stamps: Stamps;
  #pixels: Pixels | null = null;
  #size: Size = { width: 0, height: 0 };
  #ratio = 1;
  #view: View = { x: 0, y: 0, scale: 0 };
  #hasMoved = false;
  #labels: GroupLabel[] = [];
  #statuses: Uint8Array;
  #marks = new Map<number, SeatMark>();
  #isDim: ((seat: number) => boolean) | null = null;
  #frame = 0;
  #flight: { from: View; to: View; startedAt: number } | null = null;

  constructor(setup: Setup) {
    this.#setup = setup;
    const { canvas, chart } = setup;
    const context = canvas.getContext("2d", { willReadFrequently: true });
    if (!context) throw new Error("this browser has no canvas");
    this.#context = context;
    this.#shapes = new MapShapes(chart);
    this.#colors = readColors(canvas.parentElement ?? document.body);
    this.#stamps = new Stamps(chart.zones, this.#colors);
    this.#statuses = new Uint8Array(chart.places.count);
    this.#looks = new Uint8Array(chart.places.count);
  }

  get view(): View {
    return this.#view;
  }

  get size(): Size {
    return this.#size;
  }

  /** CSS pixels from one seat to the next. */
  get pitchPx(): number {
    return this.#setup.chart.pitchCm * this.#view.scale;
  }

  resize(size: Size, pixelRatio: number): void {
    if (size.width < 1 || size.height < 1) return;
    const ratio = Math.min(pixelRatioMax, pixelRatio);
    const device = {
      width: Math.round(size.width * ratio),
      height: Math.round(size.height * ratio),
    };
    Object.assign(this.#setup.canvas, device);
    this.#size = size;
    this.#ratio = ratio;
    this.#pixels = pixelsFor(device);
    this.#move(this.#hasMoved ? this.#view : this.#fitted());
    this.paint();
  }

  /** Light has become dark, or the other way round. */
  restyle(): void {
    this.#colors = readColors(this.#setup.canvas.parentElement ?? document.body);
    this.#stamps = new Stamps(this.#setup.chart.zones, this.#colors);
    this.#touch();
  }

  /** Takes new states; `changed` says which seats those are, if it is known. */
  setStatuses(statuses: Uint8Array, changed: Iterable<number> | null): void {
    this.#statuses = statuses;
    if (changed) for (const seat of changed) this.#look(seat);
    else this.#lookAll();
    this.#touch();
  }

  setMarks(marks: Map<number, SeatMark>): void {
    const before = this.#marks;
    this.#marks = marks;
    for (const seat of new Set([...before.keys(), ...marks.keys()])) this.#look(seat);
    this.#touch();
  }

  setDim(isDim: ((seat: number) => boolean) | null): void {
    this.#isDim = isDim;
    this.#lookAll();
    this.#touch();
  }

  setLabels(labels: GroupLabel[]): void {
    this.#labels = labels;
    this.#touch();
  }

  seatUnder(at: Point): number | null {
    const { chart } = this.#setup;
    const reach = Math.max(chart.pitchCm * 0.6, 12 / this.#view.scale);
    return seatAt(chart, toPlan(this.#view, this.#size, at), reach);
  }

  groupUnder(at: Point): number | null {
    return groupAt(this.#setup.chart, toPlan(this.#view, this.#size, at));
  }

  panBy(dx: number, dy: number): void {
    const { x, y, scale } = this.#view;
    this.#go({ scale, x: x - dx / scale, y: y - dy / scale });
  }

  zoomBy(factor: number, at: Point = this.#middle(), isEased = false): void {
    const from = this.#flight?.to ?? this.#view;
    const scale = Math.max(this.#scaleMin(), Math.min(this.#scaleMax(), from.scale * factor));
    const to = zoomAt(from, this.#size, at, scale);
    if (isEased) this.#fly(to);
    else this.#go(to);
  }

  fit(): void {
    this.#fly(this.#fitted(), false);
  }

  /** Comes near enough to the box for its seats to be touched. */
  show(box: Box): void {
    const fitted = fitTo(box, this.#size, this.#setup.padding(this.#size));
    const nearest = (touchPx + 4) / this.#setup.chart.pitchCm;
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
    cancelAnimationFrame(this.#frame);
    this.#frame = -1;
  }

  #look(seat: number): void {
    const { zone, flags } = this.#setup.chart.places;
    this.#looks[seat] = lookOf({
      status: this.#statuses[seat] ?? 3,
      zone: zone[seat] ?? 0,
      flags: flags[seat] ?? 0,
      mark: this.#marks.get(seat) ?? "none",
      isDim: this.#isDim?.(seat) ?? false,
    });
  }

  #lookAll(): void {
    for (let seat = 0; seat < this.#looks.length; seat++) this.#look(seat);
  }

  #fitted(): View {
    return fitTo(this.#setup.chart.bounds, this.#size, this.#setup.padding(this.#size));
  }

  #scaleMin = () => this.#fitted().scale;
  #scaleMax = () => Math.max(this.#scaleMin(), closestPx / this.#setup.chart.pitchCm);
  #middle = (): Point => ({ x: this.#size.width / 2, y: this.#size.height / 2 });

  #go(view: View): void {
    this.#flight = null;
    this.#hasMoved = true;
    this.#move(view);
    this.#touch();
  }

  #move(view: View): void {
    this.#view = keepInside(view, this.#setup.chart.bounds);
    this.#setup.onView(this.#view);
  }

  /** Flies there, or cuts where motion is not wanted. */
  #fly(to: View, hasMoved = true): void {
    this.#hasMoved = hasMoved;
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      this.#move(to);
      this.#touch();
      return;
    }
    this.#flight = { from: this.#view, to, startedAt: performance.now() };
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
    const { from, to, startedAt } = this.#flight;
    const part = Math.min(1, Math.max(0, (now - startedAt) / flyMs));
    this.#move(part === 1 ? to : between(from, to, 1 - (1 - part) ** 3));
    if (part === 1) this.#flight = null;
    else this.#touch();
  }

  /** Draws all of it now. */
  paint(): void {
    const pixels = this.#pixels;
    if (!pixels) return;
    const { chart, stageText } = this.#setup;
    const ratio = this.#ratio;
    const c = this.#context;
    this.#stamps.resize(this.pitchPx * ratio, hasLetters(this.pitchPx));
    pixels.words.fill(plainLooks.nothing);
    const view = { ...this.#view, scale: this.#view.scale * ratio };
    paintSeats(pixels, chart, this.#looks, this.#stamps, view, [...this.#marks.keys()]);
    c.setTransform(1, 0, 0, 1, 0, 0);
    c.putImageData(pixels.image, 0, 0);
    c.setTransform(ratio, 0, 0, ratio, 0, 0);
    const [colors, size, labels] = [this.#colors, this.#size, this.#labels];
    const scene = { chart, colors, view: this.#view, size, labels };
    this.#shapes.paintBehind(c, scene);
    this.#shapes.paintLabels(c, scene, stageText);
    const inkOf = (zone: number) => colors.zones[chart.zones[zone]?.color ?? 6]?.ink ?? colors.text;
    paintNumbers(c, scene, this.#looks, inkOf);
  }
}
