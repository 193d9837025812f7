import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { whole } from "../../i18n/whole.ts";
import { forgetLoaded } from "../../state/resource.ts";
import { address, navigate } from "../../state/router.ts";
import { ActsPage } from "./activity-page.tsx";

const w = whole.ko.adminActs;
let asked: string[];

beforeEach(() => {
  asked = [];
  forgetLoaded();
  vi.stubGlobal("matchMedia", () => ({ matches: false }));
  vi.stubGlobal("fetch", async (url: string) => {
    asked.push(url.replace("/api/v1", ""));
    return url.includes("export")
      ? new Response("at,action\n")
      : Response.json({ items: [], next: null });
  });
  URL.createObjectURL = () => "blob:table";
  URL.revokeObjectURL = () => undefined;
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const open = () => {
  const query = new URLSearchParams(location.search);
  render(<ActsPage params={{}} query={query} />);
};

it("[AD90] the activity log shows and exports the acts of the days and the text in its address", async () => {
  navigate("/admin/acts?search=pause&since=2026-11-01&until=never");
  open();
  await screen.findByText(w.noneFound);
  fireEvent.change(screen.getByLabelText(w.until), { target: { value: "2026-11-30" } });
  expect(address.value.path).toBe("/admin/acts");
  cleanup();
  open();
  await waitFor(() => expect(asked.at(-1)).toContain("until="));
  fireEvent.click(screen.getByRole("button", { name: w.download }));
  await waitFor(() => expect(asked.at(-1)).toContain("/export"));
  const query = new URLSearchParams(asked.at(-1)?.split("?")[1]);
  expect(Object.fromEntries(query)).toEqual({
    search: "pause",
    since: new Date("2026-11-01T00:00:00").toISOString(),
    until: new Date("2026-12-01T00:00:00").toISOString(),
  });
  expect(asked[0]).not.toContain("until=");
});
