import { assert, constant, property, tuple } from "fast-check";
import { describe, expect, it } from "vitest";
import { anyOperation } from "../../../../test/support/plans/any-operation.ts";
import { anyPlan } from "../../../../test/support/plans/any-plan.ts";
import { plainBlock, plainPlan, plainSection } from "../../../../test/support/plans/plain-plan.ts";
import { edit } from "../editing/edit.ts";
import { expandPlan, placeKey } from "../seat-places.ts";
import type { Block, SeatPlan } from "../seat-plan.ts";
import { checkPlan, faultsOf, faultText } from "./plan-checks.ts";
import { comparisonsMax, seatRoomCm } from "./overlaps.ts";

const codesOf = (plan: SeatPlan) => checkPlan(plan).map(({ code }) => code);
const withBlock = (change: Partial<Block>) =>
  plainPlan({ sections: [plainSection("A", [plainBlock(change)])] });

/** A modified plan, in which two seats sometimes share a name. */
const changedPlan = anyPlan
  .chain((plan) => tuple(constant(plan), anyOperation(plan)))
  .map(([plan, operation]) => {
    const edited = edit(plan, operation);
    return edited.isDone ? edited.plan : plan;
  });

describe("the checks of a plan", () => {
  it("[PL30] a sound plan has no findings", () => {
    expect(checkPlan(plainPlan())).toEqual([]);
  });

  it("[PL31] two seats of one name are found with both seats, and every plan that passes has as many names as places", () => {
    const blocks = [plainBlock(), plainBlock({ rows: 1 }, 600)];
    const [finding] = checkPlan(plainPlan({ sections: [plainSection("A", blocks)] }));
    expect(finding).toMatchObject({
      code: "name-twice",
      isError: true,
      part: "A",
      name: "A/1/1",
      seats: [0, 10],
    });
    assert(
      property(changedPlan, (plan) => {
        const places = expandPlan(plan);
        const keys = new Set(Array.from({ length: places.count }, (_, at) => placeKey(places, at)));
        const isFound = checkPlan(plan, { places }).some(({ code }) => code === "name-twice");
        expect(isFound).toBe(keys.size !== places.count);
      }),
      { numRuns: 150, endOnFailure: true },
    );
  });

  it("[PL32] seats with a zone, level or gate that the plan lacks are counted and reported", () => {
    const plan = plainPlan();
    const lost = {
      ...plan,
      gates: [],
      zones: [plan.zones[1]!],
      sections: plan.sections.map((section) => ({ ...section, gate: "G" })),
    };
    const found = checkPlan(lost).map(({ code, part, name, count }) => [code, part, name, count]);
    expect(found).toEqual([
      ["zone-missing", "A", "r", 10],
      ["gate-missing", "A", "G", 10],
      ["zone-missing", "B", "r", 10],
      ["gate-missing", "B", "G", 10],
    ]);
    const spots: Block["spots"] = [{ rows: [0, 1], seats: [1, 3], zone: "gone" }];
    expect(checkPlan(withBlock({ spots }))).toMatchObject([
      { code: "zone-missing", name: "gone", count: 2 },
    ]);
  });

  it("[PL33] a restricted seat without a text is reported, and one with a text is not", () => {
    const text = { ko: "기둥", en: "Pillar" };
    const spots: Block["spots"] = [
      { rows: [0, 1], seats: [0, 2], kind: "restricted" },
      { rows: [1, 2], seats: [0, 2], kind: "restricted", text },
      { rows: [0, 1], seats: [1, 2], kind: "restricted", text },
    ];
    expect(checkPlan(withBlock({ spots }))).toMatchObject([
      { code: "text-missing", part: "A", seats: [0], count: 1 },
    ]);
  });

  it("[PL34] a companion seat without a wheelchair space in its run is reported", () => {
    const spots: Block["spots"] = [
      { rows: [0, 1], seats: [0, 1], kind: "accessible" },
      { rows: [0, 1], seats: [1, 3], kind: "companion" },
      { rows: [1, 2], seats: [1, 2], kind: "companion" },
    ];
    expect(checkPlan(withBlock({ spots }))).toMatchObject([
      { code: "companion-alone", seats: [6], count: 1 },
    ]);
    expect(checkPlan(withBlock({ spots, aisles: [1] }))).toMatchObject([{ seats: [1, 2, 6] }]);
  });

  it("[PL35] overlapping seats are reported, unless they are on different levels", () => {
    const over = [plainSection("A", [plainBlock()]), plainSection("B", [plainBlock({}, 10)])];
    expect(checkPlan(plainPlan({ sections: over }))).toMatchObject([
      {
        code: "overlap",
        part: "A",
        name: "B",
        count: 10,
        seats: [0, 10, 1, 11, 2, 12, 3, 13, 4, 14, 5, 15, 6, 16, 7, 17, 8, 18, 9, 19],
      },
    ]);
    const levels = ["1", "2"].map((id) => ({ id, name: { ko: id, en: id } }));
    const stacked = over.map((section, at) => ({ ...section, level: at === 0 ? "1" : "2" }));
    expect(codesOf(plainPlan({ levels, sections: stacked }))).toEqual([]);
  });

  it("[PL39] of a heap of seats only the first overlaps are counted, and the finding says that there are more", () => {
    const heap = plainBlock({
      rows: 100,
      seats: 200,
      geometry: { type: "line", from: [0, 0], to: [0, 0], pitch: [0, 0] },
    });
    const [finding] = checkPlan(plainPlan({ sections: [plainSection("A", [heap])] }));
    expect(finding).toMatchObject({ code: "overlap", count: comparisonsMax, isCut: true });
    expect(finding && faultText(finding)).toBe(
      "at least 10000000 pairs of seats stand in one another",
    );
  });

  it("[PL36] the overlaps found in any plan are those that a comparison of all pairs finds", () => {
    assert(
      property(anyPlan, (plan) => {
        const places = expandPlan(plan);
        const { x, y, group } = places;
        let pairs = 0;
        const seats = places.groups
          .filter(({ kind }) => kind === "section")
          .reduce((sum, { count }) => sum + count, 0);
        for (let a = 0; a < seats; a++)
          for (let b = a + 1; b < seats; b++) {
            const isOneLevel = plan.sections[group[a]!]!.level === plan.sections[group[b]!]!.level;
            if (isOneLevel && Math.hypot(x[a]! - x[b]!, y[a]! - y[b]!) < seatRoomCm) pairs++;
          }
        const found = checkPlan(plan, { places }).filter(({ code }) => code === "overlap");
        expect(found.reduce((sum, { count }) => sum + count, 0)).toBe(pairs);
      }),
      { numRuns: 60, endOnFailure: true },
    );
  });

  it("[PL37] more places than the venue admits are said, and more than a plan may have are an error", () => {
    expect(checkPlan(plainPlan(), { capacity: 19 })).toMatchObject([
      { code: "over-capacity", isError: false, count: 20 },
    ]);
    expect(checkPlan(plainPlan(), { capacity: 20 })).toEqual([]);
    const area = {
      id: "",
      label: { ko: "", en: "" },
      level: "1",
      zone: "r",
      outline: [
        [0, 0],
        [9, 0],
        [9, 9],
      ] as [number, number][],
      mode: "count" as const,
      capacity: 50_000,
    };
    const areas = ["X", "Y", "Z"].map((id) => ({ ...area, id }));
    expect(faultsOf({ ...plainPlan(), areas })).toEqual([
      { pointer: "/plan", detail: "has 150020 places, more than a plan may have" },
    ]);
    expect(faultsOf({ ...plainPlan(), sections: [] })).toEqual([
      { pointer: "/plan", detail: "has no places" },
    ]);
  });

  it("[PL38] numbers that are none, ids that repeat, rows that do not add up and marks without end are told before anything is expanded", () => {
    const line = {
      type: "line" as const,
      from: [NaN, 0] as [number, number],
      to: [0, 0] as [number, number],
      pitch: [0, 90] as [number, number],
    };
    expect(codesOf(withGeometry(line))).toEqual(["number-unsafe"]);
    expect(codesOf(withGeometry({ ...line, from: [Infinity, 0] }))).toEqual(["number-unsafe"]);
    const [a] = plainPlan().sections;
    expect(codesOf({ ...plainPlan(), sections: [a!, a!, a!] }).slice(0, 2)).toEqual([
      "id-twice",
      "id-twice",
    ]);
    expect(codesOf(withSeats([[2_000_000_000, 500]]))).toEqual(["rows-unequal"]);
    const spots = Array.from({ length: 4_000 }, () => ({
      rows: [0, 200],
      seats: [0, 500],
      zone: "s",
    })) as Block["spots"];
    expect(codesOf(withBlock({ rows: 200, seats: 500, spots }))).toEqual(["too-many-marks"]);
  });
});

function withGeometry(geometry: Block["geometry"]): SeatPlan {
  const plan = plainPlan();
  return { ...plan, sections: [plainSection("A", [plainBlock({ geometry })])] };
}

function withSeats(seats: Block["seats"]): SeatPlan {
  return { ...plainPlan(), sections: [plainSection("A", [plainBlock({ seats })])] };
}
