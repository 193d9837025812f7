import { signal } from "@preact/signals";
import { act, fireEvent, render } from "@testing-library/preact";
import { expect, it, vi } from "vitest";
import { seatCode } from "../../../contract/live/live.ts";
import type { Selection } from "../selection.ts";
import { tellOf } from "./hover-card.tsx";
import { smallPlan, smallSchedule } from "../../seat-map/drawing/small-plan.ts";
import { createHall } from "../../seat-map/hall.ts";
import type { LiveSeats } from "../../seat-map/live-seats.ts";
import { MapHover } from "../../seat-map/map-hover.tsx";
import { type SeatMap, touchPx } from "../../seat-map/seat-map.ts";

const hall = createHall(smallPlan, smallSchedule);

/** The mouse over the small hall's map; `point` is the target beneath it. */
function pointAt() {
  const statuses = signal<Uint8Array | null>(new Uint8Array(hall.places.count));
  const under = { pitchPx: touchPx, seat: null as number | null, group: 0 as number | null };
  const map = {
    size: { width: 800, height: 600 },
    get pitchPx() {
      return under.pitchPx;
    },
    seatUnder: () => under.seat,
    groupUnder: () => under.group,
  } as unknown as SeatMap;
  const live = { statuses, isStale: signal(false) } as unknown as LiveSeats;
  const selection = { chosen: signal<number[]>([]) } as unknown as Selection;
  const canvas = document.createElement("canvas");
  document.body.append(canvas);
  vi.stubGlobal("requestAnimationFrame", (look: () => void) => {
    look();
    return 0;
  });
  const view = signal({ x: 300, y: 150, scale: 0.3 });
  const { container } = render(
    <MapHover
      {...{ canvas, map, view }}
      floor={hall.floor}
      tell={(target) => tellOf({ hall, live, selection }, target)}
    />,
  );
  const move = (event: object) =>
    act(() => {
      const moved = new MouseEvent("pointermove", { clientX: 40, clientY: 50, buttons: 0 });
      fireEvent(canvas, Object.assign(moved, { pointerType: "mouse", ...event }));
    });
  const point = (to: Partial<typeof under>, event = {}) => {
    Object.assign(under, to);
    void move(event);
    return { card: container.textContent, cursor: canvas.dataset["cursor"] };
  };
  const setStatus = (seat: number, status: number) => {
    statuses.value = (statuses.value ?? new Uint8Array()).with(seat, status);
  };
  return { point, setStatus };
}

it("[V454] from near the card tells the seat, its price and its status, and a finger brings none", () => {
  const { point, setStatus } = pointAt();
  const free = point({ seat: 3 }).card ?? "";
  for (const told of [/B2/, /R/, /154,000/]) expect(free).toMatch(told);
  expect(free).toMatch(/1열 4번|row 1, seat 4/);
  setStatus(3, seatCode.taken);
  const taken = point({ seat: 3 }).card;
  expect(taken).not.toBe(free);
  expect(point({ seat: 3 }, { pointerType: "touch" }).card).toBe("");
});

it("[V454] from afar the card names the section, with its prices and the seats left", () => {
  const { point, setStatus } = pointAt();
  setStatus(0, seatCode.taken);
  const { card } = point({ pitchPx: touchPx - 10, seat: 3 });
  for (const told of [/B2/, /154,000/, /11/]) expect(card).toMatch(told);
});

it("[V455] the canvas shows the cursor of choosing over a free seat, of coming nearer over a section, and else of moving", () => {
  const { point, setStatus } = pointAt();
  expect(point({ seat: 3 }).cursor).toBe("choose");
  setStatus(3, seatCode.held);
  expect(point({ seat: 3 }).cursor).toBe("grab");
  expect(point({ pitchPx: touchPx - 10 }).cursor).toBe("nearer");
  expect(point({ pitchPx: touchPx, seat: null, group: null }).cursor).toBe("grab");
});
