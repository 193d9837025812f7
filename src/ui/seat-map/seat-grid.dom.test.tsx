import { signal } from "@preact/signals";
import { act, cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { afterEach, expect, it, vi } from "vitest";
import { language } from "../state/language.ts";
import { createHall, type Part } from "./hall.ts";
import { SeatGrid } from "./seat-grid.tsx";
import { smallPlan, smallSchedule } from "./drawing/small-plan.ts";

function openSection() {
  const hall = createHall(smallPlan, smallSchedule);
  const statuses = signal<Uint8Array | null>(new Uint8Array(hall.places.count));
  const chosen = signal<readonly number[]>([]);
  const onTouch = vi.fn();
  const part = hall.parts[0] as Part;
  render(<SeatGrid {...{ hall, part, statuses, chosen, onTouch }} />);
  const press = (key: string, ctrlKey = false) =>
    fireEvent.keyDown(document.activeElement ?? document.body, { key, ctrlKey });
  const focusedSeat = () => document.activeElement?.getAttribute("data-seat");
  const seat = (name: RegExp) => screen.getByRole("gridcell", { name });
  seat(/1열 1번/).focus();
  return { statuses, chosen, onTouch, press, focusedSeat, seat };
}

afterEach(cleanup);

it("[U6] arrow keys, Home, End, Page and Ctrl move through a section without a mouse", () => {
  const { press, focusedSeat } = openSection();
  const at = (key: string, isCtrl = false) => {
    press(key, isCtrl);
    return focusedSeat();
  };
  expect([at("ArrowRight"), at("ArrowDown"), at("End"), at("Home")]).toEqual(["1", "7", "11", "6"]);
  expect([at("ArrowUp"), at("End", true), at("Home", true)]).toEqual(["0", "11", "0"]);
  expect([at("ArrowLeft"), at("PageDown")]).toEqual(["0", "6"]);
});

it("[U37] one seat of a section is in the tab order, the one that had the focus last", () => {
  const { press } = openSection();
  press("ArrowRight");
  const stops = screen.getAllByRole("gridcell").filter((seat) => seat.tabIndex === 0);
  expect(stops.map((seat) => seat.dataset["seat"])).toEqual(["1"]);
});

it("[U7] the name of a seat gives its row and number, price with fee, state, features, and distance from the aisle and the stage", () => {
  const { statuses, seat } = openSection();
  expect(seat(/2열 1번/).getAttribute("aria-label")).toBe(
    "B2구역 2열 1번, R석 154,000원, 선택 가능, 시야 제한, 통로, 무대에서 3미터",
  );
  expect(seat(/1열 2번/).getAttribute("aria-label")).toMatch(/, 선택 가능, 무대에서 \d+미터$/);
  void act(() => {
    statuses.value = Uint8Array.of(0, 1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  });
  expect(seat(/1열 2번/).getAttribute("aria-label")).toContain("다른 분이 잡은 좌석");
  expect(seat(/1열 3번/).getAttribute("aria-label")).toContain("판매됨");
});

it("[U8] a focused seat that others take keeps the focus and announces the change", () => {
  const { statuses, focusedSeat, seat } = openSection();
  void act(() => {
    statuses.value = Uint8Array.of(2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  });
  expect(focusedSeat()).toBe("0");
  expect(seat(/1열 1번/).getAttribute("aria-disabled")).toBe("true");
});

it("[U38] a chosen seat is marked as selected", () => {
  const { chosen, onTouch, seat } = openSection();
  fireEvent.click(seat(/1열 4번/));
  expect(onTouch).toHaveBeenCalledWith(3);
  void act(() => {
    chosen.value = [3];
  });
  expect(seat(/1열 4번/).getAttribute("aria-selected")).toBe("true");
});

it("[V522] in English both ends of a Korean row have its sound", () => {
  language.value = "en";
  const [section] = smallPlan.sections;
  const [block] = section?.blocks ?? [];
  if (!section || !block) throw new Error("the small room has one section");
  const rowNumbers = { ...block.rowNumbers, scheme: "가" as const };
  const plan = { ...smallPlan, sections: [{ ...section, blocks: [{ ...block, rowNumbers }] }] };
  const hall = createHall(plan, smallSchedule);
  const part = hall.parts[0] as Part;
  const [statuses, chosen] = [signal(null), signal([])];
  const { container } = render(
    <SeatGrid {...{ hall, part, statuses, chosen, onTouch: () => {} }} />,
  );
  language.value = "ko";
  const names = [...container.querySelectorAll(".seats__label")].map((name) => name.textContent);
  expect(names.slice(0, 2)).toEqual(["가\u00a0(Ga)", "가\u00a0(Ga)"]);
});
