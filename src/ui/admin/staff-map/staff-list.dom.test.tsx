import { signal } from "@preact/signals";
import { act, cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { afterEach, expect, it, vi } from "vitest";
import { staffCode } from "../../../contract/admin/seats/seat-codes.ts";
import { smallPlan, smallSchedule } from "../../seat-map/drawing/small-plan.ts";
import { createHall } from "../../seat-map/hall.ts";
import { staffHallOf } from "./staff-hall.ts";
import { StaffList } from "./staff-list.tsx";
import { createStaffSeats } from "./staff-seats.ts";

afterEach(cleanup);

it("[SM11][SM17] the list tells each seat's state, and its arrow keys and presses do what a touch on the map does", async () => {
  const hall = createHall(smallPlan, smallSchedule);
  const { free, paying } = staffCode;
  const codes = Uint16Array.from({ length: 12 }, (_, seat) => (seat === 1 ? paying : free));
  const watch = { token: "t", expiresAt: "2027-01-01T00:00:00Z" };
  const answer = { planHash: "a", seatCount: 12, states: "", blocks: [], watch, at: "", tag: null };
  const seats = createStaffSeats(
    () => Promise.resolve({ ...answer, codes }),
    { statuses: signal(null) },
    () => {},
  );
  const staff = { ...staffHallOf({ schedule: smallSchedule, hall }), seats };
  const picked = signal<ReadonlySet<number>>(new Set([6]));
  const onSeat = vi.fn();
  render(<StaffList {...{ staff, picked, onSeat }} />);
  const section = () => screen.getByRole("option").textContent;
  expect(section()).toBe("B2구역");
  await act(seats.refresh);
  expect(section()).toBe("B2구역 · 11/12");
  const seat = (name: RegExp) => screen.getByRole("gridcell", { name });
  expect(seat(/1열 2번/).getAttribute("aria-label")).toBe("B2구역 1열 2번, 결제 중, R석");
  expect(seat(/2열 1번/).getAttribute("aria-selected")).toBe("true");
  seat(/1열 1번/).focus();
  fireEvent.keyDown(document.activeElement ?? document.body, { key: "ArrowRight" });
  expect(document.activeElement).toBe(seat(/1열 2번/));
  fireEvent.click(seat(/1열 2번/));
  expect(onSeat).toHaveBeenCalledWith(1);
});
