import { signal } from "@preact/signals";
import { cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { ApiError } from "../../api/problem.ts";
import { createHall } from "../../seat-map/hall.ts";
import type { LiveSeats, Seats } from "../../seat-map/live-seats.ts";
import { smallPlan, smallSchedule } from "../../seat-map/drawing/small-plan.ts";
import { words } from "../../state/language.ts";
import { dismissToast, toast } from "../../state/toast.ts";
import { createFilter } from "../chooser/filter.ts";
import type { Sale } from "../sale.ts";
import { createSelection } from "../selection.ts";
import { CodeChips } from "./code-chips.tsx";
import { createCodedSeats } from "./coded-seats.ts";

// Two rows of six. Seats 0 to 2 are not for sale; the code opens 0 and 1.
const found = { seats: [0, 1], total: 3 };

function open(find = vi.fn(() => Promise.resolve(found))) {
  const hall = createHall(smallPlan, smallSchedule);
  const statuses = new Uint8Array(hall.places.count).fill(3, 0, 3);
  const seats = signal<Seats | null>({ statuses, changed: null });
  const refresh = vi.fn(() => Promise.resolve());
  const live = { seats, isStale: signal(false), refresh } as unknown as LiveSeats;
  const coded = createCodedSeats({ scheduleId: "s", accountId: "a", live, find });
  const { shown } = coded;
  const hold = vi.fn(() => Promise.reject(new ApiError("seat-taken")));
  const sale = { hold } as unknown as Sale;
  const selection = createSelection({ hall, live: shown, sale, coded, seatsMax: 4 });
  selection.party.value = 1;
  return { seats, coded, find, hold, selection, filter: createFilter(hall, shown.coded) };
}
const shownOf = ({ coded }: ReturnType<typeof open>) => [
  ...(coded.shown.statuses.value?.subarray(0, 4) ?? []),
];

beforeAll(() => {
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function () {
    this.open = false;
  };
});
beforeEach(() => localStorage.clear());
afterEach(() => {
  cleanup();
  dismissToast();
});

it("[ST35] the seats of a code can be chosen, and the code goes with a hold of them alone", async () => {
  const opened = open();
  const { coded, selection, hold, find } = opened;
  expect(shownOf(opened)).toEqual([3, 3, 3, 0]);
  await coded.enter("FRIENDS");
  expect(shownOf(opened)).toEqual([0, 0, 3, 0]);
  selection.touch(1);
  expect(selection.chosen.value).toEqual([1]);
  const wanted = (seat: number) => ({ seats: [seat], accessible: false });
  // A refused hold asks again what the code opens.
  find.mockResolvedValue({ seats: [0], total: 3 });
  await selection.holdNow(wanted(1));
  await selection.holdNow(wanted(5));
  expect(hold.mock.calls.map(([asked]: unknown[]) => asked)).toEqual([
    { ...wanted(1), code: "FRIENDS" },
    wanted(5),
  ]);
  expect(shownOf(opened)).toEqual([0, 3, 3, 0]);
});

it("[ST35] a changed seat alone is drawn again, and all of them when the code opens or closes seats", async () => {
  const { coded, seats } = open();
  const statuses = new Uint8Array(12);
  const changed = new Uint32Array([4]);
  const drawn = () => coded.shown.seats.value?.changed;
  expect(drawn()).toBeNull();
  await coded.enter("FRIENDS");
  expect(drawn()).toBeNull();
  seats.value = { statuses, changed };
  expect(drawn()).toBe(changed);
  coded.forget();
  expect(drawn()).toBeNull();
});

it("[ST35] a reload finds the code again, and one that opens nothing any more is forgotten", async () => {
  await open().coded.enter("FRIENDS");
  const again = open();
  await again.coded.refresh();
  expect([again.find.mock.calls, shownOf(again)]).toEqual([[["s", "FRIENDS"]], [0, 0, 3, 0]]);
  const offline = open(vi.fn(() => Promise.reject(new ApiError("offline"))));
  await offline.coded.refresh();
  const gone = open(vi.fn(() => Promise.reject(new ApiError("code-not-valid"))));
  await gone.coded.refresh();
  expect(gone.find.mock.calls.length).toBe(1);
  const after = open();
  await after.coded.refresh();
  expect(after.find.mock.calls.length).toBe(0);
});

it("[ST37] only a date with seats for a code asks for one, says plainly what is wrong with it, and marks its seats", async () => {
  const find = vi.fn<() => Promise<typeof found>>();
  const { coded, filter } = open(find);
  const w = words().coded;
  const { rerender } = render(<CodeChips coded={coded} filter={filter} hasCodes={false} />);
  expect(screen.queryByRole("button")).toBeNull();
  rerender(<CodeChips coded={coded} filter={filter} hasCodes />);
  fireEvent.click(screen.getByRole("button", { name: w.have }));
  fireEvent.input(await screen.findByLabelText(w.label), { target: { value: " friends " } });
  const press = () => fireEvent.click(screen.getByText(w.open));
  find.mockRejectedValueOnce(new ApiError("code-not-valid"));
  press();
  await screen.findByText(w.opensNone);
  find.mockRejectedValueOnce(new ApiError("too-many-requests"));
  press();
  await screen.findByText(words().problem["too-many-requests"]);
  find.mockResolvedValueOnce(found);
  press();
  const chip = await screen.findByRole("button", { name: `${w.mine}2`, pressed: true });
  expect(toast.value?.text).toBe(w.opened(2));
  // Every other seat is dimmed, until the chip is pressed again.
  expect([0, 1, 2, 5].map((seat) => filter.isWanted.value?.(seat))).toEqual([
    true,
    true,
    false,
    false,
  ]);
  fireEvent.click(chip);
  expect(filter.isWanted.value).toBeNull();
});
