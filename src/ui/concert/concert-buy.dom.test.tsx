import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import type { Account } from "../../contract/people/accounts.ts";
import type { Schedule } from "../../contract/catalog/concerts.ts";
import type { WaitlistEntry } from "../../contract/sale/waitlist.ts";
import { clock } from "../state/clock.ts";
import { language } from "../state/language.ts";
import { forgetLoaded } from "../state/resource.ts";
import { account } from "../state/session.ts";
import { reminders, startWishes } from "../wishlist/wishes.ts";
import { BuyBar, BuyPanel } from "./concert-buy.tsx";

/** Tells the height of each observed element at once. */
class Observer {
  readonly #tell: () => void;
  constructor(tell: () => void) {
    this.#tell = tell;
  }
  observe(element: HTMLElement): void {
    Object.defineProperty(element, "offsetHeight", { value: 129 });
    this.#tell();
  }
  disconnect(): void {}
}

const both = (text: string) => ({ ko: text, en: text });
const won = (amount: number) => ({ amount, currency: "KRW" as const });
const at = (ms: number) => new Date(Date.now() + ms).toISOString();
const hourMs = 3_600_000;
const fan = { id: "a", email: "fan@frontrow.test", name: "F", isStaff: false } as Account;

const scheduleAt = (change: Partial<Schedule> = {}): Schedule =>
  ({
    id: "s",
    concertId: "c",
    startsAt: at(100 * hourMs),
    doorsAt: null,
    saleOpensAt: at(-hourMs),
    saleClosesAt: at(90 * hourMs),
    sale: "open",
    planHash: "p",
    seatCount: 10,
    seatsPerAccount: 4,
    holdMs: 300_000,
    stock: null,
    zones: [{ id: "r", name: both("R"), color: 1, price: won(10_000), fee: won(1_000) }],
    ...change,
  }) as Schedule;
const soldOut = { total: 10, available: 0, held: 2, taken: 8, isAwaited: true };
const entry = {
  scheduleId: "s",
  concert: { id: "c", slug: "c", title: both("Night"), poster: "/posters/p.svg" },
  venue: { name: both("Hall"), timeZone: "Asia/Seoul" },
  startsAt: at(100 * hourMs),
  closesAt: at(90 * hourMs),
  zones: [],
  count: 2,
  together: true,
  state: "waiting",
  ahead: { from: 6, to: 10 },
  missed: 0,
  joinedAt: at(-hourMs),
  offer: null,
} satisfies WaitlistEntry;

let asked: { method: string; path: string; body: unknown }[] = [];
/** Answers by path; unnamed paths get a 404. */
function answerWith(answers: Record<string, unknown>) {
  vi.stubGlobal("fetch", (url: string, init: RequestInit = {}) => {
    const path = url.replace("/api/v1", "");
    const method = init.method ?? "GET";
    const body = typeof init.body === "string" ? (JSON.parse(init.body) as unknown) : null;
    asked.push({ method, path, body });
    const answer = answers[`${method} ${path}`];
    if (answer === undefined) return Promise.resolve(new Response(null, { status: 204 }));
    return Promise.resolve(Response.json(answer));
  });
}
const remaining = (zone: object) => ({
  "GET /schedules/s/remaining": {
    scheduleId: "s",
    at: at(0),
    zones: [{ zoneId: "r", price: won(11_000), ...zone }],
  },
  "GET /schedules/s/queue": { lastNumber: 0, nowServing: 0 },
});
const onWaitlist = (items: unknown[]) => ({ "GET /me/waitlist": { items, serverTime: at(0) } });

// A busy machine may take long to load these modules.
beforeAll(async () => {
  await Promise.all([
    import("../waitlist/waitlist-button.tsx"),
    import("../reminders/remind-button.tsx"),
  ]);
}, 20_000);
beforeEach(() => {
  asked = [];
  language.value = "en";
  account.value = null;
  reminders.value = new Set();
  localStorage.clear();
  forgetLoaded();
  clock.learn(at(0));
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function () {
    this.open = false;
    this.dispatchEvent(new Event("close"));
  };
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const button = (name: string | RegExp) => screen.findByRole("button", { name }, { timeout: 5_000 });

it("[WL50] a sold-out date has one button: first to join, then with the position, then to pay for the returned seats", async () => {
  account.value = fan;
  answerWith({ ...remaining(soldOut), ...onWaitlist([]) });
  const { unmount } = render(<BuyBar schedule={scheduleAt()} timeZone="Asia/Seoul" />);
  expect(await button("Join waitlist")).toBeTruthy();
  unmount();

  forgetLoaded();
  answerWith({ ...remaining(soldOut), ...onWaitlist([entry]) });
  const second = render(<BuyBar schedule={scheduleAt()} timeZone="Asia/Seoul" />);
  fireEvent.click(await button("On the waitlist"));
  expect(screen.getByText("About 6–10 ahead of you")).toBeTruthy();
  second.unmount();

  forgetLoaded();
  const offer = { holdId: "h", expiresAt: at(900_000), zoneId: "r", seatKeys: ["A/1/1"] };
  answerWith({
    ...remaining(soldOut),
    ...onWaitlist([{ ...entry, state: "offered", ahead: null, offer }]),
  });
  render(<BuyBar schedule={scheduleAt()} timeZone="Asia/Seoul" />);
  const pay = await screen.findByRole("link", { name: "Pay for your seats" });
  expect(pay.getAttribute("href")).toBe("/checkout/s/h");
});

it("[WL51] a date with seats that are held for the waitlist shows as sold out, and one with other held seats does not", async () => {
  answerWith(remaining(soldOut));
  const { unmount } = render(<BuyBar schedule={scheduleAt()} timeZone="Asia/Seoul" />);
  await button("Join waitlist");
  unmount();
  forgetLoaded();
  answerWith(remaining({ ...soldOut, isAwaited: false }));
  render(<BuyBar schedule={scheduleAt()} timeZone="Asia/Seoul" />);
  await waitFor(() => expect(asked.some(({ path }) => path.endsWith("/remaining"))).toBe(true));
  expect(screen.getByRole("link", { name: "Get tickets" })).toBeTruthy();
});

it("[WL52] a fan joins with a zone and a number of seats, and needs an account only on joining", async () => {
  answerWith({ ...remaining(soldOut), ...onWaitlist([]), "PUT /schedules/s/waitlist": entry });
  render(<BuyBar schedule={scheduleAt()} timeZone="Asia/Seoul" />);
  fireEvent.click(await button("Join waitlist"));
  expect(screen.getByText("Sign in to join the waitlist.")).toBeTruthy();
  account.value = { ...fan, id: "b" };
  fireEvent.click(await button(/^R/));
  fireEvent.click(await button("2"));
  fireEvent.click(screen.getByRole("switch", { name: /Only seats together/ }));
  fireEvent.click(await button("Join the waitlist"));
  await waitFor(() => expect(asked.find(({ method }) => method === "PUT")).toBeDefined());
  expect(asked.find(({ method }) => method === "PUT")).toEqual({
    method: "PUT",
    path: "/schedules/s/waitlist",
    body: { zoneIds: [], count: 2, together: false },
  });
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

it("[NT10] before the opening, one press sets a reminder, shows how it will arrive, and can be undone at once", async () => {
  account.value = fan;
  answerWith({});
  const schedule = scheduleAt({ sale: "upcoming", saleOpensAt: at(48 * hourMs) });
  render(<BuyBar schedule={schedule} timeZone="Asia/Seoul" />);
  fireEvent.click(await screen.findByRole("button", { name: "Remind me" }));
  expect(asked.filter(({ method }) => method === "PUT")).toEqual([
    { method: "PUT", path: "/me/wishes/c", body: { remind: true } },
  ]);
  expect(screen.getByText(/We.ll email fan@frontrow.test/)).toBeTruthy();
  const calendar = screen.getByRole("link", { name: "Add to calendar" });
  expect(calendar.getAttribute("href")).toContain("/schedules/s/calendar.ics?event=opening");
  fireEvent.click(await button("Turn off"));
  expect(asked.at(-1)).toMatchObject({ method: "PUT", body: { remind: false } });
  expect(await button("Remind me")).toBeTruthy();
});

it("[V356] a guest who requests a reminder and signs in for it gets the reminder without a second press", async () => {
  const stop = startWishes();
  answerWith({
    "PUT /me/wishes/c": null,
    "GET /me/wishes": { items: [{ id: "c" }], reminders: ["c"] },
  });
  const schedule = scheduleAt({ sale: "upcoming", saleOpensAt: at(48 * hourMs) });
  render(<BuyBar schedule={schedule} timeZone="Asia/Seoul" />);
  fireEvent.click(await screen.findByRole("button", { name: "Remind me" }));
  expect(asked.filter(({ method }) => method === "PUT")).toEqual([]);
  account.value = fan;
  await screen.findByText(/We.ll email fan@frontrow.test/);
  expect(asked.filter(({ method }) => method === "PUT")).toHaveLength(1);
  stop();
});

it("[NT11] the opening can be added to a calendar without an account, and before the script has loaded", () => {
  answerWith({});
  const schedule = scheduleAt({ sale: "upcoming", saleOpensAt: at(48 * hourMs) });
  render(<BuyBar schedule={schedule} timeZone="Asia/Seoul" />);
  const link = screen.getByRole("link", { name: "Remind me" });
  expect(link.getAttribute("href")).toContain("calendar.ics?event=opening");
});

it("[V424] the panel beside the page and the bar below it name the date that they are for", () => {
  answerWith({});
  const date = { startsAt: "2027-01-16T18:00:00+09:00", timeZone: "Asia/Seoul" };
  const schedule = scheduleAt({ startsAt: date.startsAt });
  for (const Part of [BuyPanel, BuyBar]) {
    const { container, unmount } = render(<Part schedule={schedule} timeZone={date.timeZone} />);
    const shown = container.querySelector(`time[datetime="${date.startsAt}"]`)?.textContent;
    expect(shown?.replaceAll("\u00a0", " ")).toBe("Sat, Jan 16, 2027, 6:00 PM");
    unmount();
  }
});

it("[V500] the button of a paused sale leads to the queue, and the panel and the bar say that it is paused", () => {
  answerWith(remaining({ ...soldOut, available: 5 }));
  for (const Buy of [BuyPanel, BuyBar]) {
    const { unmount } = render(
      <Buy schedule={scheduleAt({ sale: "paused" })} timeZone="Asia/Seoul" />,
    );
    expect(screen.getByRole("link", { name: "Join the queue" })).toBeTruthy();
    expect(screen.getByText(/paused for a moment/i)).toBeTruthy();
    unmount();
  }
});

it("[V515] notices at the bottom lie above the bar of the concert's page, however many lines it has", async () => {
  vi.stubGlobal("ResizeObserver", Observer);
  const { style } = document.documentElement;
  const { unmount } = render(<BuyBar schedule={scheduleAt()} timeZone="Asia/Seoul" />);
  await waitFor(() => expect(style.getPropertyValue("--bar")).toBe("129px"));
  unmount();
  await waitFor(() => expect(style.getPropertyValue("--bar")).toBe(""));
});
