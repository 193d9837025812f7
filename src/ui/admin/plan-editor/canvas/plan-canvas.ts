import type { Floor } from "../../../seat-map/drawing/floor.ts";
import { type MapColors, readColors } from "../../../seat-map/drawing/map-colors.ts";
import { type Drawn, Picture } from "../../../seat-map/drawing/picture.ts";
import { Stamps } from "../../../seat-map/drawing/stamps.ts";
import {
  type Box,
  type Point,
  type Size,
  toPlan,
  toScreen,
  type View,
  zoomAt,
} from "../../../seat-map/drawing/view.ts";
import type { Hall } from "../state/hall.ts";
import { changedBox } from "./changes.ts";
import { drawnBox, fitted, withinScales } from "./fitting.ts";
import { groundOf, overlayOf, sameZones } from "./canvas-colors.ts";
import {
  paintBackground,
  paintFocus,
  paintGrid,
  paintNames,
  paintRowsOf,
  paintStages,
} from "./ground.ts";
import { type OverlayColors, paintOutlines, paintSketch } from "./overlay.ts";
import { drawnOf } from "./drawn-plan.ts";
import { SelectionLayer } from "./selection-layer.ts";
import { type Handle, type Lifted, noSketch, type PlanPoint, type Sketch } from "./sketch.ts";

type Setup = {
  canvas: HTMLCanvasElement;
  stageText: (label: { ko: string; en: string }) => string;
  rowText: (label: string) => string;
  onView: (view: View) => void;
};

/** What is drawn over the plan. */
export type Marked = {
  ids: ReadonlySet<string>;
  outlines: readonly (readonly PlanPoint[])[];
  seats: Uint32Array | null;
};

const everywhere: Box = [-Infinity, -Infinity, Infinity, Infinity];
const [pixelRatioMax, zoomingMs] = [2, 120];

/** Draws a plan that is being edited with the fan's pictures, and the editor's own layer above. */
export class PlanCanvas {
  readonly #setup: Setup;
  readonly #context: CanvasRenderingContext2D;
  readonly #picture = new Picture();
  readonly #above = new Picture();
  readonly #selected = new SelectionLayer();
  #hall: Hall;
  #drawn: Drawn;
  #lifted: (Lifted & { drawn: Drawn; isDrawn: boolean }) | null = null;
  #colors: MapColors;
  #ground: MapColors;
  #overlay: OverlayColors;
  #marked: Marked = { ids: new Set(), outlines: [], seats: null };
  #sketch: Sketch = noSketch;
  #handles: (cmPerPx: number) => Handle[] = () => [];
  #background: HTMLImageElement | null = null;
  #isPale = false;
  #isFan = false;
  #size: Size = { width: 0, height: 0 };
  #ratio = 1;
  #view: View = { x: 0, y: 0, scale: 0 };
  #frame = 0;
  #zoomedAt = -Infinity;
  #rest: ReturnType<typeof setTimeout> | undefined;

  constructor(setup: Setup, hall: Hall) {
    this.#setup = setup;
    const context = setup.canvas.getContext("2d", { alpha: false });
    if (!context) throw new Error("this browser has no canvas");
    this.#context = context;
    this.#hall = hall;
    this.#colors = readColors(setup.canvas.parentElement ?? document.body);
    this.#ground = groundOf(this.#colors);
    this.#overlay = overlayOf(setup.canvas);
    this.#drawn = this.#drawnOf(hall.floor, new Stamps(hall.floor.zones, this.#colors));
  }

  get view(): View {
    return this.#view;
  }

  get size(): Size {
    return this.#size;
  }

  get pitchPx(): number {
    return this.#hall.floor.pitchCm * this.#view.scale;
  }

  resize(size: Size, pixelRatio: number): void {
    if (size.width < 1 || size.height < 1) return;
    const ratio = Math.min(pixelRatioMax, pixelRatio);
    const device = {
      width: Math.round(size.width * ratio),
      height: Math.round(size.height * ratio),
    };
    Object.assign(this.#setup.canvas, device);
    const isFirst = this.#view.scale === 0;
    this.#size = size;
    this.#ratio = ratio;
    this.#picture.resize(size, ratio);
    this.#above.resize(size, ratio);
    this.#selected.resize(device);
    if (this.#lifted) this.#lifted.isDrawn = false;
    this.setView(isFirst ? fitted(drawnBox(this.#hall.floor), size) : this.#view);
    this.paint();
  }

  /** Light has become dark, or the other way round. */
  restyle(): void {
    const { canvas } = this.#setup;
    this.#colors = readColors(canvas.parentElement ?? document.body);
    this.#ground = groundOf(this.#colors);
    this.#overlay = overlayOf(canvas);
    this.#redraw(new Stamps(this.#hall.floor.zones, this.#colors));
  }

  #redraw(stamps = this.#drawn.stamps): void {
    this.#drawn = this.#drawnOf(this.#hall.floor, stamps);
    this.#picture.spoil();
    this.touch();
  }

  /** Another revision: only what differs is drawn again. */
  setHall(hall: Hall): void {
    const before = this.#hall;
    this.#hall = hall;
    const isSameLook = sameZones(before.floor, hall.floor);
    const stamps = isSameLook ? this.#drawn.stamps : new Stamps(hall.floor.zones, this.#colors);
    this.#drawn = this.#drawnOf(hall.floor, stamps);
    const box = isSameLook ? changedBox(before, hall) : null;
    if (box && this.#lifted === null) this.#picture.repaint(box, this.#drawn);
    else this.#picture.spoil();
    this.touch();
  }

  setMarked(marked: Marked): void {
    this.#marked = marked;
    this.#selected.setSeats(marked.seats, this.#hall.places.count);
    this.touch();
  }

  setSketch(sketch: Sketch): void {
    this.#sketch = sketch;
    this.touch();
  }

  /** Their places depend on how near the view is. */
  setHandles(handles: (cmPerPx: number) => Handle[]): void {
    this.#handles = handles;
    this.touch();
  }

  setMode({ isPale, isFan }: { isPale: boolean; isFan: boolean }): void {
    if (isPale === this.#isPale && isFan === this.#isFan) return;
    this.#isPale = isPale;
    this.#isFan = isFan;
    this.#redraw();
  }

  setBackground(image: HTMLImageElement | null): void {
    this.#background = image;
    this.touch();
  }

  /** Takes parts off the ground to move them without drawing anything anew; null puts them down. */
  lift(lifted: Lifted | null): void {
    const before = this.#lifted;
    if (lifted && before?.ids === lifted.ids) before.by = lifted.by;
    else if (lifted) {
      const { floor } = this.#hall;
      const own = { ...floor, groups: floor.groups.filter(({ id }) => lifted.ids.has(id)) };
      const others = { ...floor, groups: floor.groups.filter(({ id }) => !lifted.ids.has(id)) };
      const { stamps } = this.#drawn;
      const drawn = this.#drawnOf({ ...own, stage: [] }, stamps);
      this.#lifted = { ...lifted, drawn, isDrawn: false };
      this.#drawn = this.#drawnOf(others, stamps);
      this.#picture.spoil();
    } else if (before) {
      this.#lifted = null;
      this.#redraw();
    }
    this.touch();
  }

  toPlan(at: Point): [number, number] {
    const { x, y } = toPlan(this.#view, this.#size, at);
    return [Math.round(x), Math.round(y)];
  }

  toScreen([x, y]: PlanPoint): Point {
    return toScreen(this.#view, this.#size, x, y);
  }

  panBy(dx: number, dy: number): void {
    const { x, y, scale } = this.#view;
    this.setView({ scale, x: x - dx / scale, y: y - dy / scale });
  }

  zoomBy(factor: number, at: Point = { x: this.#size.width / 2, y: this.#size.height / 2 }): void {
    const scale = withinScales(this.#view.scale * factor);
    this.#zoomedAt = performance.now();
    this.setView(zoomAt(this.#view, this.#size, at, scale));
  }

  fit(box: Box = drawnBox(this.#hall.floor)): void {
    this.setView(fitted(box, this.#size));
  }

  setView(view: View): void {
    this.#view = view;
    this.#setup.onView(view);
    this.touch();
  }

  stop(): void {
    clearTimeout(this.#rest);
    cancelAnimationFrame(this.#frame);
  }

  touch(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.paint();
    });
  }

  /** Draws everything now. */
  paint(): void {
    if (this.#size.width === 0) return;
    const [c, view, size, ratio] = [this.#context, this.#view, this.#size, this.#ratio];
    const isMoving = performance.now() - this.#zoomedAt < zoomingMs;
    if (!this.#picture.serves(view, everywhere, isMoving)) this.#picture.render(view, this.#drawn);
    c.setTransform(1, 0, 0, 1, 0, 0);
    c.fillStyle = this.#colors.map;
    c.fillRect(0, 0, c.canvas.width, c.canvas.height);
    c.setTransform(ratio, 0, 0, ratio, 0, 0);
    if (!this.#isFan) {
      paintBackground(c, this.#hall.plan.background, this.#background, { view, size });
      paintGrid(c, view, size, this.#colors.hair);
    }
    c.setTransform(1, 0, 0, 1, 0, 0);
    this.#picture.show(c, view, size);
    this.#paintLifted(c);
    c.setTransform(ratio, 0, 0, ratio, 0, 0);
    paintStages(c, this.#hall.floor, { view, size }, this.#colors, this.#setup.stageText);
    paintNames(c, this.#hall.floor, { view, size }, this.#colors, this.#lifted?.ids ?? null);
    if (!this.#isFan) this.#paintOverlay(c);
    clearTimeout(this.#rest);
    const settle = () => {
      this.#zoomedAt = -Infinity;
      if (!this.#picture.isCentered(this.#view)) this.#picture.spoil();
      this.touch();
    };
    if (isMoving || !this.#picture.isCentered(view)) this.#rest = setTimeout(settle, zoomingMs);
  }

  #paintLifted(c: CanvasRenderingContext2D): void {
    const lifted = this.#lifted;
    if (!lifted) return;
    const { x, y, scale } = this.#view;
    const view = { x: x - lifted.by.x, y: y - lifted.by.y, scale };
    if (!lifted.isDrawn || !this.#above.serves(this.#view, everywhere, false)) {
      this.#above.render(this.#view, lifted.drawn);
      lifted.isDrawn = true;
    }
    this.#above.show(c, view, this.#size);
  }

  #paintOverlay(c: CanvasRenderingContext2D): void {
    const [view, size, colors] = [this.#view, this.#size, this.#overlay];
    paintFocus(c, this.toScreen(this.#hall.plan.focus), size, colors.brand);
    c.setTransform(1, 0, 0, 1, 0, 0);
    const scale = view.scale * this.#ratio;
    this.#selected.paint(c, this.#hall.floor, { ...view, scale }, colors.brand);
    c.setTransform(this.#ratio, 0, 0, this.#ratio, 0, 0);
    const seen = { view, size, colors };
    paintOutlines(c, this.#marked.outlines, seen, this.#lifted?.by ?? { x: 0, y: 0 });
    if (!this.#lifted) {
      const handles = this.#handles(1 / view.scale);
      paintSketch(c, { handles }, seen, this.#colors);
    }
    paintSketch(c, this.#sketch, seen, this.#colors);
    if (!this.#lifted) paintRowsOf(c, this.#hall.floor, this.#marked.ids, seen, this.#colors);
  }

  #drawnOf(floor: Floor, stamps: Stamps): Drawn {
    const [colors, isPale, { rowText }] = [this.#ground, this.#isPale, this.#setup];
    return drawnOf(floor, { stamps, colors, rowText, isPale });
  }
}
