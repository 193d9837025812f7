import { expect, it } from "vitest";
import { RecentFrames } from "./recent-frames.ts";

const [snapshotType, deltaType] = [1, 2];
const frameOf = (type: number, to: number) => Uint8Array.of(0xa7, type, to & 0xff, to >> 8);
const span = (from: number, to: number, epoch = 1) => ({ epoch, from, to });

/** A feed's memory of a snapshot at 5, the changes until 6, and the changes until 8. */
function told() {
  const frames = new RecentFrames();
  const start = frameOf(snapshotType, 5);
  const deltas = [frameOf(deltaType, 6), frameOf(deltaType, 8)];
  expect(frames.take(start, span(0, 5))).toBe("new");
  expect(deltas.map((delta, at) => frames.take(delta, span(at + 5, at * 2 + 6)))).toEqual([
    "new",
    "new",
  ]);
  return { frames, start, deltas };
}

it("[V74] a map ignores an old frame, and a frame after a gap of any size", () => {
  const { frames } = told();
  expect(frames.take(frameOf(deltaType, 10), span(9, 10))).toBe("gap");
  expect(frames.head).toEqual({ epoch: 1, seq: 8 });
  expect(frames.take(frameOf(deltaType, 8), span(5, 8))).toBe("old");
  expect(frames.take(frameOf(deltaType, 10), span(7, 10))).toBe("new");
});

it("[V76] changes since a position are complete, or null if they are no longer remembered", () => {
  const { frames, start, deltas } = told();
  expect(frames.since({ epoch: 1, seq: 5 })).toEqual(deltas);
  expect(frames.since({ epoch: 1, seq: 7 })).toEqual(deltas.slice(1));
  expect(frames.since({ epoch: 1, seq: 8 })).toEqual([]);
  expect(frames.since({ epoch: 1, seq: 4 })).toBeNull();
  expect(frames.since(null)).toBeNull();
  expect(frames.fromStart()).toEqual([start, ...deltas]);
  for (let seq = 8; seq < 300; seq++) frames.take(frameOf(deltaType, seq + 1), span(seq, seq + 1));
  expect(frames.since({ epoch: 1, seq: 5 })).toBeNull();
  expect(frames.since({ epoch: 1, seq: 298 })).toHaveLength(2);
  expect(frames.fromStart()).toBeNull();
});

it("[V75] positions from before a restart mean nothing, and a restarted schedule begins with a snapshot", () => {
  const { frames } = told();
  expect([0, 2].map((epoch) => frames.since({ epoch, seq: 6 }))).toEqual([null, null]);
  expect(frames.take(frameOf(snapshotType, 9), span(0, 9, 0))).toBe("old");
  expect(frames.take(frameOf(deltaType, 9), span(8, 9, 2))).toBe("gap");
  const start = frameOf(snapshotType, 3);
  expect(frames.take(start, span(0, 3, 2))).toBe("new");
  expect([frames.fromStart(), frames.since({ epoch: 1, seq: 6 })]).toEqual([[start], null]);
});
