import { signal } from "@preact/signals";
import { act, cleanup, render, screen } from "@testing-library/preact";
import { afterEach, expect, it, vi } from "vitest";
import { createHall } from "../seat-map/hall.ts";
import type { LiveSeats } from "../seat-map/live-seats.ts";
import { MapNote, type Note } from "../seat-map/map-note.tsx";
import type { SeatMap } from "../seat-map/seat-map.ts";
import { smallPlan, smallSchedule } from "../seat-map/drawing/small-plan.ts";
import { words } from "../state/language.ts";
import { LostNote } from "./chooser/map-notes.tsx";
import { PresaleNote } from "./chooser/presale-note.tsx";
import { PauseNote } from "./pause-note.tsx";
import type { Pause } from "./pause.ts";
import type { Sale } from "./sale.ts";
import type { Lost, Selection } from "./selection.ts";
import { Tray } from "./tray.tsx";

function openTray(seats: readonly number[], pause: Pause | null = null, status = 0) {
  const hall = createHall(smallPlan, smallSchedule);
  const chosen = signal(seats);
  const touch = (seat: number) => void (chosen.value = chosen.value.filter((it) => it !== seat));
  const parts = { chosen, listed: chosen, touch, isHolding: signal(false) };
  const selection = parts as unknown as Selection;
  const statuses = signal(new Uint8Array(hall.places.count).fill(status));
  const live = { isStale: signal(false), statuses } as unknown as LiveSeats;
  const note = signal<Note | null>(null);
  const sale = { pause: { now: signal(pause) } } as unknown as Sale;
  const view = signal({ x: 0, y: 0, scale: 1 });
  const map = { size: { width: 800, height: 600 }, pitchPx: 20 } as SeatMap;
  render(
    <main>
      <MapNote floor={hall.floor} map={map} view={view} note={note} />
      <Tray {...{ hall, selection, live, schedule: smallSchedule, sale }} waitPath="/concerts/a">
        <button type="button">suggest</button>
      </Tray>
    </main>,
  );
  return { hall, note, chosen, statuses };
}

async function press(button: HTMLElement | undefined) {
  await act(() => {
    button?.focus();
    button?.click();
  });
}
const drops = () => [...document.querySelectorAll<HTMLElement>("li button")];
const focused = () => document.activeElement;

afterEach(cleanup);

it("[V412] when a seat leaves the tray the focus moves to the next seat, or to the tray's title if none is left", async () => {
  openTray([0, 1, 2]);
  const [, second, third] = drops();
  await press(second);
  expect(focused()).toBe(third);
  await press(third);
  expect(focused()).toBe(drops()[0]);
  await press(drops()[0]);
  expect([drops(), focused()?.tagName]).toEqual([[], "H2"]);
});

it("[V413] when a fan answers a note on the map the focus moves to the tray, where the answer shows", async () => {
  const { hall, note } = openTray([0]);
  const take = vi.fn(() => void (note.value = null));
  const lost: Lost = { seats: [1], instead: [2], take };
  void act(() => {
    note.value = { seats: [1], body: <LostNote hall={hall} lost={lost} tell={take} /> };
  });
  await press(screen.getByRole("button", { name: words().pick.take }));
  expect(take).toHaveBeenCalledOnce();
  expect(focused()).toBe(document.querySelector(".tray h2"));
});

it("[V493] without a seat left the tray leads to the waitlist instead of suggesting seats, until one comes back", () => {
  const { statuses } = openTray([], null, 2);
  const w = words();
  const suggests = () => screen.queryByRole("button", { name: "suggest" }) !== null;
  expect(screen.getAllByText(w.map.noneLeft).length).toBeGreaterThan(0);
  const link = screen.getByRole("link", { name: w.waitlist.join });
  expect([link.getAttribute("href"), suggests()]).toEqual(["/concerts/a", false]);
  void act(() => {
    statuses.value = new Uint8Array(statuses.value.length);
  });
  expect([screen.queryByText(w.map.noneLeft), suggests()]).toEqual([null, true]);
});

it("[V416] during a pause the map says so, and the selected seats stay selected", () => {
  const notice = { ko: "점검 중이에요", en: "Checking" };
  const { chosen } = openTray([0, 1], { notice });
  render(<PauseNote pause={signal({ notice })} />);
  expect(screen.getByText(words().pause.go).closest("button")?.disabled).toBe(true);
  expect(screen.getByText("점검 중이에요", { exact: false })).toBeTruthy();
  expect(chosen.value).toEqual([0, 1]);
});

it("[V476] inside, fans of a presale whose seats are gone are told that they keep their place until the general sale", () => {
  const presaleGone = signal("2027-01-16T11:00:00Z");
  render(<PresaleNote pause={{ now: signal(null), presaleGone }} timeZone="Asia/Seoul" />);
  expect(screen.getByText(words().presaleGone.title)).toBeTruthy();
  expect(screen.getByText("20:00", { exact: false })).toBeTruthy();
});
