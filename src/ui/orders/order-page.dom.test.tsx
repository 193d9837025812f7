import { cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { afterEach, expect, it, vi } from "vitest";
import type { Account } from "../../contract/people/accounts.ts";
import type { Order } from "../../contract/money/orders.ts";
import type { Refund } from "../../contract/money/refunds.ts";
import { whole } from "../i18n/whole.ts";
import { forgetLoaded } from "../state/resource.ts";
import { account } from "../state/session.ts";
import { OrderPage } from "./order-page.tsx";
import { eventually } from "../../../test/support/eventually.ts";

const { order: w, visit, payments } = whole.ko;
const won = (amount: number) => ({ amount, currency: "KRW" as const });
const both = (text: string) => ({ ko: text, en: text });
const seat = (number: number, isCancelled = false): Order["seats"][number] => ({
  seat: number,
  key: `A/3/${number}`,
  zoneId: "r",
  zoneName: both("R석"),
  price: won(10_000),
  discount: won(0),
  fee: won(1_000),
  priceType: null,
  isCancelled,
});
const order: Order = {
  id: "o",
  number: "FR-1",
  status: "paid",
  scheduleId: "s",
  concert: { id: "c", title: both("서이안 콘서트 〈느린 편지〉"), poster: "/posters/p.svg" },
  venue: { name: both("온빛아트센터"), address: both("예술길 4"), timeZone: "Asia/Seoul" },
  startsAt: "2099-12-05T19:00:00+09:00",
  doorsAt: "2099-12-05T18:00:00+09:00",
  seats: [seat(8), seat(9, true)],
  discounts: [],
  total: won(22_000),
  refunded: won(11_000),
  method: "card",
  paymentId: "p",
  mailTo: "desk@example.com",
  paidAt: "2026-11-21T09:00:00+09:00",
  cancelledAt: null,
  canCancel: true,
  move: null,
};
const refund: Refund = {
  id: "r",
  orderId: "o",
  paymentId: "p",
  amount: won(6_000),
  charge: won(0),
  to: "original",
  account: null,
  status: "due",
  reason: null,
  seats: [9],
  createdAt: "2026-11-21T00:00:00Z",
  doneAt: null,
};

function show(shown: Order, query = "", refunds: Refund[] = []) {
  const answers: Record<string, object> = {
    "/orders/o": shown,
    "/orders/o/tickets": { items: [] },
    "/payments/p": { refunds },
  };
  vi.stubGlobal("fetch", (path: string) =>
    Promise.resolve(Response.json(answers[path.replace("/api/v1", "")] ?? {})),
  );
  account.value = { id: "fan", name: "김하늘", email: "a@b.c", isStaff: false } as Account;
  render(<OrderPage params={{ id: "o" }} query={new URLSearchParams(query)} />);
}
const region = (name: string) => screen.findByRole("region", { name });

afterEach(() => {
  cleanup();
  forgetLoaded();
  account.value = null;
  vi.unstubAllGlobals();
});

it("[V372] a new order names its seats in words, the address for its tickets, and the way to enter without a phone", async () => {
  const print = vi.fn();
  vi.stubGlobal("print", print);
  show({ ...order, seats: [seat(8), seat(9)], refunded: won(0) }, "new=1");
  expect(await screen.findByText(w.mailed("desk@example.com"))).toBeTruthy();
  expect(screen.getByRole("heading", { level: 1 }).textContent).toBe(w.thanks);
  expect(screen.getByRole("banner").textContent).toContain("A구역 3열 8–9번");
  const text = (await region(visit.title)).textContent;
  for (const part of [visit.from("18:00"), "예술길 4", visit.idText("김하늘"), "FR-1"])
    expect(text).toContain(part);
  fireEvent.click(screen.getByRole("button", { name: w.print }));
  expect(print).toHaveBeenCalledOnce();
});

it("[V373] an order names its refunded tickets, and the progress of each part of their refund", async () => {
  const inWallet = {
    ...refund,
    id: "w",
    amount: won(5_000),
    to: "wallet",
    status: "done",
  } as const;
  show(order, "", [refund, inWallet]);
  const details = await region(w.details);
  await eventually(() => expect(details.textContent).toContain(payments.backWhen));
  const text = details.textContent;
  for (const part of [
    `${w.seats}A구역 3열 8번R석 1장`,
    `${w.cancelledSeats}A구역 3열 9번`,
    `${w.refunded}11,000원`,
    `${payments.back.original} 6,000원 · ${payments.backStatus.due}`,
    `${payments.back.wallet} 5,000원 · ${payments.backStatus.done}`,
  ])
    expect(text).toContain(part);
  cleanup();
  forgetLoaded();
  const none = { seats: [seat(8, true)], status: "cancelled", refunded: won(0) } as const;
  show({ ...order, ...none, seats: [seat(8, true)], canCancel: false });
  expect(await screen.findByText(w.cancelledForNone)).toBeTruthy();
  expect(screen.queryByRole("region", { name: visit.title })).toBeNull();
});

it("[CH40] an order whose date was moved names both starts, the reason and the last day of the free return", async () => {
  const move = {
    from: "2099-11-28T19:00:00+09:00",
    reason: both("무대 사정"),
    refundUntil: "2099-12-01T00:00:00+09:00",
  };
  show({ ...order, move });
  const note = await screen.findByRole("note");
  for (const part of ["11월 28일", "12월 5일", "무대 사정", "2099년 11월 30일"])
    expect(note.textContent?.replaceAll("\u00a0", " ")).toContain(part);
  cleanup();
  forgetLoaded();
  show({ ...order, move: { ...move, refundUntil: "2026-11-01T00:00:00+09:00" } });
  expect((await screen.findByRole("note")).textContent).toContain(whole.ko.concert.movedLate);
});
