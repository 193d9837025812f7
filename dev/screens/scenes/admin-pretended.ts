import type { Act } from "../../../src/contract/admin/activity.ts";
import type { CancelledShows } from "../../../src/contract/admin/shows.ts";
import type { Coupon } from "../../../src/contract/money/discounts.ts";
import type {
  AdminPayment,
  PaymentStory,
  Reconciliation,
} from "../../../src/contract/money/payments.ts";
import type { Refund } from "../../../src/contract/money/refunds.ts";
import type { Census } from "../../../src/ui/admin/charts/series.ts";

/** Answers of a busy shop, which a new one cannot give. */

const ago = (seconds: number) => new Date(Date.now() - seconds * 1_000).toISOString();
const won = (amount: number) => ({ amount, currency: "KRW" as const });
const id = (last: number) => `0198f2a4-7c31-7b1e-9d57-2f6a4f0c1d${String(last).padStart(2, "0")}`;

const sampleMs = 10_000;
const samples = 300;

/** A hot sale of fifty minutes: it opens, runs, pauses for a while, and continues. */
export function busySeries(real: Census): Census[] {
  const from = Date.now() - samples * sampleMs;
  let [entered, sold] = [0, 0];
  return Array.from({ length: samples }, (_, index) => {
    const isPaused = index > 170 && index < 205;
    if (!isPaused) entered += Math.round(190 + 12 * Math.sin(index / 7));
    if (!isPaused) sold += Math.round(Math.min(index, 60) * 1.1 + 6 * Math.sin(index / 5));
    const waiting = Math.max(0, 62_000 - entered);
    return {
      ...real,
      at: new Date(from + index * sampleMs).toISOString(),
      state: isPaused ? "paused" : "open",
      given: entered + waiting + 900,
      called: entered + 900,
      entered,
      missed: Math.round(entered * 0.04),
      returning: 120,
      waiting,
      shoppers: Math.min(8_000, 60 + entered),
      holds: Math.round(2_400 + 500 * Math.sin(index / 20)),
      paying: Math.round(700 + 160 * Math.sin(index / 12)),
      sold,
      seatsLeft: Math.max(0, 21_000 - sold),
    };
  });
}

const actor = { id: id(1), name: "이무대", email: "admin@frontrow.test" };
const concert = { ko: "파랑주의보 〈높은 파도〉", en: "Parang Juuibo: High Waves" };
const date = { startsAt: "2027-01-16T18:00:00+09:00", timeZone: "Asia/Seoul" };
const both = (text: string) => ({ ko: text, en: text });

/** A log of an evening, each kind of change once. */
export function eveningActs(): Act[] {
  const act = (
    number: number,
    action: string,
    changes: Act["changes"] = [],
    more: Partial<Act> = {},
  ): Act => {
    return {
      id: id(number),
      at: ago(number * 97),
      origin: "203.0.113.7 Mozilla/5.0",
      action,
      subject: id(9),
      object: { kind: "schedule", id: id(9), name: concert, date },
      actor,
      changes,
      ...more,
    };
  };
  const notice = {
    ko: "결제가 늦어져 입장을 잠시 멈췄어요. 순번은 그대로예요.",
    en: "Payments are slow right now, so we've paused the queue for a moment. Your place is safe.",
  };
  const state = (before: string, after: string) => ({ field: "sale_state", before, after });
  return [
    act(2, "sale.resume", [
      state("paused", "open"),
      { field: "notice", before: notice, after: null },
    ]),
    act(3, "holds.extend", [{ field: "minutes", before: null, after: 5 }]),
    act(4, "sale.pause", [
      state("open", "paused"),
      { field: "notice", before: null, after: notice },
    ]),
    act(5, "sale.resume", [{ field: "admit_per_minute", before: 1_200, after: 900 }]),
    act(
      6,
      "payment.looked-after",
      [
        { field: "issue", before: "cancelled-at-company", after: null },
        { field: "note", before: null, after: "결제사에 전화로 확인함, 두 번 결제된 것이 아님" },
      ],
      { object: { kind: "order", id: id(32), name: both("FR-4K7Q-29XD"), date: null } },
    ),
    act(7, "account.tier", [{ field: "value", before: null, after: "gold" }], {
      object: { kind: "account", id: id(34), name: both("haneul@frontrow.test"), date: null },
    }),
    act(8, "coupon.create", [], {
      object: { kind: "coupon", id: id(20), name: both("WELCOME-2027"), date: null },
    }),
    act(11, "vouchers.create", [], { subject: "20", object: null }),
    act(9, "presale.create"),
    act(10, "schedule.create", [], { actor: null }),
  ];
}

const blank: Coupon = {
  id: id(20),
  code: "WELCOME-2027",
  name: { ko: "새 회원 환영", en: "Welcome" },
  cut: { amountMinor: 5_000 },
  currency: "KRW",
  minimumMinor: 50_000,
  zones: null,
  concertId: null,
  scheduleId: null,
  tier: null,
  opensAt: null,
  closesAt: null,
  usesMax: 10_000,
  usesPerAccountMax: 1,
  isOpen: true,
  isPaused: false,
  revision: 1,
  uses: 1_284,
  createdAt: ago(86_400),
};
export const someCoupons: Coupon[] = [
  blank,
  {
    ...blank,
    id: id(21),
    code: "GOLD-WINTER",
    name: { ko: "골드 회원 겨울 할인", en: "Winter discount for gold members" },
    cut: { percent: 15, maxMinor: 30_000 },
    tier: "gold",
    opensAt: ago(604_800),
    closesAt: ago(-1_209_600),
    usesMax: null,
    usesPerAccountMax: null,
    uses: 73,
  },
  { ...blank, id: id(22), code: "EARLY-220", minimumMinor: 0, isOpen: false, uses: 10_000 },
];

const refund: Refund = {
  id: id(30),
  orderId: id(31),
  paymentId: id(32),
  amount: won(88_000),
  charge: won(8_800),
  to: "original",
  account: null,
  status: "done",
  reason: null,
  seats: [12],
  createdAt: ago(3_000),
  doneAt: ago(2_990),
};
const flagged: AdminPayment = {
  id: id(32),
  purpose: "order",
  status: "paid",
  method: "card",
  amount: won(286_000),
  walletPart: won(0),
  refunded: won(88_000),
  reason: null,
  orderId: id(31),
  scheduleId: id(9),
  holdId: id(33),
  deposit: null,
  cashReceipt: null,
  createdAt: ago(7_400),
  settledAt: ago(7_360),
  refunds: [refund],
  accountId: id(34),
  email: "wilhelmina.featherstone@frontrow.test",
  orderNumber: "FR-4K7Q-29XD",
  show: { title: concert, ...date },
  seats: ["F3/12/7", "F3/12/8"],
  provider: "toss",
  providerKey: "tviva20261121141813aBc9",
  issue: "cancelled-at-company",
};
const told = (status: AdminPayment["status"], secondsAgo: number) => {
  return { at: ago(secondsAgo), status, reason: null, issue: null };
};

/** One payment that was canceled at the gateway's console, with its whole history. */
export const flaggedStory: PaymentStory = {
  payment: flagged,
  timeline: [
    told("ready", 7_400),
    told("unknown", 7_380),
    told("paid", 7_360),
    { ...told("paid", 600), issue: "cancelled-at-company" },
  ],
  notices: [
    { at: ago(7_359), kind: "PAYMENT_STATUS_CHANGED", status: "DONE" },
    { at: ago(610), kind: "CANCEL_STATUS_CHANGED", status: "PARTIAL_CANCELED" },
  ],
  record: null,
};

/** A list with each state once. */
export const somePayments: AdminPayment[] = [
  flagged,
  { ...flagged, id: id(40), status: "unknown", issue: null, refunded: won(0), refunds: [] },
  {
    ...flagged,
    id: id(41),
    status: "awaiting-deposit",
    method: "virtualAccount",
    issue: null,
    refunded: won(0),
    refunds: [],
  },
  { ...flagged, id: id(42), status: "to-refund", method: "easyPay", issue: null },
  { ...flagged, id: id(43), status: "refunded", issue: null, refunded: won(286_000) },
  {
    ...flagged,
    id: id(44),
    status: "refused",
    purpose: "top-up",
    orderNumber: null,
    orderId: null,
    method: null,
    issue: null,
    refunded: won(0),
    refunds: [],
  },
];

const finding = { subject: id(50), detail: "88,000" };

export const unsoundRun = (): Reconciliation => ({
  startedAt: ago(130),
  finishedAt: ago(128),
  checked: { seats: 41_230, transactions: 5_120 },
  repaired: [{ kind: "sale-not-told", ...finding }],
  findings: ["payment-without-order", "taken-not-sold"].map((kind) => ({ kind, ...finding })),
});

export const pastRuns = (): Reconciliation[] =>
  [1, 2, 3, 4].map((number) => ({
    ...unsoundRun(),
    startedAt: ago(number * 600),
    finishedAt: ago(number * 600 - 2),
    ...(number === 3 ? {} : { repaired: [], findings: [] }),
  }));

export const calledOff = (): CancelledShows => ({
  items: [
    {
      scheduleId: id(60),
      title: {
        ko: "미드나잇택배 〈문 앞에 두고 갑니다〉",
        en: "Midnight Parcel: Left at Your Door",
      },
      timeZone: "Asia/Seoul",
      startsAt: ago(-2_592_000),
      reason: "태풍으로 공연장이 문을 닫아요 · The hall is closed by a typhoon",
      startedAt: ago(90),
      doneAt: null,
      ordersLeft: 97,
    },
    {
      scheduleId: id(61),
      title: { ko: "정전기 LIVE 〈220V〉", en: "Jeongjeongi Live: 220V" },
      timeZone: "Asia/Seoul",
      startsAt: ago(-3_592_000),
      reason: "출연자 건강 · Illness",
      startedAt: ago(86_400),
      doneAt: ago(86_000),
      ordersLeft: 0,
    },
  ],
});
