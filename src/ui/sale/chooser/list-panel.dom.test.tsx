import { signal } from "@preact/signals";
import { cleanup, fireEvent, render } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it } from "vitest";
import { allIn } from "../../concert/price-list.tsx";
import { money } from "../../i18n/format.ts";
import { smallPlan, smallSchedule } from "../../seat-map/drawing/small-plan.ts";
import { createHall } from "../../seat-map/hall.ts";
import type { LiveSeats } from "../../seat-map/live-seats.ts";
import type { Selection } from "../selection.ts";
import { createFilter } from "./filter.ts";
import { ListPanel } from "./list-panel.tsx";

const seen: string[] = [];

beforeEach(() => {
  seen.length = 0;
  Object.assign(HTMLDialogElement.prototype, { showModal: () => {}, close: () => {} });
  Element.prototype.scrollIntoView = function inSight(this: Element) {
    seen.push(this.getAttribute("aria-labelledby") ?? "");
  };
});
afterEach(() => {
  cleanup();
  Reflect.deleteProperty(Element.prototype, "scrollIntoView");
});

it("[V429] the list shows prices, and scrolls each step that a choice opens into view", () => {
  const hall = createHall(smallPlan, smallSchedule);
  const statuses = signal<Uint8Array | null>(new Uint8Array(hall.places.count));
  const party = signal(2);
  const kept = { party, seatsMax: 4, chosen: signal([]), lost: signal(null) };
  const selection = kept as unknown as Selection;
  const live = { statuses } as unknown as LiveSeats;
  render(
    <ListPanel {...{ hall, live, selection, filter: createFilter(hall) }} onClose={() => {}} />,
  );
  const price = money(allIn(smallSchedule.zones[0]!), "ko");
  const options = () => [...document.querySelectorAll<HTMLElement>(".opt")];
  expect(options()[0]?.textContent).toContain(price);
  fireEvent.click(options()[0]!);
  expect(seen).toEqual(["list-row"]);
  fireEvent.click(document.querySelector(".chip")!);
  expect(seen).toEqual(["list-row", "list-seats"]);
  expect(options().at(-1)?.textContent).toContain(price);
});
