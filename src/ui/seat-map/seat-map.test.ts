import { assert, double, integer, property, record } from "fast-check";
import { describe, expect, it } from "vitest";
import { expandPlan } from "../../contract/plan/seat-places.ts";
import { createFloor, groupAt, seatAt } from "./drawing/floor.ts";
import { lookOf, readLook } from "./drawing/looks.ts";
import { paintSeats } from "./drawing/seat-pixels.ts";
import { smallPlan } from "./drawing/small-plan.ts";
import type { Stamps } from "./drawing/stamps.ts";
import { between, fitTo, keepInside, showsAll, toPlan, toScreen, zoomAt } from "./drawing/view.ts";

const places = expandPlan(smallPlan);
const floor = createFloor(smallPlan, places);
const size = { width: 390, height: 500 };
const coordinate = double({ min: -5_000, max: 5_000, noNaN: true });
const anyView = record({
  x: coordinate,
  y: coordinate,
  scale: double({ min: 0.01, max: 2, noNaN: true }),
});

describe("the view", () => {
  it("[V20] the point under the finger stays there while zooming, and panning back returns to the same place of the plan", () => {
    assert(
      property(
        anyView,
        integer({ min: 0, max: 390 }),
        integer({ min: 0, max: 500 }),
        double({ min: 0.01, max: 2, noNaN: true }),
        (view, x, y, scale) => {
          const before = toPlan(view, size, { x, y });
          const after = toPlan(zoomAt(view, size, { x, y }, scale), size, { x, y });
          expect(Math.hypot(after.x - before.x, after.y - before.y)).toBeLessThan(0.001);
          const back = toScreen(view, size, before.x, before.y);
          expect(Math.hypot(back.x - x, back.y - y)).toBeLessThan(0.001);
        },
      ),
    );
  });

  it("[V77] the whole plan fits beside the panels that float over it, and cannot be lost", () => {
    const pad = { top: 60, right: 10, bottom: 70, left: 10 };
    const view = fitTo(floor.bounds, size, pad);
    const [x0, y0, x1, y1] = floor.bounds;
    const [from, to] = [toScreen(view, size, x0, y0), toScreen(view, size, x1, y1)];
    expect(from.x).toBeGreaterThanOrEqual(9.99);
    expect(from.y).toBeGreaterThanOrEqual(59.99);
    expect(to.x).toBeLessThanOrEqual(380.01);
    expect(to.y).toBeLessThanOrEqual(430.01);
    expect(keepInside({ ...view, x: 9e9, y: -9e9 }, floor.bounds)).toMatchObject({ x: x1, y: y0 });
  });

  it("[V201] a cached picture of the map is shown again only if it covers the visible part of the plan", () => {
    const drawn = { view: { x: 300, y: 150, scale: 1 }, size: { width: 490, height: 600 } };
    const shows = (x: number, y: number, scale = 1) =>
      showsAll(drawn, { view: { x, y, scale }, size }, [-5_000, -5_000, 5_000, 5_000]);
    expect([shows(300, 150), shows(350, 100), shows(250, 200)]).toEqual([true, true, true]);
    expect([shows(351, 150), shows(249, 150), shows(300, 99), shows(300, 201)]).toEqual([
      false,
      false,
      false,
      false,
    ]);
    expect([shows(300, 150, 1.4), shows(300, 150, 0.85), shows(300, 150, 0.8)]).toEqual([
      true,
      true,
      false,
    ]);
    // Beyond the plan there is nothing to miss.
    const all = { view: drawn.view, size: { width: 760, height: 460 } };
    const away = { view: { x: 600, y: 300, scale: 1 }, size };
    expect(showsAll(all, away, floor.bounds)).toBe(true);
    expect(showsAll(all, away, [0, 0, 5_000, 300])).toBe(false);
  });

  it("[V78] a flight begins where the map is and ends at its target, without overshooting", () => {
    const [from, to] = [
      { x: 0, y: 0, scale: 0.1 },
      { x: 400, y: 100, scale: 0.6 },
    ];
    expect(between(from, to, 0)).toEqual(from);
    expect(between(from, to, 1).x).toBeCloseTo(400);
    const xs = Array.from({ length: 21 }, (_, step) => between(from, to, step / 20).x);
    expect(xs).toEqual(xs.toSorted((a, b) => a - b));
  });
});

describe("pointing", () => {
  it("[V21] every seat is found at its own place, and no seat is found where there is none", () => {
    for (let seat = 0; seat < places.count; seat++)
      expect(seatAt(floor, { x: places.x[seat] ?? 0, y: places.y[seat] ?? 0 }, 40)).toBe(seat);
    expect(seatAt(floor, { x: 300, y: 20 }, 40)).toBeNull();
    expect(floor.pitchCm).toBe(100);
  });

  it("[V79] a section is found inside its shape, and not in a corner of its box outside the shape", () => {
    expect([groupAt(floor, { x: 550, y: 150 }), groupAt(floor, { x: 20, y: 290 })]).toEqual([
      0,
      null,
    ]);
  });
});

describe("looks", () => {
  it("[V22] the map shows the state, the price and the kind of a seat, each in its own way", () => {
    const seen = { status: 0, zone: 3, flags: 0, mark: "none" as const, isDim: false };
    const read = (change: Partial<Parameters<typeof lookOf>[0]>) =>
      readLook(lookOf({ ...seen, ...change }));
    expect(read({})).toEqual({ kind: "free", zone: 3, shape: "disc", isDim: false });
    expect(read({ flags: 4, isDim: true })).toEqual({
      kind: "free",
      zone: 3,
      shape: "restricted",
      isDim: true,
    });
    expect([read({ flags: 1 }), read({ flags: 2, zone: 23 })]).toMatchObject([
      { shape: "accessible" },
      { shape: "companion", zone: 23 },
    ]);
    expect(
      [read({ status: 1 }), read({ status: 2 }), read({ status: 3 })].map(({ kind }) => kind),
    ).toEqual(["held", "taken", "nothing"]);
    expect([read({ status: 1, mark: "mine" }), read({ status: 2, mark: "pending" })]).toEqual([
      { kind: "mine" },
      { kind: "pending", zone: 3 },
    ]);
  });

  it("[V23] every seat in sight is drawn into the pixels where it stands, and nothing beyond the edge", () => {
    const width = 60;
    const image = { width, height: 30, data: new Uint8ClampedArray(width * 30 * 4) } as ImageData;
    const words = new Uint32Array(image.data.buffer);
    const stamps = {
      get: (look: number) => ({ size: 1, pixels: Uint32Array.of(look) }),
    } as unknown as Stamps;
    const looks = Uint8Array.from({ length: places.count }, (_, seat) => seat + 1);
    const crowd = { floor, looks, stamps, last: [] };
    paintSeats({ image, words }, crowd, { x: 300, y: 150, scale: 0.1 });
    const found = [...words].flatMap((look, at) =>
      look === 0 ? [] : [[look - 1, at % width, Math.floor(at / width)]],
    );
    expect(found).toEqual(
      Array.from({ length: 12 }, (_, seat) => [
        seat,
        Math.round((places.x[seat] ?? 0) / 10 - 0.5),
        Math.round((places.y[seat] ?? 0) / 10 - 0.5),
      ]),
    );
    words.fill(0);
    paintSeats({ image, words }, crowd, { x: 0, y: 150, scale: 0.1 });
    expect([...words].filter((look) => look !== 0)).toHaveLength(6);
  });
});
