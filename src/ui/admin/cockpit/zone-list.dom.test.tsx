import { cleanup, render, screen } from "@testing-library/preact";
import { afterEach, expect, it } from "vitest";
import { whole } from "../../i18n/whole.ts";
import { ZoneList } from "./zone-list.tsx";

afterEach(cleanup);

it("[AD60] the bar of a zone draws its free seats first, and then its held seats", () => {
  const zones = [{ id: "r", name: { ko: "R석", en: "R" } }] as Parameters<
    typeof ZoneList
  >[0]["zones"];
  render(<ZoneList zones={zones} counts={{ r: [150, 10, 40] }} />);
  screen.getByText("R석");
  screen.getByText("150 / 200");
  expect(screen.getByRole("heading").textContent).toBe(whole.ko.adminQueue.zones);
  const parts = [...document.querySelectorAll<HTMLElement>(".adm__bar i")];
  expect(parts.map(({ className, style }) => [className, style.width])).toEqual([
    ["is-left", "75%"],
    ["is-held", "5%"],
  ]);
});

it("[CK33] figures that did not come are said to be missing, so that nothing waits for them for good", () => {
  render(<ZoneList zones={undefined} counts={undefined} />);
  expect(document.querySelector("[aria-busy]")).not.toBeNull();
  cleanup();
  render(<ZoneList zones={undefined} counts={undefined} hasFailed />);
  expect(document.querySelector("[aria-busy]")).toBeNull();
  screen.getByText(whole.ko.cockpit.noZones);
});
