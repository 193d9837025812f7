import { expect, it } from "vitest";
import { plainBlock, plainPlan, plainSection } from "../../../../test/support/plans/plain-plan.ts";
import { edit } from "./edit.ts";

/** As many irregular seats as one block can have. */
const points = Array.from({ length: 200 }, (_, row) =>
  Array.from({ length: 500 }, (_, at): [number, number] => [at * 50, row * 90]),
);

it("[PL18] copies that would fill the memory are refused before they are made", () => {
  const block = plainBlock({ rows: 200, seats: 500, geometry: { type: "points", points } });
  const plan = plainPlan({ sections: [plainSection("A", [block])] });
  const motion = { kind: "move" as const, by: [9, 9] as [number, number] };
  const copies = Array.from({ length: 660 }, (_, at) => ({ of: "A", as: `copy ${at}`, motion }));
  const edited = edit(plan, { kind: "copy", copies });
  expect(edited).toMatchObject({ isDone: false, refusal: { reason: "too-many-places" } });
});
