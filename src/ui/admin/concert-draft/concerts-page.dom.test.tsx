import { cleanup, render, screen } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { AdminConcertSummary } from "../../../contract/admin/changes/concert-list.ts";
import type { ConcertDraftSummary } from "../../../contract/concert-draft/drafts.ts";
import { whole } from "../../i18n/whole.ts";
import { forgetLoaded } from "../../state/resource.ts";
import { ConcertsPage } from "./concerts-page.tsx";

const w = whole.ko.concertDraft.list;
const both = (text: string) => ({ ko: text, en: text });

const draft: ConcertDraftSummary = {
  id: "d1",
  title: both("새벽 공연"),
  poster: null,
  venue: null,
  dateCount: 0,
  firstStart: null,
  lastStart: null,
  updatedAt: "2026-11-30T10:00:00Z",
  updatedBy: null,
};
const concert = (id: string, more: Partial<AdminConcertSummary>): AdminConcertSummary => ({
  id,
  slug: id,
  title: both(id),
  poster: "/posters/p.webp",
  state: "published",
  publishAt: null,
  venue: { name: both("둥근극장"), timeZone: "Asia/Seoul" },
  dateCount: 2,
  nextStartsAt: "2027-01-16T09:00:00Z",
  lastStartsAt: "2027-01-17T09:00:00Z",
  seats: 200,
  sold: 50,
  ...more,
});

function answer(drafts: unknown[], concerts: unknown[]): void {
  vi.stubGlobal("fetch", async (url: string) => {
    const items = url.includes("concert-drafts") ? drafts : concerts;
    return Response.json({ items, nextCursor: null });
  });
}

beforeEach(() => {
  forgetLoaded();
  vi.stubGlobal("matchMedia", () => ({ matches: false }));
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it("[AD92] the list has the concerts in the making and the published ones, with their states, next dates and seats", async () => {
  const over = { nextStartsAt: null, state: "archived" } as const;
  answer([draft], [concert("파도", {}), concert("지난 공연", over)]);
  render(<ConcertsPage />);
  const [waves, past] = [await screen.findByText("파도"), screen.getByText("지난 공연")].map(
    (link) => ({ href: link.getAttribute("href"), text: link.closest("tr")?.textContent ?? "" }),
  );
  expect(screen.getByText("새벽 공연").getAttribute("href")).toBe("/admin/concert-drafts/d1");
  expect(waves?.href).toBe("/admin/concerts/파도");
  expect(waves?.text).toContain(w.states.published);
  expect(waves?.text).toMatch(/16.*50.*150/s);
  expect(past?.text).toContain(w.states.archived);
  expect(past?.text).toContain(w.isOver);
  expect(past?.text).not.toContain("150");
});

it("[AD92] the list of a new organization says how to begin", async () => {
  answer([], []);
  render(<ConcertsPage />);
  await screen.findByText(w.none);
});
