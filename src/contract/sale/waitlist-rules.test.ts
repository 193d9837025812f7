import { expect, it } from "vitest";
import { bandOf, offerMs } from "./waitlist-rules.ts";

const minutes = (ms: number) => ms / 60_000;
const hours = (count: number) => count * 3_600_000;

it("[WL10] an offer stands for half an hour, for a quarter of an hour in the last week, and for five minutes on the last day", () => {
  expect(minutes(offerMs(hours(8 * 24)))).toBe(30);
  expect([1, 0].map((more) => minutes(offerMs(hours(7 * 24) + more)))).toEqual([30, 15]);
  expect([1, 0].map((more) => minutes(offerMs(hours(24) + more)))).toEqual([15, 5]);
});

it("[WL11] the position on the waitlist is given as a range, and the ranges leave no gaps", () => {
  expect(bandOf(0)).toEqual({ from: 0, to: 0 });
  let last = 0;
  for (let ahead = 0; ahead < 3_000; ahead++) {
    const { from, to } = bandOf(ahead);
    expect(from <= ahead && ahead <= (to ?? Infinity)).toBe(true);
    expect(from === last || from === bandOf(ahead - 1).from || ahead === from).toBe(true);
    last = from;
  }
  expect(bandOf(1_001)).toEqual({ from: 1_001, to: null });
});
