import { array, assert, constantFrom, integer, property, record, sample } from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeSnapshot } from "./live.ts";
import { decodeDelta, encodeDelta, spanOf } from "./live-delta.ts";
import { applyFrame, type LiveMap } from "./live-map.ts";

const planHash = 0xfedc_ba98;
const seatCount = 200;
type Change = { seat: number; code: number };

const changes = (max: number) =>
  array(
    record({ seat: integer({ min: 0, max: seatCount - 1 }), code: integer({ min: 0, max: 3 }) }),
    {
      minLength: 1,
      size: "max",
      maxLength: max,
    },
  );

/** The history of a hall, and the frames for any part of it. */
function historyOf(told: readonly Change[], epoch = 7) {
  const at = (seq: number) => {
    const statuses = new Uint8Array(seatCount);
    for (const { seat, code } of told.slice(0, seq)) statuses[seat] = code;
    return statuses;
  };
  const snapshot = (seq: number) =>
    encodeSnapshot({ planHash, epoch, seq, firstOrdinal: 0, statuses: at(seq) });
  const delta = (fromSeq: number, toSeq: number) => {
    const seats = Uint32Array.from(
      new Set(told.slice(fromSeq, toSeq).map(({ seat }) => seat)),
    ).sort();
    const now = at(toSeq);
    const codes = Uint8Array.from(seats, (seat) => now[seat] ?? 0);
    return encodeDelta({ planHash, epoch, fromSeq, toSeq, seats, codes });
  };
  return { at, snapshot, delta, end: told.length, epoch };
}

describe("deltas", () => {
  it("[V1] a delta has the final state of every changed seat, in few bytes", () => {
    assert(
      property(changes(60), (told) => {
        const { delta, at, end } = historyOf(told);
        const read = decodeDelta(delta(0, end));
        const seats = [...new Set(told.map(({ seat }) => seat))].sort((a, b) => a - b);
        expect([...(read?.seats ?? [])]).toEqual(seats);
        expect([...(read?.codes ?? [])]).toEqual(seats.map((seat) => at(end)[seat]));
        expect(delta(0, end).length).toBeLessThanOrEqual(20 + seats.length * 2);
      }),
    );
    const far = { planHash, epoch: 4_294_967_295, fromSeq: 9, toSeq: 4_294_967_295 };
    const one = encodeDelta({ ...far, seats: Uint32Array.of(119_999), codes: Uint8Array.of(3) });
    expect(decodeDelta(one)).toEqual({
      ...far,
      seats: Uint32Array.of(119_999),
      codes: Uint8Array.of(3),
    });
    expect(spanOf(one)).toEqual({ epoch: far.epoch, from: 9, to: far.toSeq });
  });

  it("[V72] bytes that are not a complete delta are rejected", () => {
    const { delta, snapshot, end } = historyOf(sample(changes(40), 1)[0] ?? []);
    const whole = delta(0, end);
    for (let length = 0; length < whole.length; length++)
      expect(decodeDelta(whole.subarray(0, length))).toBeNull();
    expect(decodeDelta(Uint8Array.of(...whole, 0))).toBeNull();
    expect(decodeDelta(snapshot(end))).toBeNull();
  });
});

describe("a live map", () => {
  it("[V2] Lost, repeated or reordered frames still lead to the right map, and the map never goes back in time", () => {
    const frames = array(
      record({
        from: integer({ min: 0, max: 80 }),
        by: integer({ min: 0, max: 30 }),
        kind: constantFrom("delta", "delta", "delta", "snapshot", "old life"),
      }),
      { maxLength: 60, size: "max" },
    );
    assert(
      property(changes(80), frames, (told, sent) => {
        const history = historyOf(told);
        const before = historyOf(told.toReversed(), 6);
        let map: LiveMap | null = null;
        const take = (bytes: Uint8Array) => {
          const applied = applyFrame(map, bytes);
          if (applied.state === "moved") {
            if (map?.epoch === 7) expect(applied.map.seq).toBeGreaterThan(map.seq);
            map = applied.map;
            const { at } = map.epoch === 7 ? history : before;
            expect(map.statuses).toEqual(at(map.seq));
          }
          return applied.state;
        };
        for (const { from, by, kind } of sent) {
          const start = Math.min(from, history.end);
          const end = Math.min(start + by, history.end);
          if (kind === "snapshot") take(history.snapshot(end));
          else if (kind === "delta") take(history.delta(start, end));
          else take(before.snapshot(end));
        }
        // Acts as a browser: it receives the newest frame, and asks for more after a gap.
        const known = map as LiveMap | null;
        const last = history.delta(Math.max(0, history.end - 1), history.end);
        if (take(last) === "gap")
          take(
            known?.epoch === 7
              ? history.delta(known.seq, history.end)
              : history.snapshot(history.end),
          );
        expect((map as LiveMap | null)?.statuses).toEqual(history.at(history.end));
      }),
    );
  });

  it("[V73] a map ignores another plan's frames, and follows a restarted schedule", () => {
    const { snapshot, delta } = historyOf([
      { seat: 3, code: 1 },
      { seat: 4, code: 2 },
    ]);
    const first = applyFrame(null, snapshot(1));
    if (first.state !== "moved") throw new Error(first.state);
    const foreign = delta(1, 2);
    new DataView(foreign.buffer).setUint32(4, 1, true);
    expect(applyFrame(first.map, foreign).state).toBe("gap");
    const newLife = historyOf([{ seat: 9, code: 2 }], 8);
    expect(applyFrame(first.map, newLife.delta(0, 1)).state).toBe("gap");
    const moved = applyFrame(first.map, newLife.snapshot(1));
    expect(moved.state === "moved" && moved.map.statuses[9]).toBe(2);
    const older = snapshot(1);
    new DataView(older.buffer).setUint32(4, 1, true);
    expect(moved.state === "moved" && applyFrame(moved.map, older).state).toBe("old");
  });
});
