import { assert, constantFrom, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { anyPlan } from "../../../../test/support/plans/any-plan.ts";
import { plainBlock, plainPlan, plainSection } from "../../../../test/support/plans/plain-plan.ts";
import { expandPlan } from "../seat-places.ts";
import { SeatPlan } from "../seat-plan.ts";
import type { Imported } from "./exchange.ts";
import { flatAreas, flatSeats } from "./flat-seats.ts";
import { planFromCsv, planToCsv } from "./plan-csv.ts";
import { planFromFile, planFromText } from "./plan-json.ts";
import { planToPretix } from "./pretix.ts";
import { PretixDocument } from "./pretix-import.ts";
import { encodeCp949 } from "./text-encoding.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);

function planOf(imported: Imported): SeatPlan {
  if (!imported.isDone) throw new Error(JSON.stringify(imported.faults));
  return SeatPlan.parse(imported.plan);
}
const faultsOf = (imported: Imported) =>
  imported.isDone ? [] : imported.faults.map(({ row, column, code }) => `${row} ${column} ${code}`);
const seatsOf = (plan: SeatPlan) => flatSeats(plan, expandPlan(plan));
const areasOf = (plan: SeatPlan) => flatAreas(plan, expandPlan(plan));
const runs = { numRuns: 100, endOnFailure: true };

describe("plans from and for other programs", () => {
  it("[PL50] a plan written as seatplan/1 and read again is the same plan", () => {
    assert(
      property(anyPlan, (plan) => {
        const imported = planFromFile(bytesOf(JSON.stringify(plan)));
        expect(planOf(imported)).toEqual(SeatPlan.parse(plan));
      }),
      runs,
    );
  });

  it("[PL51] a plan written as a table and read again has the same places, with their names, zones, positions, marks, texts and aisles", () => {
    const encodings = constantFrom(bytesOf, encodeCp949, (text: string) =>
      bytesOf(`\ufeff${text}`),
    );
    assert(
      property(anyPlan, encodings, (plan, encode) => {
        const { text } = planToCsv(plan);
        const again = planOf(planFromFile(encode(text), plan));
        expect(seatsOf(again)).toEqual(seatsOf(plan));
        expect(areasOf(again)).toEqual(areasOf(plan));
      }),
      runs,
    );
  });

  it("[PL52] a table can be read with commas, semicolons or tabs, in UTF-8 or CP949, and its straight rows are recognized", () => {
    const { text } = planToCsv(plainPlan());
    for (const delimiter of [",", ";", "\t"]) {
      const plan = planOf(planFromText(text.replaceAll(",", delimiter)));
      expect(seatsOf(plan)).toEqual(seatsOf(plainPlan()));
      expect(plan.sections.map(({ blocks }) => blocks)).toEqual(
        plainPlan().sections.map(({ blocks }) => blocks),
      );
    }
    const korean =
      'section,row,seat,zone,x,y,restricted\n나구역,가,1,VIP석,0,0,"기둥에, ""조금"" 가려요"\n';
    const [seat] = seatsOf(planOf(planFromFile(encodeCp949(korean))));
    expect(seat).toMatchObject({
      section: "나구역",
      row: "가",
      restricted: { ko: '기둥에, "조금" 가려요' },
    });
  });

  it("[PL53] each fault of a table is reported with its row and its column", () => {
    const head = "section,row,seat,zone,x,y,accessible\n";
    expect(faultsOf(planFromCsv("section,row,zone,x,y,color\nA,1,r,0,0,red\n"))).toEqual([
      "1 seat column-missing",
      "1 color column-unknown",
    ]);
    const faulty = `${head}A,1,1,r,0,0,\nA,1,1,r,0,50,\nA,,2,r,here,0,maybe\nA/B,1,3,,1e9,0,\n`;
    expect(faultsOf(planFromCsv(faulty))).toEqual([
      "3 seat name-twice",
      "4 row empty",
      "4 x no-number",
      "4 accessible no-flag",
      "5 section no-name",
      "5 zone empty",
      "5 x no-number",
    ]);
    expect(faultsOf(planFromCsv(head))).toEqual(["2  empty"]);
    expect(faultsOf(planFromCsv(`${head.trim()},level\nA,1,1,r,0,0,,1\nA,1,2,r,9,0,,2\n`))).toEqual(
      ["3 level level-mixed"],
    );
    expect(faultsOf(planFromFile(Uint8Array.of(0xff, 0xff, 0x80)))).toEqual([
      "0  encoding-unknown",
    ]);
  });

  it("[PL54] a text that a spreadsheet would compute is written with an apostrophe before it and read back without it", () => {
    const plan = plainPlan({
      sections: [
        plainSection("=1+1", [plainBlock()]),
        plainSection("'A", [plainBlock({}, 400)], 400),
      ],
    });
    const { text } = planToCsv(plan);
    expect(text).not.toMatch(/(^|,)[=+@]/m);
    expect(seatsOf(planOf(planFromText(text)))).toEqual(seatsOf(plan));
  });

  it("[PL55] a plan written for pretix matches its schema, and when read again has the same seats in the same relative positions", () => {
    assert(
      property(anyPlan, (plan) => {
        const { document } = planToPretix(plan);
        expect(PretixDocument.safeParse(document).error).toBeUndefined();
        const guids = document.zones.flatMap(({ rows }) =>
          rows.flatMap(({ seats }) => seats.map((seat) => seat.seat_guid)),
        );
        expect(new Set(guids).size).toBe(guids.length);
        const again = seatsOf(planOf(planFromText(JSON.stringify(document))));
        const [dx, dy] = plan.bounds;
        const told = seatsOf(plan).map(({ section, row, number, zone, x, y }) => ({
          section,
          row,
          number,
          zone,
          x: x - dx,
          y: y - dy,
        }));
        expect(
          again.map(({ section, row, number, zone, x, y }) => ({
            section,
            row,
            number,
            zone,
            x,
            y,
          })),
        ).toEqual(told);
      }),
      runs,
    );
  });

  it("[PL56] everything that pretix cannot represent is reported with its count", () => {
    const spots = [{ rows: [0, 1], seats: [0, 2], kind: "accessible" }] as const;
    const blocks = [
      plainBlock({
        aisles: [2],
        spots: spots.map((spot) => ({ ...spot, rows: [0, 1], seats: [0, 2] })),
      }),
    ];
    const { lost } = planToPretix(plainPlan({ sections: [plainSection("A", blocks)] }));
    expect(lost).toEqual([
      { what: "accessible", count: 2 },
      { what: "aisles", count: 2 },
      { what: "outline", count: 1 },
      { what: "focus", count: 1 },
    ]);
  });

  it("[PL57] a plan from pretix can be read in both versions of its schema, with its stage and without its drawings", () => {
    const seat = {
      seat_guid: "x",
      seat_number: "1",
      position: { x: 10, y: 4 },
      category: "Balcony",
    };
    const shape = { position: { x: 0, y: 0 }, color: "red" };
    const imported = planFromText(
      JSON.stringify({
        name: "Saal",
        size: { width: 100, height: 100 },
        categories: [{ name: "Balcony", color: "#fff" }],
        zones: [
          {
            name: "Parkett/links",
            position: { x: 100, y: 0 },
            rows: [{ row_number: "1", position: { x: 0, y: 6 }, seats: [seat] }],
            areas: [
              { ...shape, text: "Bühne", width: 40, height: 20 },
              {
                ...shape,
                shape: "rectangle",
                text: { text: "Bar", position: shape.position },
                rectangle: { width: 9, height: 9 },
              },
            ],
          },
        ],
      }),
    );
    const plan = planOf(imported);
    expect(seatsOf(plan)).toMatchObject([
      { section: "Parkett-links", row: "1", number: "1", zone: "zone-1", x: 275, y: 25 },
    ]);
    expect(plan.zones).toMatchObject([{ id: "zone-1", name: { en: "Balcony" } }]);
    expect(plan.stage.map(({ outline }) => outline[2])).toEqual([[350, 50]]);
    expect(imported.isDone && imported.lost).toEqual([
      { what: "outline", count: 1 },
      { what: "guid", count: 1 },
    ]);
    const strange = {
      name: "x",
      categories: [],
      zones: [{ position: { x: 0, y: "0" }, rows: [] }],
    };
    expect(faultsOf(planFromText(JSON.stringify(strange)))).toEqual([
      "0 zones.0.position.y no-plan",
    ]);
  });

  it("[PL59] a document with more values than any plan is refused before it is parsed", () => {
    const said = (text: string) => {
      const read = planFromText(text);
      return read.isDone ? null : read.faults[0]?.value;
    };
    // Neither is JSON, and nobody notices.
    expect(said(`[${"{},".repeat(2_000_000)}`)).toBe("too many values");
    expect(said(`[${" ".repeat(12_000_000)}`)).toBe("the document is too long");
  });

  it("[PL58] a file that no honest plan is gets a refusal, whatever it is made of", () => {
    const plan = JSON.stringify(plainPlan());
    const code = (text: string) =>
      faultsOf(planFromText(text)).map((fault) => fault.split(" ").at(-1));
    expect(code("[".repeat(1_000_000))).toEqual(["no-plan"]);
    expect(code(`${"[".repeat(4_000)}${"]".repeat(4_000)}`)).toEqual(["no-plan"]);
    expect(code(plan.replace('"홀구역"', `"${"가".repeat(3_000_000)}"`))).toEqual(["no-plan"]);
    expect(code(plan.replace('"from":[0,0]', '"from":[1e999,0]'))[0]).toBe("no-plan");
    expect(code(plan.replace('"from":[0,0]', '"from":[NaN,0]'))).toEqual(["no-plan"]);
    expect(code(plan.replace('"rows":2,"seats":5', '"rows":2,"seats":[[1000000,500]]'))).toEqual([
      "no-plan",
    ]);
    expect(code(`[${"{},".repeat(4_000_000)}{}]`)).toEqual(["no-plan"]);
    const millionSeats = `section,row,seat,zone,x,y\n${"A,1,1,r,0,0\n".repeat(1_000_000)}`;
    expect(code(millionSeats)).toEqual(["too-many-rows"]);
    expect(faultsOf(planFromFile(new Uint8Array(33_000_000)))).toEqual(["0  too-many-rows"]);
    const twice = JSON.stringify({
      ...plainPlan(),
      sections: [plainSection("A", [plainBlock(), plainBlock()])],
    });
    expect(code(twice)[0]).toBe("no-plan");
  });
});
