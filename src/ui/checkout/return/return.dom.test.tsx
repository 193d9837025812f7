import { act, cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Account } from "../../../contract/people/accounts.ts";
import type { Payment } from "../../../contract/money/payments.ts";
import { whole } from "../../i18n/whole.ts";
import { PaymentReturnPage } from "./payment-return-page.tsx";
import { account } from "../../state/session.ts";

const { ko } = whole;
const won = (amount: number) => ({ amount, currency: "KRW" as const });
const base: Payment = {
  id: "payment-1",
  purpose: "order",
  status: "ready",
  method: "card",
  amount: won(22_000),
  walletPart: won(0),
  refunded: won(0),
  reason: null,
  orderId: "order-1",
  scheduleId: "schedule-1",
  holdId: "hold-1",
  checkoutUrl: null,
  deposit: null,
  cashReceipt: null,
  createdAt: "2026-11-21T00:00:00Z",
  settledAt: null,
  refunds: [],
};

const concert = {
  title: { ko: "느린 편지", en: "A Slow Letter" },
  venue: { timeZone: "Asia/Seoul" },
};
/** The answers that say what the payment is for. */
const abouts: Record<string, object> = {
  "/api/v1/schedules/schedule-1": { concertId: "c", startsAt: "2027-01-16T09:00:00Z" },
  "/api/v1/concerts/c": concert,
};

type Asked = { method: string; path: string; key: string | null };
type Answer = Payment | "lost" | { holds: object[] };

/** Answers in turn, repeats the last answer, and records the requests. */
function answering(...answers: Answer[]): Asked[] {
  const asked: Asked[] = [];
  vi.stubGlobal("fetch", (path: string, init: RequestInit) => {
    const about = abouts[path];
    if (about) return Promise.resolve(Response.json(about));
    const key = new Headers(init.headers).get("idempotency-key");
    asked.push({ method: init.method ?? "GET", path, key });
    const next = answers.length > 1 ? answers.shift() : answers[0];
    if (next === undefined || next === "lost") return Promise.reject(new TypeError("lost"));
    return Promise.resolve(Response.json("holds" in next ? { items: next.holds } : next));
  });
  return asked;
}

const comeBack = (query: string) =>
  render(<PaymentReturnPage params={{}} query={new URLSearchParams(query)} />);
const agreed = "payment=payment-1&paymentKey=k&orderId=payment-1&amount=22000";
/** What an answer has changed is drawn when the act is over, and asks for more then. */
async function pass(ms: number): Promise<void> {
  for (const part of [ms / 2, ms / 2])
    await act(async () => {
      await vi.advanceTimersByTimeAsync(part);
    });
}
const heading = () => screen.getByRole("heading", { level: 1 }).textContent;

beforeEach(() => {
  vi.useFakeTimers();
  history.replaceState(null, "", "/payment/return");
  account.value = { id: "fan", name: "김하늘" } as Account;
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("[N1] the page that the gateway returns to confirms under a key derived from the payment, so that reopening it pays once and leads to the order", async () => {
  const asked = answering({ ...base, status: "paid" });
  for (let time = 0; time < 2; time++) {
    comeBack(agreed);
    await pass(100);
    expect(location.pathname).toBe("/orders/order-1");
    cleanup();
  }
  const confirmation = "/api/v1/payments/payment-1/confirmation";
  expect(asked.map(({ path }) => path)).toEqual([confirmation, confirmation]);
  expect(new Set(asked.map(({ key }) => key))).toEqual(new Set(["confirm-payment-1"]));
});

it("[N20] a choice is discarded once it has bought its seats, and kept if nothing was paid", async () => {
  for (const status of ["refused", "paid"] as const) {
    localStorage.setItem("frontrow.choice.hold-1", "{}");
    answering({ ...base, status }, { holds: [] });
    comeBack(agreed);
    await pass(100);
    cleanup();
    expect(localStorage.getItem("frontrow.choice.hold-1")).toBe(status === "paid" ? null : "{}");
  }
});

it("[N2][N23] a payment without a known outcome does not show as failed, the page polls until there is an answer, and a payment that the gateway has not taken yet is confirmed once more", async () => {
  const asked = answering("lost", "lost", { ...base, status: "unknown" }, base, {
    ...base,
    status: "paid",
  });
  comeBack(agreed);
  await pass(1_500);
  expect(heading()).toBe(ko.payment.asking);
  expect(screen.getByRole("status").textContent).toBe(ko.payment.unknownText);
  expect(screen.queryByText(ko.payment.refused)).toBeNull();
  await pass(20_000);
  expect(location.pathname).toBe("/orders/order-1");
  // Looked at twice; it was not taken yet, so it was agreed to once more.
  expect(asked.map(({ method }) => method)).toEqual(["POST", "POST", "GET", "GET", "POST"]);
});

it("[N3] a fan who canceled the payment sees a message, and goes on with the time left", async () => {
  const expiresAt = new Date(Date.now() + 200_000).toISOString();
  const seats = [{ section: "A", row: "3", number: "7" }];
  const held = { id: "hold-1", phase: "choosing", seats, expiresAt };
  answering({ ...base, status: "refused", reason: "PAY_PROCESS_CANCELED" }, { holds: [held] });
  comeBack("payment=payment-1&code=PAY_PROCESS_CANCELED&message=x");
  await pass(1_100);
  expect(screen.getByText(ko.payment.why["called-off"])).toBeTruthy();
  expect(screen.getByRole("timer").textContent).toContain("3:1");
  // The seats are listed, so that the fan sees that they are still held.
  expect(document.querySelector(".outcome")?.textContent).toContain("A구역 3열 7번");
  const again = screen.getByRole("link", { name: ko.payment.payAgain });
  expect(again.getAttribute("href")).toBe("/checkout/schedule-1/hold-1");
});

it("[N41] after a payment the page names the concert, the date and the seats, and calls a canceled payment canceled", async () => {
  const seats = [{ section: "B", row: "2", number: "9" }];
  localStorage.setItem("frontrow.hold.schedule-1", JSON.stringify({ id: "hold-1", seats }));
  const cases = [
    [{ status: "refused", reason: "PAY_PROCESS_CANCELED" }, ko.payment.calledOff],
    [{ status: "refused", reason: "REJECT_CARD_COMPANY" }, ko.payment.refused],
    [{ status: "to-refund", reason: "seats-gone" }, ko.payment.givenBack],
    [{ status: "unknown" }, ko.payment.asking],
  ] as const;
  for (const [change, title] of cases) {
    answering({ ...base, ...change }, { holds: [] });
    comeBack("payment=payment-1");
    await pass(300);
    expect(heading()).toBe(title);
    const text = document.querySelector(".outcome")?.textContent?.replaceAll("\u00a0", " ");
    for (const part of ["느린 편지", "1월 16일 (토) 18:00", "B구역 2열 9번"])
      expect(text).toContain(part);
    cleanup();
  }
  localStorage.clear();
});

it("[N16] a fan can hold the seats again when the time is over", async () => {
  const refused = { ...base, id: "payment-2", status: "refused", reason: "hold-expired" } as const;
  answering(refused, { holds: [] });
  comeBack("payment=payment-2");
  await pass(200);
  expect(screen.getByText(ko.payment.why["hold-expired"])).toBeTruthy();
  expect(screen.queryByRole("timer")).toBeNull();
  expect(screen.getByRole("link", { name: ko.payment.holdAgain })).toBeTruthy();
});

it("[U95] at zero the page asks whether the seats are still held, before it offers to hold them again", async () => {
  const iso = (inMs: number) => new Date(Date.now() + inMs).toISOString();
  const seats = [{ section: "A", row: "3", number: "7" }];
  const held = { id: "hold-1", phase: "choosing", seats, serverTime: iso(0), isPaused: false };
  const paused = { ...held, isPaused: true, expiresAt: iso(200_000) };
  const refused = { ...base, id: "payment-3", status: "refused" } as const;
  answering(refused, { holds: [{ ...held, expiresAt: iso(3_000) }] }, { holds: [paused] });
  comeBack("payment=payment-3");
  await pass(1_000);
  await pass(8_000);
  expect(screen.getByRole("timer").textContent).toContain("3:20");
  expect(screen.getByRole("link", { name: ko.payment.payAgain })).toBeTruthy();
});

it("[N4] money that arrived too late goes back, and the fan learns the reason and the destination", async () => {
  answering({ ...base, status: "to-refund", reason: "hold-expired" });
  comeBack(agreed);
  await pass(200);
  expect(heading()).toBe(ko.payment.givenBack);
  expect(screen.getByText(ko.payment.seatsGone)).toBeTruthy();
  expect(screen.getByRole("status").textContent).toContain("22,000원");
  expect(screen.getByRole("status").textContent).toContain(ko.payment.backDue);
});

it("[N5] a virtual account shows its bank and deadline, is copied with one press, and leads to the order after the deposit", async () => {
  const writeText = vi.fn(() => Promise.resolve());
  vi.stubGlobal("navigator", { ...navigator, clipboard: { writeText } });
  const dueAt = "2026-11-22T03:00:00Z";
  const deposit = { bank: "20", accountNumber: "X123", holder: "김하늘", dueAt };
  answering(
    { ...base, status: "awaiting-deposit", method: "virtualAccount", deposit },
    { ...base, status: "paid" },
  );
  comeBack(agreed);
  await pass(200);
  expect(screen.getByText("우리은행")).toBeTruthy();
  expect(document.querySelector<HTMLTimeElement>("dl time")?.dateTime).toBe(dueAt);
  fireEvent.click(screen.getByRole("button", { name: ko.payment.copy }));
  expect(writeText).toHaveBeenCalledWith("X123");
  await pass(16_000);
  expect(location.pathname).toBe("/orders/order-1");
});
