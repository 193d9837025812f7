import { expect, it } from "vitest";
import type { AdminPayment } from "../../contract/money/payments.ts";
import type { GatewayPayment } from "./gateway.ts";
import { differencesOf, withoutSecret } from "./gateway-look.ts";

const won = (amount: number) => ({ amount, currency: "KRW" as const });
type Ours = Parameters<typeof differencesOf>[0];
const ours: Ours = { status: "paid", providerKey: "k", amount: won(10_000), refunds: [] };
const theirs: GatewayPayment = {
  paymentKey: "k",
  orderId: "o",
  amount: 10_000,
  balance: 10_000,
  state: "paid",
  method: "card",
  deposit: null,
  cancels: [],
  receiptUrl: null,
  secret: "s",
  failure: null,
  record: {},
};
const refund = (to: "wallet" | "original", status: "due" | "done", amount: number) =>
  ({ to, status, amount: won(amount) }) as AdminPayment["refunds"][number];

const cases: [string, Partial<Ours>, Partial<GatewayPayment> | null, string[]][] = [
  ["the same on both sides", {}, {}, []],
  ["money taken that we know nothing of", { status: "unknown", providerKey: null }, {}, ["state"]],
  ["money taken that we refused", { status: "refused" }, {}, ["state"]],
  ["a payment that the company has lost", {}, null, ["payment"]],
  ["one that nobody has begun to pay", { status: "ready", providerKey: null }, null, []],
  [
    "another key, and another amount",
    {},
    { paymentKey: "x", amount: 1, balance: 1 },
    ["key", "amount", "balance"],
  ],
  [
    "a refund that the company has made",
    { refunds: [refund("original", "done", 4_000)] },
    {
      balance: 6_000,
      cancels: [{ refundId: "r", amount: 4_000 }],
    },
    [],
  ],
  ["a refund into the wallet", { refunds: [refund("wallet", "done", 4_000)] }, {}, []],
  ["a refund still due", { refunds: [refund("original", "due", 4_000)] }, {}, []],
  [
    "a refund that the company never made",
    { refunds: [refund("original", "done", 4_000)] },
    {},
    ["balance"],
  ],
  [
    "a refund at the company's desk",
    {},
    {
      balance: 9_000,
      cancels: [{ refundId: null, amount: 1_000 }],
    },
    ["balance", "foreign-refund"],
  ],
  ["a deposit that the bank took back", {}, { state: "waiting" }, ["state"]],
];

it.each(cases)(
  "[AD12] a payment shows the books and the gateway side by side: %s",
  (_, mine, other, about) => {
    const found = differencesOf({ ...ours, ...mine }, other && { ...theirs, ...other });
    expect(found.map((difference) => difference.about)).toEqual(about);
  },
);

it("[AD12] a payment shows the books and the gateway side by side without the secret of the payment", () => {
  expect(withoutSecret({ status: "DONE", secret: "s" })).toEqual({ status: "DONE" });
  expect(withoutSecret(null)).toBeNull();
});
