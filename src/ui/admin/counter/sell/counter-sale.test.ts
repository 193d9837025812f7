import { expect, it } from "vitest";
import { signal } from "@preact/signals";
import type { CounterFacts, CounterHold } from "../../../../contract/admin/counter.ts";
import { createCounterSale } from "./counter-sale.ts";
import type { Holding } from "./holding.ts";

const won = (amount: number) => ({ amount, currency: "KRW" as const });
const both = (text: string) => ({ ko: text, en: text });
const youth = {
  id: "youth",
  name: both("청소년"),
  zones: null,
  cut: { percent: 20 },
  note: both("2009년생부터"),
};
const about = {
  scheduleId: "s",
  concert: { id: "c", title: both("공연") },
  discounts: { priceTypes: [youth], automatic: [] },
  hasFees: false,
} as unknown as CounterFacts;
const seat = (number: number) => ({
  seat: number,
  key: `A/1/${number}`,
  section: "A",
  row: "1",
  number: String(number),
  zoneId: "r",
  price: won(154_000),
  fee: won(0),
});

function selling() {
  const hold = signal({ id: "h", seats: [seat(3), seat(4)] } as CounterHold | null);
  return createCounterSale(about, { hold } as unknown as Holding);
}

it("[CU23] a reduced seat can be paid once its proof was seen", () => {
  const sale = selling();
  sale.choose(4, { priceType: "youth" });
  expect(sale.priced.value?.totalMinor).toBe(277_200);
  expect([sale.lacks.value, sale.take()]).toEqual(["proof", null]);
  sale.choose(4, { isProofSeen: true });
  sale.pad.entered.value = 300_000;
  expect(sale.take()).toEqual({
    scheduleId: "s",
    holdId: "h",
    choices: [{ seat: 4, priceType: "youth", proofSeen: true, isGift: false }],
    tenders: [{ kind: "cash", amountMinor: 277_200, receivedMinor: 300_000 }],
    expectedMinor: 277_200,
  });
});

it("[CU24] seats are given for nothing with a reason, beside seats that are paid for", () => {
  const sale = selling();
  sale.choose(3, { isGift: true });
  expect([sale.priced.value?.totalMinor, sale.lacks.value]).toEqual([154_000, "reason"]);
  sale.giftReason.value = "협력사 초대";
  sale.choose(4, { isGift: true });
  expect(sale.take()).toMatchObject({ tenders: [], giftReason: "협력사 초대", expectedMinor: 0 });
});

it("[CU25] nothing of a customer stays for the next one", () => {
  const sale = selling();
  sale.choose(3, { isGift: true });
  sale.giftReason.value = "협력사 초대";
  sale.buyer.value = { name: "김하늘", phone: "01012340116", mail: "" };
  sale.pad.choose("terminal");
  sale.forget();
  sale.pad.reference.value = "";
  expect(sale.take()).toEqual({
    scheduleId: "s",
    holdId: "h",
    choices: [],
    tenders: [{ kind: "cash", amountMinor: 308_000, receivedMinor: 308_000 }],
    expectedMinor: 308_000,
  });
});
