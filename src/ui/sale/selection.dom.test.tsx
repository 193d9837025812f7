import { signal } from "@preact/signals";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createHall } from "../seat-map/hall.ts";
import type { LiveSeats } from "../seat-map/live-seats.ts";
import { smallPlan, smallSchedule, withSpaces } from "../seat-map/drawing/small-plan.ts";
import { words } from "../state/language.ts";
import { dismissToast, toast } from "../state/toast.ts";
import type { Sale } from "./sale.ts";
import { createSelection } from "./selection.ts";

// Two rows of six with an aisle after three: row 1 is 0–5.
function open(onChosen = () => {}, plan = smallPlan) {
  const hall = createHall(plan, smallSchedule);
  const statuses = signal<Uint8Array | null>(new Uint8Array(hall.places.count));
  const isStale = signal(false);
  const live = { statuses, isStale, ageMs: signal(7_000) } as unknown as LiveSeats;
  const selection = createSelection({ hall, live, sale: {} as Sale, seatsMax: 4, onChosen });
  const stop = selection.watch();
  return { selection, statuses, isStale, stop };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "requestAnimationFrame"] });
});
afterEach(() => {
  vi.useRealTimers();
  dismissToast();
});

it("[V336] a touched seat is marked at once, and the text beside the map follows once the mark is on the screen", () => {
  const { selection, stop } = open();
  selection.touch(0);
  expect([...selection.marks.value.keys()]).toEqual([0, 1]);
  expect(selection.listed.value).toEqual([]);
  vi.runAllTimers();
  expect(selection.listed.value).toEqual([0, 1]);
  stop();
});

it("[V337] on an outdated map a touch selects nothing and shows the map's age", () => {
  const { selection, isStale, stop } = open();
  isStale.value = true;
  selection.touch(0);
  expect(selection.chosen.value).toEqual([]);
  expect(toast.value?.text).toBe(words().choose.stale(7));
  stop();
});

it("[V338] seats that other fans took first are named, and the message disappears when the fan touches another seat", () => {
  const { selection, statuses, stop } = open();
  selection.touch(0);
  const taken = statuses.value?.slice().fill(1, 0, 1) ?? null;
  statuses.value = taken;
  expect(selection.chosen.value).toEqual([1]);
  expect(selection.lost.value).toMatchObject({ seats: [0], instead: [2] });
  selection.lost.value?.take();
  expect([selection.chosen.value, selection.lost.value]).toEqual([[1, 2], null]);
  statuses.value = taken?.slice().fill(1, 1, 2) ?? null;
  expect(selection.lost.value?.seats).toEqual([1]);
  selection.touch(4);
  expect(selection.lost.value).toBeNull();
  stop();
});

it("[V414] the next page is loaded once a seat is selected, and not before", () => {
  const onChosen = vi.fn();
  const { selection, stop } = open(onChosen);
  vi.runAllTimers();
  expect(onChosen).not.toHaveBeenCalled();
  selection.touch(0);
  vi.runAllTimers();
  expect(onChosen).toHaveBeenCalled();
  stop();
});

it("[U72] a companion seat cannot be selected alone and shows the reason, and is dropped when others take its wheelchair space", () => {
  // Row 2: 9 is a wheelchair space and 10 its companion seat.
  const { selection, statuses, stop } = open(() => {}, withSpaces);
  selection.party.value = 1;
  selection.touch(10);
  expect(selection.chosen.value).toEqual([]);
  expect(toast.value?.text).toBe(words().choose.lacksSpace);
  selection.party.value = 2;
  selection.touch(10);
  expect(selection.chosen.value).toEqual([9, 10]);
  statuses.value = new Uint8Array(12).fill(1, 9, 10);
  expect(selection.chosen.value).toEqual([]);
  expect(selection.lost.value).toMatchObject({ seats: [9, 10], instead: [0, 1] });
  stop();
});
