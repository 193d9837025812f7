import type { Floor } from "../../../seat-map/drawing/floor.ts";
import { paintSeats, type Pixels, pixelsFor } from "../../../seat-map/drawing/seat-pixels.ts";
import type { Stamp } from "../../../seat-map/drawing/stamps.ts";
import type { Size, View } from "../../../seat-map/drawing/view.ts";

/** Rings around the selected seats, copied as pixels: ten thousand arcs would take longer than a frame. */
export class SelectionLayer {
  readonly #canvas = document.createElement("canvas");
  readonly #context = this.#canvas.getContext("2d", { willReadFrequently: true });
  readonly #stampCanvas = document.createElement("canvas");
  #pixels: Pixels | null = null;
  #looks = new Uint8Array();
  #stamp: { key: string; stamp: Stamp } | null = null;
  #shown = "";

  resize({ width, height }: Size): void {
    Object.assign(this.#canvas, { width, height });
    this.#pixels = width > 0 && height > 0 ? pixelsFor({ width, height }) : null;
    this.#shown = "";
  }

  setSeats(seats: Uint32Array | null, count: number): void {
    this.#looks = new Uint8Array(seats === null ? 0 : count);
    for (const seat of seats ?? []) this.#looks[seat] = 1;
    this.#shown = "";
  }

  /** `view` is in device pixels. */
  paint(c: CanvasRenderingContext2D, floor: Floor, view: View, color: string): void {
    const pixels = this.#pixels;
    if (!pixels || this.#looks.length === 0 || !this.#context) return;
    const key = `${view.x} ${view.y} ${view.scale} ${color}`;
    if (key !== this.#shown) {
      this.#shown = key;
      const stamp = this.#ring(Math.max(5, floor.pitchCm * view.scale * 1.02), color);
      pixels.words.fill(0);
      const stamps = { get: (look: number) => (look === 1 ? stamp : null) };
      paintSeats(pixels, { floor, looks: this.#looks, stamps, last: [] }, view);
      this.#context.putImageData(pixels.image, 0, 0);
    }
    c.drawImage(this.#canvas, 0, 0);
  }

  #ring(size: number, color: string): Stamp | null {
    const px = Math.min(120, Math.ceil(size));
    const key = `${px} ${color}`;
    if (this.#stamp?.key === key) return this.#stamp.stamp;
    const canvas = this.#stampCanvas;
    canvas.width = canvas.height = px;
    const c = canvas.getContext("2d", { willReadFrequently: true });
    if (!c) return null;
    const width = Math.max(1.5, px * 0.11);
    c.strokeStyle = c.fillStyle = color;
    c.lineWidth = width;
    c.beginPath();
    c.arc(px / 2, px / 2, px / 2 - width / 2, 0, Math.PI * 2);
    if (px < 8) c.fill();
    else c.stroke();
    const { data } = c.getImageData(0, 0, px, px);
    this.#stamp = { key, stamp: { size: px, pixels: new Uint32Array(data.buffer) } };
    return this.#stamp.stamp;
  }
}
