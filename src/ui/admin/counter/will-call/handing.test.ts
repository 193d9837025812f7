import { expect, it } from "vitest";
import type { FoundOrder } from "../../../../contract/admin/counter-orders.ts";
import { createHanding } from "./handing.ts";

const won = (amount: number) => ({ amount, currency: "KRW" as const });
const both = (text: string) => ({ ko: text, en: text });
const seat = (ordinal: number, more: Partial<FoundOrder["seats"][number]> = {}) => ({
  seat: ordinal,
  key: `B2/5/${ordinal}`,
  zoneId: "r",
  zoneName: both("R"),
  priceType: null,
  proof: null,
  fullPriceDifference: won(0),
  handedOutAt: null,
  handedOutBy: null,
  ...more,
});
const youth = {
  priceType: both("청소년"),
  proof: both("2009년생부터"),
  fullPriceDifference: won(30_800),
};
const order = { id: "o", seats: [seat(8), seat(9, youth)] } as FoundOrder;

it("[CU16] tickets are handed out once the person and every proof were seen", () => {
  const handing = createHanding(order);
  expect(handing.lacks.value).toBe("person");
  handing.isPersonSeen.value = true;
  expect([handing.lacks.value, handing.take()]).toEqual(["proof", null]);
  handing.prove(9, "seen");
  expect(handing.take()).toEqual({
    orderId: "o",
    seats: [8, 9],
    proofsSeen: [9],
    fullPrice: [],
    tenders: [],
    expectedMinor: 0,
  });
});

it("[CU17] a ticket without its proof is handed out for the difference to the full price", () => {
  const handing = createHanding(order);
  handing.isPersonSeen.value = true;
  handing.prove(9, "full-price");
  expect(handing.dueMinor.value).toBe(30_800);
  handing.pad.entered.value = 50_000;
  expect(handing.take()).toMatchObject({
    fullPrice: [9],
    tenders: [{ kind: "cash", amountMinor: 30_800, receivedMinor: 50_000 }],
    expectedMinor: 30_800,
  });
});

it("[CU18] a part of the tickets can be handed out, and those handed out before are left out", () => {
  const gone = seat(7, { handedOutAt: "2027-01-16T09:02:00Z", handedOutBy: "이도윤" });
  const handing = createHanding({ ...order, seats: [gone, ...order.seats] });
  handing.isPersonSeen.value = true;
  handing.toggle(9);
  expect(handing.take()?.seats).toEqual([8]);
  handing.toggle(8);
  expect([handing.lacks.value, handing.take()]).toEqual(["tickets", null]);
});
