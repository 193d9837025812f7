import { signal } from "@preact/signals";
import { cleanup, render, screen } from "@testing-library/preact";
import { afterEach, beforeAll, expect, it } from "vitest";
import type { SeatPlan } from "../../../contract/plan/seat-plan.ts";
import { smallPlan, smallSchedule } from "../../seat-map/drawing/small-plan.ts";
import { createHall } from "../../seat-map/hall.ts";
import type { LiveSeats } from "../../seat-map/live-seats.ts";
import { words } from "../../state/language.ts";
import type { Selection } from "../selection.ts";
import { BestSeats } from "./best-seats.tsx";
import { createFilter } from "./filter.ts";
import { tellOf } from "./hover-card.tsx";
import { ListPanel } from "./list-panel.tsx";

const outline: [number, number][] = [
  [0, 0],
  [600, 0],
  [600, 300],
];
const lawn: SeatPlan = {
  ...smallPlan,
  sections: [],
  areas: [
    {
      id: "L",
      label: { ko: "잔디존", en: "Lawn" },
      level: "1",
      zone: "r",
      outline,
      mode: "count",
      capacity: 12,
    },
  ],
};

function parts(plan: SeatPlan) {
  const hall = createHall(plan, smallSchedule);
  const statuses = signal<Uint8Array | null>(new Uint8Array(hall.places.count));
  const live = { statuses, isStale: signal(false) } as unknown as LiveSeats;
  const chosen = signal<readonly number[]>([]);
  const kept = { chosen, listed: chosen, party: signal(2), seatsMax: 4, lost: signal(null) };
  const selection = kept as unknown as Selection;
  return { hall, live, selection, filter: createFilter(hall) };
}

beforeAll(() => {
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function () {
    this.open = false;
  };
});
afterEach(cleanup);

it("[V457] a show with standing places only is not said to have seats together, near the stage or by an aisle", () => {
  const w = words();
  render(<BestSeats {...parts(lawn)} onShow={() => {}} />);
  expect(screen.getByRole("button", { name: w.best.findStanding(2) })).toBeTruthy();
  expect(screen.queryByRole("group", { name: w.best.tastes })).toBeNull();
  cleanup();
  render(<BestSeats {...parts(smallPlan)} onShow={() => {}} />);
  expect(screen.getByRole("button", { name: w.best.find(2) })).toBeTruthy();
  expect(screen.getByRole("group", { name: w.best.tastes })).toBeTruthy();
});

it("[V494] the card of a standing area counts places, and that of a section seats", () => {
  const w = words();
  const cardOf = (plan: SeatPlan) => {
    const kind = plan.sections.length === 0 ? "area" : "section";
    return render(<p>{tellOf(parts(plan), { kind, index: 0 })?.body}</p>).container.textContent;
  };
  expect(w.map.allStanding("12", 12)).not.toBe(w.map.all("12", 12));
  expect(cardOf(lawn)).toContain(w.map.allStanding("12", 12));
  expect(cardOf(smallPlan)).toContain(w.map.all("12", 12));
});

it("[V457] the list of a standing area tells no distance to the stage", async () => {
  const w = words();
  render(<ListPanel {...parts(lawn)} onClose={() => {}} />);
  expect(screen.getByText(w.seatList.textStanding)).toBeTruthy();
  screen.getByRole("button", { name: /잔디존|Lawn/, hidden: true }).click();
  const option = await screen.findByRole("button", { name: /입장번호|entries/, hidden: true });
  expect(option.textContent).not.toMatch(/무대|stage/);
});
