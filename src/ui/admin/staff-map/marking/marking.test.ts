import { array, assert, nat, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { expandPlan, placeKey } from "../../../../contract/plan/seat-places.ts";
import type { SeatPlan } from "../../../../contract/plan/seat-plan.ts";
import { smallPlan } from "../../../seat-map/drawing/small-plan.ts";
import { seatsAsked } from "./question-seats.ts";
import { readQuestion } from "./seat-query.ts";
import { readSeatTable, writeSeatTable } from "./seat-table.ts";

const [first] = smallPlan.sections;
if (!first) throw new Error("the small room has no section");
const [block] = first.blocks;
if (!block) throw new Error("the small room has no block");
const rows = (scheme: "1" | "A", count: number) => [
  { ...block, rows: count, rowNumbers: { scheme, start: 1, skip: [] } },
];
const section = (id: string, scheme: "1" | "A" = "1") => ({
  ...first,
  id,
  blocks: rows(scheme, 4),
  flags: [],
});
const plan: SeatPlan = {
  ...smallPlan,
  sections: [
    ...["F1", "F2", "F6", "F31", "G3", "101", "가"].map((id) => section(id)),
    section("B", "A"),
  ],
};
const places = expandPlan(plan);

function found(text: string): string {
  const question = readQuestion(text);
  if ("wrongAt" in question) return `wrong at ${question.wrongAt}`;
  const answer = seatsAsked(places, question.clauses);
  if ("unknown" in answer) return `unknown ${answer.unknown}`;
  const byRow = new Map<string, string[]>();
  for (const key of answer.seats.map((seat) => placeKey(places, seat))) {
    const [group = "", row = "", number = ""] = key.split("/");
    byRow.set(`${group}/${row}`, [...(byRow.get(`${group}/${row}`) ?? []), number]);
  }
  return [...byRow]
    .map(([row, numbers]) => (numbers.length === 6 ? row : `${row}/${numbers.join(",")}`))
    .join(" ");
}

describe("a question for seats", () => {
  const upToThree = "F1/1 F1/2 F1/3 F2/1 F2/2 F2/3 F6/1 F6/2 F6/3";

  it("[SM5] a question names sections, rows and numbers in English or Korean, as lists, ranges and limits", () => {
    for (const text of [
      "row ≤ 3 in F1–F6",
      "rows 1-3 of F1-F6",
      "F1~F6 row <= 3",
      "F1–F6의 1–3열",
      "F1-F6구역 3열 이하",
      "F1, F2, f6 구역의 1열부터 3열까지",
      "F1–F6 row < 4",
      "F1-F6 4열 미만",
    ])
      expect([text, found(text)]).toEqual([text, upToThree]);
    expect(found("101구역 2열 3-5번")).toBe("101/2/3,4,5");
    expect(found("section 101 row 2 seats 3, 5")).toBe("101/2/3,5");
    expect(found("가구역 4열 홀수")).toBe("가/4/1,3,5");
    expect(found("G3 row 1 even seats")).toBe("G3/1/2,4,6");
    expect(found("G3 row 1 even")).toBe("G3/1/2,4,6");
    expect(found("B rows B-C")).toBe("B/B B/C");
    expect(found("F31 row 4; G3 row >= 4 seats > 4")).toBe("F31/4 G3/4/5,6");
    expect(found("row 1")).toBe("F1/1 F2/1 F6/1 F31/1 G3/1 101/1 가/1");
  });

  it("[SM6] a question that cannot be read, or names a section that the plan does not have, says where", () => {
    expect(found("row in F1")).toBe("wrong at in");
    expect(found("F1-")).toBe("wrong at F1");
    expect(found("F1 row")).toBe("wrong at row");
    expect(found("  ")).toBe("wrong at ");
    expect(found("Q9 row 1")).toBe("unknown Q9");
  });
});

describe("seats as a table", () => {
  it("[SM7] a table of seats that was saved is read as the same seats, and names that the plan does not have are told by their line", () => {
    assert(
      property(array(nat(places.count - 1), { maxLength: 40 }), (wanted) => {
        const seats = [...new Set(wanted)].sort((a, b) => a - b);
        const head = ["구역", "열", "좌석", "상태"];
        const text = writeSeatTable(places, seats, head, () => ["=free"]);
        expect(readSeatTable(places, text)).toEqual({ seats, unknown: [] });
      }),
    );
    const keys = readSeatTable(places, "key\nF1/1/1\n\nf2/4/6\nF9/1/1\n");
    expect(keys.seats.map((seat) => placeKey(places, seat))).toEqual(["F1/1/1", "F2/4/6"]);
    expect(keys.unknown).toEqual([{ line: 5, name: "F9/1/1" }]);
    const untitled = readSeatTable(places, "가;1;1\n가;9;1");
    expect(untitled.seats.map((seat) => placeKey(places, seat))).toEqual(["가/1/1"]);
    expect(untitled.unknown).toEqual([{ line: 2, name: "가/9/1" }]);
  });
});
