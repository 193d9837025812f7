import { cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { CounterFacts } from "../../../../contract/admin/counter.ts";
import type { Shift } from "../../../../contract/admin/counter-shifts.ts";
import { isOnline } from "../../../state/online.ts";
import { type Counter, type CounterApi, createCounter } from "../screen/counter.ts";
import { useKeys } from "./use-keys.ts";

beforeEach(() => {
  vi.useFakeTimers();
  isOnline.value = true;
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const never = () => new Promise<never>(() => {});
const api: CounterApi = {
  sell: never,
  handOut: never,
  exchange: never,
  refund: never,
  find: never,
  holds: { hold: never, release: never, extend: never },
  shift: never,
  ping: () => Promise.resolve(true),
};

function open() {
  const about = { scheduleId: "s", currency: "KRW", concert: { id: "c" } } as CounterFacts;
  const counter = createCounter({ about, shift: { operator: {} } as Shift, api });
  const sheet = vi.fn();
  render(<Page counter={counter} onSheet={sheet} />);
  return { counter, sheet };
}

function Page({ counter, onSheet }: { counter: Counter; onSheet: () => void }) {
  useKeys(counter, onSheet);
  return (
    <>
      <button type="button">button</button>
      <input aria-label="field" />
    </>
  );
}

let atMs = 1_000;
function press(target: Element, key: string, afterMs: number): boolean {
  vi.advanceTimersByTime(afterMs);
  atMs += afterMs;
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
  Object.defineProperty(event, "timeStamp", { value: atMs });
  return fireEvent(target, event);
}
const scan = (target: Element, code: string) => {
  for (const [at, key] of [...code].entries()) press(target, key, at === 0 ? 400 : 3);
  return press(target, "Enter", 3);
};

it("[CU27] a scanned code opens the search for orders, and neither presses a button nor stays in a field", () => {
  const { counter } = open();
  const button = screen.getByRole("button");
  button.focus();
  expect(scan(button, "FR-7K2M-0116")).toBe(false);
  expect([counter.tab.value, counter.search.value]).toEqual(["find", "FR-7K2M-0116"]);
  const field = screen.getByLabelText<HTMLInputElement>("field");
  field.focus();
  field.value = "kept";
  press(field, "6", 400);
  for (const key of "BFOXN") press(field, key, 3);
  field.value = "kept6BFOXN";
  expect(press(field, "Enter", 3)).toBe(false);
  expect([counter.search.value, field.value]).toEqual(["6BFOXN", "kept"]);
});

it("[CU28] every act of a sale has a key, which digits and letters do not reach while they are typed into a field", () => {
  const { counter, sheet } = open();
  const { pad } = counter.sale;
  press(document.body, "t", 400);
  for (const key of "160000") press(document.body, key, 90);
  vi.advanceTimersByTime(100);
  expect([pad.kind.value, pad.entered.value]).toEqual(["terminal", 160_000]);
  press(document.body, "?", 400);
  vi.advanceTimersByTime(100);
  expect(sheet).toHaveBeenCalledOnce();
  const field = screen.getByLabelText("field");
  press(field, "v", 400);
  vi.advanceTimersByTime(100);
  expect(pad.kind.value).toBe("terminal");
});
