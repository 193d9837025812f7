import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { checkPlan } from "../../src/contract/plan/checking/plan-checks.ts";
import { expandPlan } from "../../src/contract/plan/seat-places.ts";
import { SeatPlan } from "../../src/contract/plan/seat-plan.ts";
import { hallFiles, isWritten } from "./sample-halls.ts";

const halls = hallFiles().map(([path, text]) => ({ path, text, name: basename(path) }));

describe.each(halls)("$name", ({ path, text, name }) => {
  it("[DV60] each sample hall has as many places as its file says, and no findings", () => {
    const plan = SeatPlan.parse(JSON.parse(readFileSync(path, "utf8")));
    const places = expandPlan(plan);
    expect(places.count).toBe(Number(/(\d+)\.json$/.exec(name)?.[1]));
    expect(checkPlan(plan, { places })).toEqual([]);
  });

  it("[DV61] the files of the sample halls are what dev/build/sample-halls.ts writes", () => {
    expect(isWritten([path, text])).toBe(true);
  });
});
