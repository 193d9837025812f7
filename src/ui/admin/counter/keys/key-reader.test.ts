import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createKeyReader } from "./key-reader.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function reading() {
  const [keys, codes]: [string[], string[]] = [[], []];
  const reader = createKeyReader({
    onKey: (key) => keys.push(key),
    onCode: (code) => codes.push(code),
  });
  let atMs = 0;
  const press = (key: string, afterMs: number) => {
    vi.advanceTimersByTime(afterMs);
    atMs += afterMs;
    return reader.press({ key, timeStamp: atMs, preventDefault: () => {} });
  };
  return { keys, codes, press };
}

it("[CU7] a code that a scanner types is read as one code, whatever its letters mean as keys", () => {
  const { keys, codes, press } = reading();
  const code = "6BF 7$V1";
  press("1", 500);
  for (const [at, key] of [...code].entries()) press(key, at === 0 ? 500 : 4);
  expect(press("Enter", 4)).toBe(true);
  vi.advanceTimersByTime(1_000);
  expect(codes).toEqual([code]);
  expect(keys).toEqual(["1"]);
});

it("[CU8] keys of a hand act one by one, and its Enter is none of a code", () => {
  const { keys, codes, press } = reading();
  for (const key of "160000") press(key, 80);
  expect(press("Enter", 80)).toBe(false);
  expect(press("Shift", 80)).toBe(false);
  expect([keys.join(""), codes]).toEqual(["160000", []]);
});
