import { cleanup, render, screen } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { type Role, rightsOf } from "../../../contract/admin/rights.ts";
import { whole } from "../../i18n/whole.ts";
import { forgetLoaded } from "../../state/resource.ts";
import { CockpitPage } from "../cockpit/cockpit-page.tsx";
import { PaymentPage } from "../payments/payment-page.tsx";
import { ReconciliationPage } from "../reconciliation/reconciliation-page.tsx";
import { ShowPage } from "../shows/show-page.tsx";
import { employer } from "./employer.ts";

const won = (amount: number) => ({ amount, currency: "KRW" });
const time = "2099-01-16T10:00:00.000Z";
const both = { ko: "느린 편지", en: "Slow Letter" };
const schedule = {
  id: "s",
  revision: 1,
  slug: "slow-letter",
  title: both,
  venue: both,
  timeZone: "Asia/Seoul",
  startsAt: time,
  sale: "upcoming",
  saleOpensAt: time,
  saleClosesAt: time,
  lobbyOpensAt: time,
  seatCount: 10,
  sold: 0,
  shoppersMax: 5,
  admitPerMinute: 60,
  order: "fifo",
  notice: null,
  presales: [],
};
const story = {
  scheduleId: "s",
  state: "planned",
  orders: 3,
  tickets: 5,
  ordersDone: 0,
  refund: won(1),
  compensation: won(1),
  toWallets: won(1),
  byHand: won(0),
  toOriginal: won(1),
  reason: null,
  compensationPercent: 10,
  startedAt: null,
  doneAt: null,
};
const payment = {
  id: "p",
  kind: "order",
  purpose: "order",
  status: "paid",
  method: "card",
  amount: won(10_000),
  wallet: won(0),
  refunded: won(0),
  refunds: [],
  show: null,
  scheduleId: null,
  seats: [],
  deposit: null,
  orderNumber: null,
  orderId: null,
  providerKey: null,
  email: "a@b.test",
  reason: null,
  cashReceipt: null,
  issue: "look",
  createdAt: time,
  account: { id: "a", name: "가", email: "a@b.test" },
};
let isRunning = false;

function as(role: Role): void {
  const organizationId = "11111111-1111-4111-8111-111111111111";
  const grants = [{ organizationId, isOperator: true, role, concertId: null }];
  employer.value = { id: organizationId, name: both, isOperator: true, rights: rightsOf(grants) };
}

beforeEach(() => {
  vi.stubGlobal("fetch", (path: string) => {
    const at = path.replace("/api/v1/admin/", "").split("?")[0] ?? "";
    if (at === "schedules/s") return Promise.resolve(Response.json({ schedule, live: null }));
    if (at === "schedules/s/cancellation")
      return Promise.resolve(Response.json({ ...story, state: isRunning ? "running" : "planned" }));
    if (at === "payments/p")
      return Promise.resolve(Response.json({ payment, timeline: [], notices: [], refunds: [] }));
    if (at.endsWith("acts") || at.endsWith("history"))
      return Promise.resolve(Response.json({ items: [], nextCursor: null }));
    return Promise.resolve(Response.json({ code: "not-found" }, { status: 404 }));
  });
});
afterEach(() => {
  cleanup();
  forgetLoaded();
  employer.value = undefined;
  isRunning = false;
  vi.unstubAllGlobals();
});

const w = whole.ko;
const query = new URLSearchParams();
const acts = [
  { page: () => <ShowPage params={{ id: "s" }} query={query} />, act: w.adminShows.callOff },
  {
    page: () => <ShowPage params={{ id: "s" }} query={query} />,
    act: w.adminShows.goOn,
    runs: true,
  },
  { page: () => <ReconciliationPage />, act: w.adminBooks.run },
  { page: () => <PaymentPage params={{ id: "p" }} query={query} />, act: w.adminPayments.resolve },
  { page: () => <CockpitPage params={{ id: "s" }} query={query} />, act: w.adminQueue.open },
];

it("[AD97] the pages of sales, shows, payments and the books offer their acts to those who may take them, and the rest can look", async () => {
  for (const { page, act, runs = false } of acts) {
    isRunning = runs;
    as("owner");
    render(page());
    expect(await screen.findAllByRole("button", { name: act })).not.toEqual([]);
    cleanup();
    forgetLoaded();
    as("auditor");
    const { container } = render(page());
    await screen.findByRole("heading", { level: 1 });
    await vi.waitFor(() => expect(container.textContent.length).toBeGreaterThan(30));
    expect([act, screen.queryByRole("button", { name: act })]).toEqual([act, null]);
    cleanup();
    forgetLoaded();
  }
});
