import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { ApiError } from "../../../api/problem.ts";
import { createKeptAct } from "./kept-act.ts";

const lost = new ApiError("outcome-unknown");

/** A counter that answers in turn, and remembers what has happened. */
function selling(...answers: ("sold" | "sold, answer lost" | ApiError)[]) {
  const sent: { wanted: string; key: string }[] = [];
  const happened = new Map<string, string>();
  const looks: (string | ApiError)[] = [];
  const send = (wanted: string, key: string) => {
    sent.push({ wanted, key });
    const answer = answers.shift() ?? "sold";
    if (answer instanceof ApiError) return Promise.reject(answer);
    happened.set(key, wanted);
    return answer === "sold" ? Promise.resolve(wanted) : Promise.reject(lost);
  };
  const find = (key: string) => {
    const look = looks.shift();
    return look instanceof ApiError
      ? Promise.reject(look)
      : Promise.resolve(happened.get(key) ?? null);
  };
  const open = () => createKeptAct<string, string>({ name: "counter.sale", send, find });
  return { sent, looks, open };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Skips the pause between two looks. */
async function waited<T>(work: Promise<T>): Promise<T> {
  await vi.runAllTimersAsync();
  return work;
}

it("[CU9] a sale without an answer is found by its key, also after a reload, before another one begins", async () => {
  const { sent, looks, open } = selling("sold, answer lost");
  const before = open();
  expect(await before.start("A")).toBeNull();
  expect(before.state.value).toBe("unknown");
  const after = open();
  expect([after.state.value, after.open()]).toEqual(["unknown", "A"]);
  looks.push(new ApiError("offline"));
  expect(await after.start("B")).toBeNull();
  expect(after.state.value).toBe("unknown");
  expect(await after.start("B")).toBe("A");
  expect(sent.map(({ wanted }) => wanted)).toEqual(["A"]);
  expect(await after.start("B")).toBe("B");
});

it("[CU12] a sale that did not arrive keeps its key for the same customer, because it may still arrive", async () => {
  const { sent, open } = selling(lost);
  const act = open();
  await act.start("A");
  expect(await waited(act.resolve())).toBeNull();
  expect([act.state.value, act.missed.value, act.open()]).toEqual(["idle", "A", null]);
  expect(await act.start("A")).toBe("A");
  expect(await act.start("A")).toBe("A");
  const [first, again, other] = sent.map(({ key }) => key);
  expect(again).toBe(first);
  expect(other).not.toBe(first);
});

it("[CU10] a refused sale is over, and the next one has a key of its own", async () => {
  const { sent, open } = selling(new ApiError("hold-expired"));
  const act = open();
  expect(await act.start("A")).toBeNull();
  expect([act.refusal.value?.code, act.state.value]).toEqual(["hold-expired", "idle"]);
  expect(await act.start("A")).toBe("A");
  expect(new Set(sent.map(({ key }) => key)).size).toBe(2);
});

it("[CU13] a second press while the first is under way is the same sale", async () => {
  const { sent, open } = selling();
  const act = open();
  await Promise.all([act.start("A"), act.start("A")]);
  expect(sent.length).toBe(1);
});
