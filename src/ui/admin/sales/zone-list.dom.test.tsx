import { cleanup, render, screen } from "@testing-library/preact";
import { afterEach, expect, it, vi } from "vitest";
import { whole } from "../../i18n/whole.ts";
import { ZoneList } from "./zone-list.tsx";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it("[AD60] the bar of a zone draws its free seats first, and then its held seats", async () => {
  const zone = { zoneId: "r", total: 200, available: 150, held: 10 };
  vi.stubGlobal("fetch", (path: string) =>
    Promise.resolve(
      path.endsWith("/remaining")
        ? Response.json({ zones: [zone] })
        : Response.json({ id: "s", zones: [{ id: "r", name: { ko: "R석", en: "R" } }] }),
    ),
  );
  render(<ZoneList scheduleId="s" />);
  await screen.findByText("150 / 200");
  expect(screen.getByRole("heading").textContent).toBe(whole.ko.adminQueue.zones);
  const parts = [...document.querySelectorAll<HTMLElement>(".adm__bar i")];
  expect(parts.map(({ className, style }) => [className, style.width])).toEqual([
    ["is-left", "75%"],
    ["is-held", "5%"],
  ]);
});
