import { act, cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Account } from "../../contract/people/accounts.ts";
import type { Payment } from "../../contract/money/payments.ts";
import type { Hold } from "../../contract/sale/holds.ts";
import { whole } from "../i18n/whole.ts";
import { clock } from "../state/clock.ts";
import { forgetLoaded } from "../state/resource.ts";
import { account } from "../state/session.ts";
import { CheckoutPage } from "./checkout-page.tsx";

const w = whole.ko;
const iso = (inMs: number) => new Date(Date.now() + inMs).toISOString();
const won = { amount: 22_000, currency: "KRW" as const };
const hold = (change: Partial<Hold> = {}): Hold => ({
  id: "hold-1",
  scheduleId: "schedule-1",
  phase: "paying",
  seats: [
    {
      seat: 1,
      key: "A/1/1",
      section: "A",
      row: "1",
      number: "1",
      zoneId: "r",
      price: won,
      fee: won,
    },
  ],
  total: won,
  expiresAt: iso(521_000),
  isPaused: false,
  canExtend: false,
  serverTime: iso(0),
  ...change,
});
const payment = (status: Payment["status"]) => ({
  id: "payment-1",
  status,
  amount: won,
  holdId: "hold-1",
  scheduleId: "schedule-1",
  checkoutUrl: status === "ready" ? "https://pay.example/1" : null,
});

const server = {
  holds: [] as Hold[],
  payments: [] as ReturnType<typeof payment>[],
  /** The answers to releasing the seats, in turn; the last one repeats. */
  releases: [204] as (202 | 204 | 404 | 409)[],
  boardState: "open",
  isAway: false,
};
let acts: string[] = [];

function answer(path: string, method: string): Response | Promise<Response> {
  if (server.isAway && path.endsWith("/holds")) return Promise.reject(new TypeError("away"));
  if (method === "DELETE") {
    const [status = 204] =
      server.releases.length > 1 ? server.releases.splice(0, 1) : server.releases;
    const codes: Record<number, string> = { 404: "hold-not-found", 409: "already-paid" };
    return status >= 400
      ? Response.json({ code: codes[status] }, { status })
      : new Response(null, { status });
  }
  if (path.endsWith("/failure")) {
    server.holds = server.holds.map((each) => ({ ...each, phase: "choosing" }));
    return Response.json(payment("refused"));
  }
  if (path.endsWith("/payments"))
    return Response.json({ items: server.payments, nextCursor: null });
  if (path.endsWith("/payments/payment-1")) return Response.json(server.payments[0]);
  if (path.endsWith("/holds"))
    return Response.json({ items: server.holds.map((each) => ({ ...each, serverTime: iso(0) })) });
  if (path.endsWith("/queue"))
    return Response.json({
      state: server.boardState,
      notice: null,
      presales: [],
      serverTime: iso(0),
    });
  if (path.endsWith("/schedules/schedule-1"))
    return Response.json({ id: "schedule-1", concertId: "concert-1", startsAt: iso(9e9) });
  if (path.endsWith("/concerts/concert-1"))
    return Response.json({ title: { ko: "", en: "" }, venue: { name: { ko: "" } } });
  return new Promise<Response>(() => {});
}

/** What has changed is drawn when the act is over, and asks for more then. */
async function pass(ms: number): Promise<void> {
  for (let step = 0; step < 8; step++)
    await act(async () => {
      await vi.advanceTimersByTimeAsync(ms / 8);
    });
}
const heading = () => screen.queryByRole("heading", { level: 1 })?.textContent;
const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));
async function open(): Promise<void> {
  render(
    <CheckoutPage
      params={{ scheduleId: "schedule-1", holdId: "hold-1" }}
      query={new URLSearchParams()}
    />,
  );
  await pass(400);
}

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse("2026-11-30T10:00:00Z") });
  vi.stubGlobal("scrollTo", () => {});
  vi.stubGlobal("matchMedia", () => ({ matches: false }));
  vi.stubGlobal("fetch", (path: string, { method = "GET" }: RequestInit = {}) => {
    if (method !== "GET" && !path.endsWith("/price"))
      acts.push(`${method} ${path.replace("/api/v1", "")}`);
    return Promise.resolve(answer(path, method));
  });
  acts = [];
  Object.assign(server, { payments: [], releases: [204], boardState: "open", isAway: false });
  server.holds = [hold()];
  clock.forget();
  forgetLoaded();
  history.replaceState(null, "", "/checkout/schedule-1/hold-1");
  account.value = { id: "fan", name: "김하늘", email: "fan@frontrow.test" } as Account;
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("[U97] a payment that nobody can see shows the clock, what is happening, and how to give the seats back", async () => {
  await open();
  expect(heading()).toBe(w.openPayment.unseen);
  expect(screen.getByRole("timer").textContent).toContain("8:4");
  expect(screen.getByRole("status").textContent).toBe(w.openPayment.unseenText);
  expect(screen.getByRole("link", { name: w.payment.toPayments })).toBeTruthy();
  // A payment that ended without money lets the fan continue automatically.
  server.holds = [hold({ phase: "choosing" })];
  await pass(9_000);
  expect(heading()).toBeUndefined();
  cleanup();
  forgetLoaded();
  server.holds = [hold()];
  await open();
  press(w.openPayment.release);
  await pass(1_000);
  expect(acts).toEqual(["DELETE /schedules/schedule-1/holds/hold-1"]);
  expect(location.pathname).toBe("/schedules/schedule-1");
});

it("[U97] a payment in another window shows the clock, and can be continued, replaced, or given up with its seats", async () => {
  server.payments = [payment("ready")];
  await open();
  expect(heading()).toBe(w.openPayment.title);
  expect(screen.getByRole("timer").textContent).toContain("8:4");
  const goOn = screen.getByRole("link", { name: w.openPayment.goOn });
  expect(goOn.getAttribute("href")).toBe("https://pay.example/1");
  expect(screen.getByRole("button", { name: w.openPayment.another })).toBeTruthy();
  press(w.openPayment.release);
  await pass(1_000);
  expect(acts).toEqual([
    "POST /payments/payment-1/failure",
    "DELETE /schedules/schedule-1/holds/hold-1",
  ]);
  expect(location.pathname).toBe("/schedules/schedule-1");
});

it("[U97] a payment that ended without money gives its seats back to be paid in another way", async () => {
  server.payments = [payment("refused")];
  await open();
  await pass(1_000);
  expect(acts).toEqual(["POST /payments/payment-1/failure"]);
  expect(screen.queryByText(w.openPayment.unseen)).toBeNull();
});

it("[U98] seats that are given back while the books are asked say so, until the answer leads on", async () => {
  for (const [end, path] of [
    [204, "/schedules/schedule-1"],
    [409, "/me"],
  ] as const) {
    server.holds = [hold()];
    server.releases = [202, 202, end];
    await open();
    server.holds = [hold({ phase: "ending", expiresAt: iso(0) })];
    press(w.openPayment.release);
    await pass(400);
    expect(heading()).toBe(w.givingBack.title);
    expect(screen.getByRole("status").textContent).toBe(w.givingBack.text);
    await pass(2_000);
    expect(location.pathname).toBe("/checkout/schedule-1/hold-1");
    await pass(8_000);
    expect(location.pathname).toBe(path);
    cleanup();
    forgetLoaded();
    history.replaceState(null, "", "/checkout/schedule-1/hold-1");
  }
});

it("[U95] at zero the checkout asks the server before it says that the time is over", async () => {
  server.holds = [hold({ phase: "choosing", expiresAt: iso(4_000) })];
  await open();
  server.isAway = true;
  await pass(8_000);
  expect(heading()).toBe(w.atZero.title);
  // The sale was paused, and the hold has kept its time.
  server.isAway = false;
  server.holds = [hold({ phase: "choosing", isPaused: true, expiresAt: iso(60_000) })];
  await pass(16_000);
  expect(heading()).not.toBe(w.expired.title);
  expect(screen.getByRole("timer").textContent).toContain(w.hold.stopped);
  const stopped = screen.getByRole("timer").textContent;
  await pass(30_000);
  expect(screen.getByRole("timer").textContent).toBe(stopped);
});

it("[U95] a hold that is over says how it ended: in time running out, in a payment, or in a way that nobody knows", async () => {
  const ends = [
    [204, w.expired.title],
    [404, w.expired.goneTitle],
    [409, w.expired.paid],
  ] as const;
  for (const [end, title] of ends) {
    server.releases = [end];
    server.holds = [hold({ phase: "choosing", expiresAt: iso(3_000) })];
    await open();
    server.holds = [];
    await pass(9_000);
    expect(heading()).toBe(title);
    cleanup();
    forgetLoaded();
  }
  localStorage.clear();
  await open();
  await pass(1_000);
  expect(heading()).toBe(w.expired.paid);
});

it("[U94] a pause that begins at the checkout stops its clock, and the checkout says so", async () => {
  server.holds = [hold({ phase: "choosing", expiresAt: iso(200_000) })];
  await open();
  server.boardState = "paused";
  server.holds = [hold({ phase: "choosing", isPaused: true, expiresAt: iso(190_000) })];
  await pass(24_000);
  const stopped = screen.getByRole("timer").textContent;
  expect(stopped).toContain(w.hold.stopped);
  await pass(20_000);
  expect(screen.getByRole("timer").textContent).toBe(stopped);
  server.boardState = "open";
  server.holds = [hold({ phase: "choosing", expiresAt: iso(150_000) })];
  await pass(24_000);
  expect(screen.getByRole("timer").textContent).toContain(w.hold.within);
});
