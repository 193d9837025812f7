import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plainBlock, plainPlan, plainSection } from "../../test/support/plans/plain-plan.ts";
import type { SeatPlan } from "../../src/contract/plan/seat-plan.ts";
import { runPlan } from "./plan.ts";

const stadium = "src/contract/plan/halls/stadium-98966.json";
let folder = "";
const path = (name: string) => join(folder, name);
const kept = (name: string, plan: SeatPlan) => {
  writeFileSync(path(name), JSON.stringify(plan));
  return path(name);
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "plan-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("npm run plan", () => {
  it("[DV62] the plan command exits with 0 for a sound plan, with 1 for errors and the location of each, and with 2 for a wrong command", () => {
    expect(runPlan({ words: ["check", stadium] })).toEqual({
      lines: [`${stadium}: 98,966 places, nothing to look at`],
      exitCode: 0,
    });
    const twice = kept(
      "twice.json",
      plainPlan({ sections: [plainSection("A", [plainBlock(), plainBlock({}, 900)])] }),
    );
    const checked = runPlan({ words: ["check", stadium, twice] });
    expect(checked.exitCode).toBe(1);
    expect(checked.lines.slice(1)).toContainEqual(
      "  /sections/0: not as the format wants it: two places are A/1/1",
    );
    expect(runPlan({ words: ["paint", stadium] }).exitCode).toBe(2);
    expect(runPlan({ words: ["diff", stadium] })).toEqual({
      lines: ["diff needs two plans: OLD and NEW."],
      exitCode: 2,
    });
    expect(runPlan({ words: ["stats", path("missing.json")] })).toMatchObject({ exitCode: 1 });
  });

  it("[DV63] the figures of a plan give its places by zone, level and mark", () => {
    const { lines, exitCode } = runPlan({
      words: ["stats", "src/contract/plan/halls/arena-12000.json"],
    });
    expect(exitCode).toBe(0);
    expect(lines).toContain("  places     12,000 (10,500 seats, 1,500 standing)");
    expect(lines.find((line) => line.startsWith("  levels"))).toMatch(/1 [\d,]+ · 2 [\d,]+/);
  });

  it("[DV64] two revisions are compared, and the comparison fails if a sold seat would be gone", () => {
    const [old, fewer] = [
      kept("old.json", plainPlan()),
      kept("new.json", plainPlan({ sections: [plainSection("A", [plainBlock({ rows: 1 })])] })),
    ];
    const plain = runPlan({ words: ["diff", old, fewer] });
    expect(plain.exitCode).toBe(0);
    expect(plain.lines[0]).toBe("20 places before, 5 after");
    expect(plain.lines[1]).toMatch(/^ {2}removed \(15\): A\/2\/1, /);
    writeFileSync(path("sold.txt"), "A/1/1\n\nB/2/3\n");
    const checked = runPlan({ words: ["diff", old, fewer], sold: path("sold.txt") });
    expect(checked.exitCode).toBe(1);
    expect(checked.lines.slice(-2)).toEqual([
      "  sold and gone (1): B/2/3",
      "The later plan must not be published: sold seats would be gone.",
    ]);
  });

  it("[DV65] a plan can be written as a table or for pretix and read back as a plan, and a faulty table is not written", () => {
    const plan = kept("plan.json", plainPlan());
    for (const to of ["csv", "cp949", "pretix"]) {
      expect(runPlan({ words: ["export", plan], out: path(to), to }).exitCode).toBe(0);
      const back = runPlan({ words: ["import", path(to)], out: path("back.json") });
      expect(back.lines[0]).toBe(`${path("back.json")}: 20 places, nothing to look at`);
    }
    writeFileSync(path("faulty.csv"), "section,row,seat,zone,x,y\nA,1,1,r,left,0\n");
    const refused = runPlan({ words: ["import", path("faulty.csv")], out: path("never.json") });
    expect(refused).toEqual({
      lines: [
        `${path("faulty.csv")}: cannot be read as a plan`,
        "  row 2, x: this is not a number within reach: left",
      ],
      exitCode: 1,
    });
    expect(() => readFileSync(path("never.json"))).toThrow("ENOENT");
  });
});
