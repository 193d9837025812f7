import { type Block, SeatPlan } from "../../../src/contract/plan/seat-plan.ts";

export const plainText = (name: string) => ({ ko: `${name}구역`, en: `Section ${name}` });

/** A block of straight rows, 50 cm from seat to seat and 90 cm from row to row. */
export function plainBlock(change: Partial<Block> = {}, left = 0, top = 0): Block {
  return {
    rows: 2,
    seats: 5,
    rowNumbers: { scheme: "1", start: 1, skip: [] },
    seatNumbers: { start: 1, step: 1, direction: "ltr" },
    geometry: { type: "line", from: [left, top], to: [left + 200, top], pitch: [0, 90] },
    aisles: [],
    zoneRows: [],
    ...change,
  };
}

export function plainSection(id: string, blocks: Block[], left = 0, top = 0) {
  const outline: [number, number][] = [
    [left - 50, top - 50],
    [left + 250, top - 50],
    [left + 250, top + 150],
    [left - 50, top + 150],
  ];
  return { id, label: plainText(id), level: "1", zone: "r", outline, blocks, flags: [] };
}

/** By default a plan of sections A and B side by side. */
export function plainPlan(change: Partial<SeatPlan> = {}): SeatPlan {
  return SeatPlan.parse({
    format: "seatplan/1",
    name: plainText("홀"),
    bounds: [0, 0, 900, 900],
    focus: [0, 0],
    levels: [{ id: "1", name: plainText("1") }],
    zones: ["r", "s"].map((id, at) => ({ id, name: plainText(id), color: at + 1 })),
    sections: [plainSection("A", [plainBlock()]), plainSection("B", [plainBlock({}, 400)], 400)],
    ...change,
  });
}
