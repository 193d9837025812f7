import { expect, it } from "vitest";
import type { Census } from "../charts/series.ts";
import { adviceFor, causesIn, methodsIn, waitingPerMinute } from "./advice.ts";

const startMs = Date.parse("2027-01-16T20:00:00Z");
const census = (second: number, more: Partial<Census> = {}): Census => ({
  at: new Date(startMs + second * 1_000).toISOString(),
  state: "open",
  given: 0,
  called: 0,
  waiting: 0,
  entered: 0,
  missed: 0,
  returning: 0,
  shoppers: 0,
  holds: 0,
  paying: 0,
  sold: 0,
  seatsLeft: 0,
  ...more,
});
/** 1,200 come in each minute, and 900 of them have left again by its end. */
const busy = Array.from({ length: 25 }, (_, index) =>
  census(index * 10, { entered: index * 200, shoppers: index * 50, waiting: 20_000 - index * 190 }),
);
const facts = { series: busy, methods: [], shoppersMax: 8_000, admitPerMinute: 1_200 };

it("[CK21] the safe rate is what leaves the shop, and what the room that is left takes in ten minutes", () => {
  // 900 leave each minute, and room is left for 8,000 − 1,200 fans.
  expect(adviceFor(facts).safe).toBe(1_500);
  expect(adviceFor({ ...facts, shoppersMax: 1_200 }).safe).toBe(900);
  expect(adviceFor({ ...facts, series: busy.slice(0, 10) }).safe).toBeNull();
  const quiet = busy.map((each) => ({ ...each, entered: 5 }));
  expect(adviceFor({ ...facts, series: quiet }).safe).toBeNull();
  expect(adviceFor({ ...facts, series: [] })).toEqual({ safe: null, lower: null });
});

it("[CK22] many refused payments with a method advise a lower rate, and a few refusals do not", () => {
  const failures = {
    "begun card": [900, 500],
    "refused card REJECT_CARD_COMPANY": [20, 10],
    "begun easyPay": [400, 200],
    "refused easyPay TIMEOUT": [30, 18],
    "refused easyPay LIMIT": [9, 2],
    "begun transfer": [9, 9],
    "refused transfer BANK": [8, 8],
    "hold seat-taken": [1_000, 90],
  } satisfies Record<string, [number, number]>;
  const methods = methodsIn(failures);
  expect(methods.map(({ method, refused }) => [method, refused])).toEqual([
    ["easyPay", 20],
    ["card", 10],
    ["transfer", 8],
  ]);
  const { lower } = adviceFor({ ...facts, methods });
  expect(lower).toEqual({ to: 900, method: "easyPay", share: 0.1 });
  const few = methods.filter(({ method }) => method !== "easyPay");
  expect(adviceFor({ ...facts, methods: few }).lower).toBeNull();
  const many = [{ method: "card", begun: 100, refused: 40 }];
  expect(adviceFor({ ...facts, methods: many }).lower?.to).toBe(600);
  expect(causesIn(failures)[0]).toEqual({
    kind: "hold",
    method: null,
    reason: "seat-taken",
    total: 1_000,
    recent: 90,
  });
  expect(causesIn(failures)).toHaveLength(5);
});

it("[CK23] the change of the line is told by the minute, once there is a third of one", () => {
  expect(waitingPerMinute(busy)).toBe(-1_140);
  expect(waitingPerMinute(busy.slice(0, 2))).toBeNull();
});
