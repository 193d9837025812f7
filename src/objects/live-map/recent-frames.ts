import type { Moment } from "../../contract/live/live-socket.ts";

type Span = { epoch: number; from: number; to: number };
type Frame = Span & { bytes: Uint8Array };

/** A minute of a busy sale. */
const framesMax = 256;
const bytesMax = 128 * 1024;

const isSnapshot = (bytes: Uint8Array) => bytes[1] === 1;

/** The last frames of a feed, so that a browser that missed some does not load the schedule. */
export class RecentFrames {
  #head: Moment | null = null;
  #start: Frame | null = null;
  #frames: Frame[] = [];
  #bytes = 0;

  /** The current position. */
  get head(): Moment | null {
    return this.#head;
  }

  /** `new`: to be passed on. `gap`: an earlier frame is missing. */
  take(bytes: Uint8Array, span: Span): "new" | "old" | "gap" {
    const head = this.#head;
    const isSameLife = head?.epoch === span.epoch;
    if (head && (span.epoch < head.epoch || (isSameLife && span.to <= head.seq))) return "old";
    const frame = { ...span, bytes };
    if (isSnapshot(bytes)) {
      this.forget();
      this.#start = frame;
    } else {
      // Without a head this object has just woken up; each listener can tell for itself if the frame fits.
      if (head && (!isSameLife || span.from > head.seq)) return "gap";
      this.#add(frame);
    }
    this.#head = { epoch: span.epoch, seq: span.to };
    return "new";
  }

  /** Keeps a snapshot of the current life, for browsers without a map; it may be ahead of the frames so far. */
  keepStart(bytes: Uint8Array, span: Span): void {
    this.#start = { ...span, bytes };
  }

  /** The frames after a position, in order; null if some of them are gone. */
  since(from: Moment | null): readonly Uint8Array[] | null {
    const head = this.#head;
    if (!from || from.epoch !== head?.epoch) return null;
    if (from.seq >= head.seq) return [];
    const first = this.#frames.findIndex((frame) => frame.to > from.seq);
    const oldest = this.#frames[first];
    if (!oldest || oldest.from > from.seq) return null;
    return this.#frames.slice(first).map(({ bytes }) => bytes);
  }

  /** A snapshot and the frames after it: a whole map for a browser that has none. */
  fromStart(): readonly Uint8Array[] | null {
    if (!this.#start) return null;
    const { bytes, epoch, to } = this.#start;
    const after = this.since({ epoch, seq: to });
    return after && [bytes, ...after];
  }

  forget(): void {
    this.#head = null;
    this.#start = null;
    this.#frames = [];
    this.#bytes = 0;
  }

  #add(frame: Frame): void {
    this.#frames.push(frame);
    this.#bytes += frame.bytes.length;
    while (this.#frames.length > framesMax || this.#bytes > bytesMax)
      this.#bytes -= this.#frames.shift()?.bytes.length ?? 0;
  }
}
