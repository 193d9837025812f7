import type { Order } from "../../../src/contract/money/orders.ts";
import type { MailRow } from "../../../src/db/messages/mails.ts";
import type { MailTopic } from "../../../src/db/schema/operations.ts";

export const now = Date.parse("2026-11-21T00:00:00Z");
export const won = (amount: number) => ({ amount, currency: "KRW" as const });
export const evil = `<script>alert("x")</script>&'`;
export const both = (text: string) => ({ ko: text, en: text });
export const venue = {
  name: both("올림픽홀"),
  address: both("서울 송파구"),
  timeZone: "Asia/Seoul",
};

export const seat = (at: number): Order["seats"][number] => ({
  seat: at,
  key: `A/3/${at}`,
  zoneId: "r",
  zoneName: both("R"),
  price: won(150_000),
  discount: won(0),
  fee: won(2_000),
  priceType: null,
  isCancelled: false,
});
export const order: Order = {
  id: "00000000-0000-4000-8000-000000000001",
  number: "FR-1",
  status: "paid",
  scheduleId: "00000000-0000-4000-8000-000000000002",
  concert: { id: "c", title: both("푸른 밤"), poster: "/posters/p.webp" },
  venue,
  startsAt: "2026-12-05T19:00:00+09:00",
  doorsAt: null,
  mailTo: null,
  seats: [seat(8), seat(9)],
  discounts: [],
  total: won(304_000),
  refunded: won(0),
  method: "card",
  paymentId: null,
  paidAt: "2026-11-21T09:00:00+09:00",
  cancelledAt: null,
  canCancel: true,
  move: null,
};
export const refund: NonNullable<MailRow["refund"]> = {
  id: "r",
  orderId: order.id,
  paymentId: null,
  amount: won(136_799),
  charge: won(15_201),
  to: "original",
  account: null,
  status: "due",
  reason: null,
  seats: [9],
  createdAt: order.paidAt,
  doneAt: null,
};
export const bank = { bank: "우리은행", accountNumber: "X-123", holder: "Frontrow" };
export const deposit = { ...bank, dueAt: "2026-11-21T03:00:00Z" };

export const move = {
  fromMs: Date.parse("2026-11-28T19:00:00+09:00"),
  toMs: Date.parse(order.startsAt),
  reason: { ko: "무대 사정", en: "The stage" },
  refundUntilMs: Date.parse("2026-12-01T00:00:00+09:00"),
};

export const invitation = {
  id: "i",
  role: "box-office",
  expiresAtMs: now + 1,
  isOpen: true,
} as const;
const report = ({ account }: Partial<MailRow>) => ({
  name: account?.name ?? "월말 정산",
  from: "2026-11-01",
  to: "2026-11-30",
  csv: "a",
});

export function row(topic: MailTopic, more: Partial<MailRow> = {}): MailRow {
  return {
    id: "00000000-0000-4000-8000-00000000000a",
    topic,
    payload: {
      expiresAtMs: now + 1,
      seats: 2,
      path: "/checkout/a/b",
      seal: "s",
      ...move,
      ...report(more),
    },
    attempts: 1,
    account: {
      id: "fan",
      email: "fan@frontrow.test",
      name: "김하늘",
      locale: "ko",
      wantsReminders: true,
      wantsWaitlist: true,
    },
    order,
    refund,
    walletPart: null,
    isTicketKept: false,
    payment: {
      status: "awaiting-deposit",
      deposit,
      amount: won(304_000),
    } as NonNullable<MailRow["payment"]>,
    show: {
      scheduleId: order.scheduleId,
      slug: "blue",
      title: both("푸른 밤"),
      venue,
      startsAtMs: Date.parse(order.startsAt),
      doorsAtMs: Date.parse("2026-12-05T18:00:00+09:00"),
      saleOpensAtMs: Date.parse("2026-11-22T11:00:00Z"),
      revision: 1,
      runningMinutes: 110,
      note: null,
    },
    calledOff: null,
    balance: won(50_000),
    mailTo: null,
    message: {
      subject: { ko: "{concert} 안내", en: "About {concert}" },
      body: { ko: "{name} 님, {seats}", en: "{name}, {seats}" },
      concert: order.concert.title,
      timeZone: order.venue.timeZone,
      startsAtMs: [Date.parse(order.startsAt)],
      seats: ["B2/6/3", "B2/6/4"],
    },
    invitation: { ...invitation, organization: both(more.account?.name ?? "푸른 극장") },
    ...more,
  };
}

export const speaking = (locale: "ko" | "en", name = "김하늘") => ({
  account: { ...row("order.paid").account, locale, name } as NonNullable<MailRow["account"]>,
});
