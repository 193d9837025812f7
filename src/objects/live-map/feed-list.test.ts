import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { FeedList } from "./feed-list.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it("[V208] a feed gets a new life's seats even if that life began during a push and counts as many changes", async () => {
  let head = { epoch: 1, seq: 4 };
  const told: string[] = [];
  const answers: (() => void)[] = [];
  const list = new FeedList({
    head: () => head,
    frameSince: ({ epoch, seq }) => {
      told.push(`${epoch}-${seq} to ${head.epoch}-${head.seq}`);
      return new Uint8Array(1);
    },
    push: () => new Promise((resolve) => answers.push(() => resolve(1))),
  });
  list.follow("0");
  head = { epoch: 1, seq: 5 };
  list.changed();
  await vi.advanceTimersByTimeAsync(300);
  head = { epoch: 2, seq: 5 };
  list.changed();
  await vi.advanceTimersByTimeAsync(300);
  answers[0]?.();
  await vi.advanceTimersByTimeAsync(300);
  expect(told).toEqual(["1-4 to 1-5", "1-5 to 2-5"]);
});
