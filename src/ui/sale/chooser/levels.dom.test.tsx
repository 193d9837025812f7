import { cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { expect, it } from "vitest";
import type { SeatPlan } from "../../../contract/plan/seat-plan.ts";
import { smallPlan, smallSchedule } from "../../seat-map/drawing/small-plan.ts";
import type { Box } from "../../seat-map/drawing/view.ts";
import { createHall } from "../../seat-map/hall.ts";
import { words } from "../../state/language.ts";
import { createFilter } from "./filter.ts";
import { Levels } from "./levels.tsx";

const named = (id: string) => ({ id, name: { ko: `${id}층`, en: `Level ${id}` } });
const twoLevels: SeatPlan = {
  ...smallPlan,
  levels: [named("1"), named("2"), named("3")],
  sections: smallPlan.sections.flatMap((section) => [
    section,
    {
      ...section,
      id: "C1",
      level: "2",
      outline: [
        [0, 400],
        [600, 400],
        [600, 500],
      ],
    },
  ]),
};

it("[V473] the levels that have seats stand beside the map by their names, and a pressed one is shown alone", () => {
  const hall = createHall(twoLevels, smallSchedule);
  const filter = createFilter(hall);
  const shown: Box[] = [];
  render(<Levels {...{ hall, filter }} onShow={(box) => shown.push(box)} />);
  const group = screen.getByRole("group", { name: words().map.levels });
  const names = [...group.children].map(({ textContent }) => textContent);
  expect(names.map((name) => name?.replace(/\D/g, ""))).toEqual(["1", "2"]);
  const [, upper] = screen.getAllByRole("button");
  if (!upper) throw new Error("there is no upper level");
  fireEvent.click(upper);
  expect([upper.getAttribute("aria-pressed"), filter.level.value]).toEqual(["true", "2"]);
  fireEvent.click(upper);
  expect([upper.getAttribute("aria-pressed"), filter.level.value]).toEqual(["false", null]);
  expect(shown).toEqual([[0, 400, 600, 500], hall.floor.bounds]);
});

it("[V473] a hall with one level has no buttons for levels", () => {
  cleanup();
  const hall = createHall(smallPlan, smallSchedule);
  render(<Levels {...{ hall, filter: createFilter(hall) }} onShow={() => {}} />);
  expect(screen.queryByRole("group")).toBeNull();
});
