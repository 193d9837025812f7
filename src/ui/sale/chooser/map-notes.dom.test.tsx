import { signal } from "@preact/signals";
import { act, cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { afterEach, expect, it } from "vitest";
import { countFree, createHall } from "../../seat-map/hall.ts";
import type { LiveSeats } from "../../seat-map/live-seats.ts";
import { smallPlan, smallSchedule } from "../../seat-map/drawing/small-plan.ts";
import { words } from "../../state/language.ts";
import { createFilter } from "./filter.ts";
import { useMapNote } from "./map-notes.tsx";
import { leftText } from "./hover-card.tsx";
import type { Lost, Selection } from "../selection.ts";

// Two rows of six with an aisle after three: row 1 is 0–5.
function openMap() {
  const hall = createHall(smallPlan, smallSchedule);
  const statuses = signal<Uint8Array | null>(new Uint8Array(hall.places.count));
  const chosen = signal<readonly number[]>([]);
  const lost = signal<Lost | null>(null);
  const filter = createFilter(hall);
  const live = { statuses } as unknown as LiveSeats;
  const tellLost = (told: Lost | null) => void (lost.value = told);
  const selection = { listed: chosen, chosen, lost, tellLost } as unknown as Selection;
  const left = signal<number | null>(null);
  const count = () => {
    const sums = hall.parts.map((part) => countFree(statuses.value, part, filter.isWanted.value));
    left.value = sums.reduce((sum, each) => sum + each, 0);
  };
  function Notes() {
    const note = useMapNote({ hall, live, selection, filter, left }).value;
    return <p data-seats={note?.seats.join()}>{note?.body}</p>;
  }
  render(<Notes />);
  return { statuses, chosen, lost, filter, count, hall };
}

afterEach(cleanup);

it("[V334] a map without a free seat for the filter says so and offers to show all", () => {
  const { statuses, filter, count } = openMap();
  void act(count);
  expect(screen.queryByText(words().map.noneWanted)).toBeNull();
  void act(() => {
    filter.isAccessible.value = true;
    count();
  });
  expect(screen.getByText(words().map.noneWanted)).toBeTruthy();
  void act(() => {
    fireEvent.click(screen.getByRole("button", { name: words().map.clearFilter }));
    count();
  });
  expect(filter.isWanted.value).toBeNull();
  expect(screen.queryByText(words().map.noneWanted)).toBeNull();
  void act(() => {
    statuses.value = new Uint8Array(12).fill(2);
    count();
  });
  expect(document.querySelector("p")?.textContent).toBe("");
});

it("[V492] a section with free seats of which none matches the filter is not called sold out", () => {
  const w = words();
  expect([leftText(3, 5, false), leftText(0, 5, false), leftText(0, 0, false)]).toEqual([
    w.map.all("3", 3),
    w.map.noMatch,
    w.sale.soldOut,
  ]);
});

it("[V335] a seat that would be left alone is marked on the map, with a choice next to it that leaves none", () => {
  const { chosen, count } = openMap();
  void act(count);
  void act(() => {
    chosen.value = [1];
  });
  const note = screen.getByText(/한 자리가|left alone/).closest("p");
  expect(note?.dataset["seats"]).toBe("0,2,1");
  fireEvent.click(screen.getByRole("button", { name: words().pick.shift }));
  expect(chosen.value).toEqual([0]);
});
