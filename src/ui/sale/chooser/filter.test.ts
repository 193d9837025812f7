import { expect, it } from "vitest";
import { createHall } from "../../seat-map/hall.ts";
import { smallPlan, smallSchedule } from "../../seat-map/drawing/small-plan.ts";
import { createFilter } from "./filter.ts";

const [stalls] = smallPlan.sections;
if (!stalls) throw new Error("the small plan has a section");
const name = { ko: "2층", en: "Balcony" };
const plan = {
  ...smallPlan,
  levels: [...smallPlan.levels, { id: "2", name }],
  sections: [stalls, { ...stalls, id: "Z", level: "2", flags: [] }],
};

it("[V202] of several levels the map shows one, and dims the seats on the others", () => {
  const hall = createHall(plan, smallSchedule);
  const filter = createFilter(hall);
  const [below, above] = [0, hall.parts[1]?.firstOrdinal ?? 0];
  const wanted = () => [below, above].map((seat) => filter.isWanted.value?.(seat) ?? true);
  expect(wanted()).toEqual([true, true]);
  filter.level.value = "2";
  expect(wanted()).toEqual([false, true]);
  expect(hall.parts.map(filter.wantsPart)).toEqual([false, true]);
  filter.zoneId.value = "none";
  expect(wanted()).toEqual([false, false]);
});
