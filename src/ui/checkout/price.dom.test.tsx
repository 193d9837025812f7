import { cleanup, render } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Order } from "../../contract/money/orders.ts";
import type { PriceQuote } from "../../contract/money/prices.ts";
import { krStandard } from "../../contract/money/refund-rules.ts";
import type { RefundPreview } from "../../contract/money/refunds.ts";
import type { Cancellation } from "../api/orders.ts";
import type { PriceChoices } from "../api/payments.ts";
import { ApiError } from "../api/problem.ts";
import { createChoice, forgetChoice } from "./choice.ts";
import { PriceLines } from "./price-lines.tsx";
import { createRefund } from "../orders/refunds/refund-state.ts";
import { refundSteps } from "../orders/refunds/refund-steps.ts";

const won = (amount: number) => ({ amount, currency: "KRW" as const });
const text = (ko: string) => ({ ko, en: ko });

const seat = (number: number): PriceQuote["seats"][number] => ({
  seat: number,
  key: `A/1/${number}`,
  zoneId: "r",
  zoneName: text("R석"),
  price: won(100_000),
  discount: won(0),
  fee: won(1_000),
  priceType: null,
  isCancelled: false,
});
const full: PriceQuote = {
  seats: [seat(1), seat(2)],
  discounts: [],
  tickets: won(200_000),
  fees: won(2_000),
  total: won(202_000),
};
const cheaper: PriceQuote = {
  ...full,
  discounts: [{ kind: "coupon", id: "c", name: text("첫 공연"), tickets: 2, amount: won(10_000) }],
  total: won(192_000),
};

beforeEach(() => localStorage.clear());
afterEach(cleanup);

it("[N6] a price is shown line by line, with tickets, deductions, fees and the total", () => {
  render(<PriceLines quote={cheaper} />);
  const lines = [...document.querySelectorAll("dl > div")].map((line) => line.textContent);
  expect(lines).toEqual([
    "R석 2장200,000원",
    "첫 공연−10,000원",
    "예매 수수료 2장2,000원",
    "결제 금액192,000원",
  ]);
});

it("[N17] a refused coupon shows an error at its field, and no choice is lost", async () => {
  const ask = (_schedule: string, _hold: string, { coupon }: PriceChoices) => {
    if (coupon === "WRONG") return Promise.reject(new ApiError("coupon-not-valid"));
    return Promise.resolve(coupon === "GOOD" ? cheaper : full);
  };
  const hold = { id: "hold-1", scheduleId: "schedule-1" };
  const choice = createChoice(hold, ask);
  await choice.choosePriceType(1, "youth");
  await choice.useCoupon(" wrong ");
  expect(choice.couponError.value?.code).toBe("coupon-not-valid");
  expect([choice.quote.value, choice.error.value]).toEqual([full, undefined]);
  await choice.useCoupon("good");
  expect([choice.quote.value, choice.couponError.value]).toEqual([cheaper, undefined]);
  // Going to the gateway and back reloads the page.
  expect(createChoice(hold, ask).wanted("card")).toEqual({
    scheduleId: "schedule-1",
    holdId: "hold-1",
    method: "card",
    priceTypes: [{ seat: 1, priceType: "youth" }],
    coupon: "GOOD",
  });
});

it("[N10] a choice made for a hold is discarded when the hold ends, or long after the fan left it", async () => {
  const ask = () => Promise.resolve(full);
  const names = () => Object.keys(localStorage).sort();
  await createChoice({ id: "left", scheduleId: "s" }, ask).choosePriceType(1, "youth");
  vi.setSystemTime(Date.now() + 5 * 86_400_000);
  for (const id of ["open", "over"])
    await createChoice({ id, scheduleId: "s" }, ask).choosePriceType(1, "youth");
  expect(names()).toEqual(["frontrow.choice.open", "frontrow.choice.over"]);
  forgetChoice("over");
  expect(names()).toEqual(["frontrow.choice.open"]);
  vi.useRealTimers();
});

it("[N7] the checkout shows how much of the price the fan could get back by canceling, and until when", () => {
  const at = (date: string) => Date.parse(`${date}+09:00`);
  const steps = refundSteps({
    policy: krStandard,
    quote: full,
    priceTypes: new Map(),
    startsAtMs: at("2027-01-31T18:00:00"),
    timeZone: "Asia/Seoul",
    now: at("2027-01-01T12:00:00"),
  });
  expect(steps.map(({ fromMs, refundMinor }) => [fromMs, refundMinor])).toEqual([
    [at("2027-01-01T12:00:00"), 202_000],
    [at("2027-01-22T00:00:00"), 182_000],
    [at("2027-01-25T00:00:00"), 162_000],
    [at("2027-01-29T00:00:00"), 142_000],
    [at("2027-01-31T00:00:00"), 22_000],
  ]);
  expect(steps.at(-1)?.untilMs).toBe(at("2027-01-31T18:00:00"));
});

it("[N8] a cancellation does exactly what the screen showed, a changed amount is shown again, and another choice is another act", async () => {
  const order = { id: "order-1", method: "card", seats: full.seats } as Order;
  const sent: (Cancellation & { key: string })[] = [];
  let worthMinor = 90_000;
  const refund = createRefund(order, {
    preview: (_id, seats) =>
      Promise.resolve({
        refund: won(worthMinor * seats.length),
        tables: [],
        targets: ["wallet", "original"],
      } as unknown as RefundPreview),
    cancel: (_id, cancellation, key) => {
      sent.push({ ...cancellation, key });
      return Promise.reject(new ApiError(sent.length > 1 ? "refund-changed" : "outcome-unknown"));
    },
  });
  await refund.choose(1, false);
  await refund.cancel();
  worthMinor = 80_000;
  await refund.cancel();
  expect(refund.preview.value?.refund).toEqual(won(80_000));
  await refund.choose(1, true);
  await refund.cancel();
  const [first, again, other] = sent;
  expect(first).toEqual({ seats: [2], to: "original", expectedMinor: 90_000, key: first?.key });
  expect(again).toEqual(first);
  expect(other).toMatchObject({ seats: [1, 2], expectedMinor: 160_000 });
  expect(other?.key).not.toBe(first?.key);
});

it("[N18] a late amount for another choice is not shown, and a double press is one act", async () => {
  const order = { id: "order-1", method: "card", seats: full.seats } as Order;
  const answers: ((preview: RefundPreview) => void)[] = [];
  const worth = (amount: number) =>
    ({ refund: won(amount), targets: ["wallet", "original"] }) as unknown as RefundPreview;
  let sent = 0;
  const refund = createRefund(order, {
    preview: () => new Promise((resolve) => answers.push(resolve)),
    cancel: () => {
      sent++;
      return Promise.resolve(order);
    },
  });
  const [all, one] = [refund.look(), refund.choose(1, false)];
  answers[1]?.(worth(90_000));
  answers[0]?.(worth(180_000));
  await Promise.all([all, one]);
  expect(refund.preview.value?.refund).toEqual(won(90_000));
  const pressed = await Promise.all([refund.cancel(), refund.cancel()]);
  expect([pressed, sent]).toEqual([[order, null], 1]);
});
