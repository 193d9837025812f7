import {
  type Arbitrary,
  array,
  boolean,
  constant,
  constantFrom,
  integer,
  oneof,
  option,
  record,
  subarray,
  tuple,
} from "fast-check";
import type {
  Motion,
  PlanOperation,
  Span,
} from "../../../src/contract/plan/editing/operation-schema.ts";
import { seatsPerRow } from "../../../src/contract/plan/seat-places.ts";
import type { SeatPlan } from "../../../src/contract/plan/seat-plan.ts";
import { anyBlock, anyPoint, anyText, zoneIds } from "./any-plan.ts";

const between = (min: number, max: number) => integer({ min, max });
const maybe = <T>(arbitrary: Arbitrary<T>) => option(arbitrary, { nil: undefined });

export const anyMotion: Arbitrary<Motion> = oneof(
  record({ kind: constant("move" as const), by: anyPoint }),
  record({ kind: constant("turn" as const), around: anyPoint, angle: between(-36_000, 36_000) }),
  record({
    kind: constant("mirror" as const),
    axis: constantFrom<"x" | "y">("x", "y"),
    at: between(-5_000, 5_000),
  }),
);

/** Leaves out undefined values, as JSON does. */
const clean = <T extends object>(value: T) =>
  Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as T;

/** A random operation for a plan: it mostly names parts that the plan has, and sometimes parts that it lacks. */
export function anyOperation(plan: SeatPlan): Arbitrary<PlanOperation> {
  const sections = plan.sections.map(({ id }) => id);
  const ids = [...sections, ...plan.areas.map(({ id }) => id)];
  const someIds = subarray(ids, { minLength: 1 });
  const id = constantFrom(...ids);
  const section = constantFrom(...(sections.length > 0 ? sections : ["?"]));
  const at = between(0, 3);
  const anySpan = tuple(section, at, between(0, 8), between(0, 8), between(1, 4)).map(
    ([name, block, row, first, count]): Span => {
      const known = plan.sections.find((one) => one.id === name)?.blocks ?? [];
      const index = block % Math.max(1, known.length);
      const lengths = known[index] ? seatsPerRow(known[index]) : [1];
      return [name, index, row % lengths.length, first, first + count];
    },
  );
  const of = <K extends PlanOperation["kind"]>(
    kind: K,
    shape: Record<string, Arbitrary<unknown>>,
  ) => record(shape).map((fields) => clean({ kind, ...fields }) as PlanOperation);
  return oneof(
    of("remove", { ids: someIds }),
    of("rename", { id, as: constantFrom("새 구역", "S0", "Z9") }),
    of("order", { id, at }),
    of("set", {
      ids: someIds,
      zone: maybe(constantFrom(...zoneIds, "none")),
      level: maybe(constantFrom("1", "2")),
      gate: maybe(constantFrom("G1", null)),
      label: maybe(constant({ ko: "가", en: "A" })),
    }),
    of("outline", {
      id,
      outline: option(array(anyPoint, { minLength: 3, maxLength: 6 }), { nil: null }),
    }),
    of("standing", {
      id,
      mode: maybe(constantFrom("count", "entryNumber")),
      capacity: maybe(between(1, 90)),
    }),
    of("block", { id: section, at, block: option(anyBlock, { nil: null }) }),
    of("rows", {
      id: section,
      at: between(0, 1),
      rows: maybe(between(1, 12)),
      seats: maybe(between(1, 12)),
      seatCm: maybe(between(40, 90)),
      rowCm: maybe(between(60, 120)),
      curve: maybe(between(-200, 200)),
      fan: maybe(between(-20, 40)),
      stagger: maybe(between(-30, 30)),
      aisles: maybe(constantFrom([], [2], [2, 4])),
      aisleCm: maybe(between(0, 120)),
      isWhole: maybe(boolean()),
    }),
    of("number", {
      id: section,
      at: maybe(between(0, 1)),
      rowNumbers: maybe(
        record({
          scheme: constantFrom("1", "A", "가"),
          start: between(1, 40),
          skip: constantFrom([], ["I", "O"]),
        }),
      ),
      seatNumbers: maybe(
        record({
          start: between(0, 40),
          step: between(1, 3),
          direction: constantFrom("ltr", "rtl", "centerOut", "evenLeftOddRight"),
        }),
      ),
      exceptions: maybe(constantFrom([], [{ row: 0, label: "VIP" }], [{ row: 1, start: 7 }])),
    }),
    of("paint", {
      spans: array(anySpan, { minLength: 1, maxLength: 6 }),
      zone: maybe(constantFrom(...zoneIds)),
      flag: maybe(constantFrom("accessible", "companion", "restricted")),
      isOff: maybe(constant(true)),
      text: maybe(anyText),
    }),
    of("motion", { ids: someIds, motion: anyMotion }),
    array(record({ of: id, motion: maybe(anyMotion) }), { minLength: 1, maxLength: 4 }).map(
      (copies): PlanOperation => ({
        kind: "copy",
        copies: copies.map((copy, index) => clean({ ...copy, as: `copy ${index}` })),
      }),
    ),
    of("arc", { ids: someIds, center: anyPoint }),
    of("align", {
      ids: someIds,
      edge: constantFrom("left", "middle", "right", "top", "center", "bottom"),
    }),
    of("distribute", { ids: someIds, axis: constantFrom("x", "y") }),
    of("plan", {
      name: maybe(constant({ ko: "새 이름", en: "New name" })),
      focus: maybe(anyPoint),
      zones: maybe(constant(plan.zones.slice(0, 2))),
      levels: maybe(constant([...plan.levels, { id: "3", name: { ko: "3층", en: "Level 3" } }])),
      gates: maybe(constant([{ id: "G2", name: { ko: "2번 문", en: "Gate 2" } }])),
      stage: maybe(constantFrom([], plan.stage)),
      background: maybe(
        option(constant({ image: "/b.png", at: [0, 0], size: [10, 10], opacity: 1 }), {
          nil: null,
        }),
      ),
    }),
    of("scale", { points: tuple(anyPoint, anyPoint), cm: between(1, 20_000) }),
    of("frame", {}),
    of("add", {
      sections: constant(plan.sections.slice(0, 1).map((one) => ({ ...one, id: "added" }))),
      areas: constant([]),
      zones: maybe(constant([{ id: "new", name: { ko: "새", en: "New" }, color: 4 }])),
      gates: maybe(constant([{ id: "G9", name: { ko: "9", en: "9" } }])),
    }),
  );
}
