import { cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Account } from "../../contract/people/accounts.ts";
import type { Order } from "../../contract/money/orders.ts";
import { whole } from "../i18n/whole.ts";
import { forgetLoaded } from "../state/resource.ts";
import { address } from "../state/router.ts";
import { account } from "../state/session.ts";
import { TicketsPage } from "./tickets-page.tsx";
import { eventually } from "../../../test/support/eventually.ts";

const w = whole.ko.tickets;
const won = (amount: number) => ({ amount, currency: "KRW" as const });
const both = (text: string) => ({ ko: text, en: text });
const dayMs = 86_400_000;

function order(title: string, inDays: number, change: Partial<Order> = {}): Order {
  return {
    id: title,
    number: `FR-${title}`,
    status: "paid",
    scheduleId: "s",
    concert: { id: "c", title: both(title), poster: "/posters/p.svg" },
    venue: { name: both("한강아레나"), address: both("서울"), timeZone: "Asia/Seoul" },
    startsAt: new Date(Date.now() + inDays * dayMs).toISOString(),
    doorsAt: null,
    seats: [1, 2].map((seat) => ({
      seat,
      key: `A/3/${seat}`,
      zoneId: "r",
      zoneName: both("R석"),
      price: won(10_000),
      discount: won(0),
      fee: won(1_000),
      priceType: null,
      isCancelled: false,
    })),
    discounts: [],
    total: won(22_000),
    refunded: won(0),
    method: "wallet",
    paymentId: null,
    mailTo: null,
    paidAt: "2026-11-21T09:00:00+09:00",
    cancelledAt: null,
    canCancel: true,
    move: null,
    ...change,
  };
}

const [soon, later] = [order("곧", 3), order("나중", 40)];
const part = order("일부", 60);
const cancelledOne = { ...part.seats[0]!, isCancelled: true };
const orders = [
  later,
  soon,
  { ...part, seats: [cancelledOne, part.seats[1]!] },
  order("지난", -30),
  order("취소", 20, { status: "cancelled", refunded: won(22_000) }),
];
const line = {
  id: "l",
  kind: "purchase",
  amount: won(-22_000),
  balanceAfter: won(8_000),
  orderId: "나중",
  concert: both("나중"),
  at: "2026-11-21T00:00:00Z",
};
const dueAt = new Date(Date.now() + dayMs).toISOString();
const deposit = { bank: "88", accountNumber: "110", holder: "Frontrow", dueAt };
const payment = {
  id: "p",
  purpose: "order",
  status: "awaiting-deposit",
  amount: won(44_000),
  concert: both("입금할 공연"),
  deposit,
  createdAt: dueAt,
};
const answers: Record<string, object> = {
  "/payments": {
    items: [
      payment,
      { ...payment, id: "q", status: "paid" },
      { ...payment, id: "r", deposit: { ...deposit, dueAt: "2026-01-01T00:00:00Z" } },
    ],
    nextCursor: null,
  },
  "/orders": { items: orders, nextCursor: null },
  "/wallet": { balance: won(8_000) },
  "/wallet/ledger": { items: [line], nextCursor: null },
  "/me/waitlist": { items: [], serverTime: new Date().toISOString() },
  "/me/wishes": { items: [], remindedIds: [] },
};

/** The page for an address, rendered again when the address changes. */
function Shown() {
  return <TicketsPage params={{}} query={address.value.query} />;
}
const tab = (name: string) => screen.getByRole("tab", { name: new RegExp(`^${name}`) });
const countIn = (name: string) => tab(name).querySelector(".n")?.textContent;
const cards = () =>
  [...screen.getByRole("tabpanel").querySelectorAll(".tcard h2")].map((h) => h.textContent);

beforeEach(() => {
  vi.stubGlobal("fetch", (path: string) =>
    Promise.resolve(Response.json(answers[path.replace("/api/v1", "")] ?? {})),
  );
  account.value = { id: "fan", name: "김하늘", email: "a@b.c", isStaff: false } as Account;
});
afterEach(() => {
  cleanup();
  forgetLoaded();
  account.value = null;
  history.replaceState(null, "", "/me");
  address.value = { path: "/me", query: new URLSearchParams() };
  vi.unstubAllGlobals();
});

it("[V370] the tickets page shows upcoming tickets by date in one tab and past ones in another, and the arrow keys go around the tabs", async () => {
  render(<Shown />);
  await screen.findByText(w.coming);
  await eventually(() => expect(cards()).toEqual(["곧", "나중", "일부"]));
  expect(tab(w.coming).textContent).toBe(`${w.coming}3`);
  expect(screen.getByText("A구역 3열 2번")).toBeTruthy();
  fireEvent.keyDown(tab(w.coming), { key: "ArrowRight" });
  await eventually(() => expect(cards()).toEqual(["지난"]));
  expect(document.activeElement).toBe(tab(w.past));
  expect(location.search).toBe("?tab=past");
  fireEvent.keyDown(tab(w.past), { key: "ArrowRight" });
  await screen.findByText(w.noWaitlist);
  for (const key of ["End", "ArrowRight"]) fireEvent.keyDown(screen.getByRole("tablist"), { key });
  await eventually(() => expect(tab(w.coming).getAttribute("aria-selected")).toBe("true"));
  expect([location.search, tab(w.past).tabIndex]).toEqual(["", -1]);
});

it("[V371] the tickets page also shows every order with its outcome, and the wallet with its last movement and the reason", async () => {
  render(<Shown />);
  const history = await screen.findByRole("region", { name: w.history });
  await eventually(() => expect(history.querySelectorAll("li")).toHaveLength(5));
  const said = [...history.querySelectorAll("li")].map((li) => li.textContent);
  expect(said[0]).toContain(`R석 2장FR-나중${w.status.paid}`);
  expect(said[2]).toContain(`R석 1장FR-일부${w.partCancelled}`);
  expect(said[4]).toContain(`R석 2장FR-취소${w.status.cancelled}`);
  const purse = screen.getByRole("region", { name: whole.ko.wallet.title });
  await eventually(() => expect(purse.querySelector(".bal__n")?.textContent).toBe("8,000원"));
  const row = screen.getByRole("row", { name: /−22,000원/ });
  expect(row.textContent).toContain(whole.ko.wallet.kind.purchase);
  expect(row.querySelector("a")?.getAttribute("href")).toBe("/orders/나중");
});

it("[V377] the tickets page shows which seats wait for a bank transfer, how much and until when, and links to the account", async () => {
  render(<Shown />);
  const link = await screen.findByRole("link", { name: w.toDeposit });
  expect(link.getAttribute("href")).toBe("/payment/return?payment=p");
  const text = link.closest(".note")?.textContent;
  for (const part of ["입금할 공연", "44,000원", "까지"]) expect(text).toContain(part);
});

it("[V512] a tab keeps room for a count that is loading, and none for a count of zero", async () => {
  const none = { ...answers, "/orders": { items: [], nextCursor: null } };
  vi.stubGlobal("fetch", (path: string) =>
    Promise.resolve(Response.json(none[path.replace("/api/v1", "") as keyof typeof none] ?? {})),
  );
  render(<Shown />);
  await screen.findByText(w.coming);
  expect(countIn(w.coming)).toBe("");
  await eventually(() => expect(countIn(w.coming)).toBeUndefined());
  expect(countIn(w.past)).toBeUndefined();
});
