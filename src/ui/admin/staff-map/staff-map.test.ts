import { signal } from "@preact/signals";
import { expect, it } from "vitest";
import { blockCodeFrom, staffCode } from "../../../contract/admin/seats/seat-codes.ts";
import { lookOf, readLook } from "../../seat-map/drawing/looks.ts";
import { smallPlan, smallSchedule } from "../../seat-map/drawing/small-plan.ts";
import { createHall } from "../../seat-map/hall.ts";
import type { SeatMap } from "../../seat-map/seat-map.ts";
import { drawnSeats } from "./drawn-seats.ts";
import { createMapFilter } from "./map-filter.ts";
import { createMapTools, type Marking } from "./marking/map-tools.ts";
import { kindOf } from "./seat-kinds.ts";

const hall = createHall(smallPlan, smallSchedule);
const blocks = (["withheld", "allotment", "channel", "killed"] as const).map((kind) => ({ kind }));
const { free, held, paying, sold, entered } = staffCode;

it("[SM8] every kind of seat has a look of its own, a chosen seat has a tick, and only seats that changed are drawn again", () => {
  const codes = signal<Uint16Array | null>(
    Uint16Array.of(free, held, paying, sold, entered, ...blocks.map((_, at) => blockCodeFrom + at)),
  );
  const picked = signal<ReadonlySet<number>>(new Set());
  const drawn = drawnSeats({ codes, blocks: signal(blocks) }, picked);
  const looks = () =>
    Array.from(drawn.value?.statuses ?? [], (status) =>
      readLook(lookOf({ status, zone: 0, flags: 0, mark: "none", isDim: false })),
    );
  expect(looks().map((look) => ("letter" in look ? look.letter : look.kind))).toEqual(
    "free held paying taken entered H A C killed".split(" "),
  );
  picked.value = new Set([0, 6]);
  expect(looks().map(({ kind }) => kind)).toMatchObject({ 0: "mine", 6: "mine", 5: "blocked" });
  expect([...(drawn.value?.changed ?? [])]).toEqual([0, 6]);
  codes.value = Uint16Array.from(codes.value ?? [], (code) => (code === held ? free : code));
  expect([...(drawn.value?.changed ?? [])]).toEqual([1]);
});

it("[SM9] the legend's symbols and zones dim every seat that is of none of the pressed ones", () => {
  const codes = signal<Uint16Array | null>(Uint16Array.of(free, held, sold));
  const kindAt = (seat: number) => kindOf(codes.value?.[seat] ?? 0, blocks);
  const filter = createMapFilter(hall, { codes, kindAt });
  const dimmed = () => [0, 1, 2].filter((seat) => filter.isDim.value?.(seat));
  expect(filter.isDim.value).toBeNull();
  filter.toggleKind("held");
  filter.toggleKind("sold");
  expect(dimmed()).toEqual([0]);
  filter.toggleKind("held");
  filter.toggleZone("r");
  expect(dimmed()).toEqual([0, 1]);
  filter.toggleKind("sold");
  filter.toggleZone("r");
  expect(filter.isDim.value).toBeNull();
});

it("[SM10] a stroke marks the seats beneath it and a box those within it, Shift draws a box with any tool, and Alt takes seats out", () => {
  const told: [number[], Marking][] = [];
  const tools = createMapTools(
    hall,
    (seats, marking) => told.push([[...seats].sort((a, b) => a - b), marking]),
    signal(true),
  );
  // A pixel is a centimeter, and the plan's corner is the map's.
  const view = { x: 300, y: 150, scale: 1 };
  const brush = tools.brushOn({ view, size: { width: 600, height: 300 } } as SeatMap);
  const press = (more: Partial<PointerEvent> = {}) =>
    ({ shiftKey: false, altKey: false, ...more }) as PointerEvent;
  const at = (seat: number) => ({
    x: hall.places.x[seat] ?? 0,
    y: hall.places.y[seat] ?? 0,
  });
  expect(brush.takes(press())).toBe(false);
  expect(brush.takes(press({ shiftKey: true, altKey: true }))).toBe(true);
  brush.move({ x: 0, y: 0 }, { x: at(2).x + 1, y: at(2).y + 1 }, press());
  expect(tools.sketch.value).toMatchObject({ left: 0, top: 0, width: at(2).x + 1 });
  brush.end(false);
  expect(told).toEqual([]);
  brush.takes(press({ shiftKey: true, altKey: true }));
  brush.move({ x: 0, y: 0 }, { x: at(2).x + 1, y: at(2).y + 1 }, press());
  brush.end(true);
  expect(told.splice(0)).toEqual([[[0, 1, 2], "remove"]]);
  tools.tool.value = "paint";
  expect(brush.takes(press())).toBe(true);
  brush.move(at(6), at(9), press());
  brush.end(true);
  expect(new Set(told.flatMap(([seats]) => seats))).toEqual(new Set([6, 7, 8, 9]));
  expect(told[0]?.[1]).toBe("add");
});
