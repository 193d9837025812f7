import { afterEach, expect, it, vi } from "vitest";
import type { CounterFacts, CounterHold } from "../../../../contract/admin/counter.ts";
import type { Shift } from "../../../../contract/admin/counter-shifts.ts";
import { ApiError } from "../../../api/problem.ts";
import { type CounterApi, createCounter } from "./counter.ts";

const about = { scheduleId: "date", zones: [], priceTypes: [], currency: "KRW" } as unknown;
const shiftOf = (clerk: string, id: string) => ({ id, operator: { id: clerk, name: clerk } });
const held = { id: "hold", seats: [{ seat: 7 }], expiresAt: "2999-01-01T00:00:00Z" } as unknown;

/** A counter whose server loses the answer of every sale. */
function counter(shift: object) {
  const find = vi.fn(() => Promise.resolve(null));
  const lost = () => Promise.reject(new ApiError("outcome-unknown"));
  const hold = () => Promise.resolve(held as CounterHold);
  const api = { sell: lost, find, holds: { hold }, shift: lost, ping: () => Promise.resolve(true) };
  const made = createCounter({
    about: about as CounterFacts,
    shift: shift as Shift,
    api: api as unknown as CounterApi,
  });
  return { ...made, findAct: find, find: made.find };
}

/** What the storage of a tab is, for a second one. */
function newWindow(): void {
  const kept = new Map<string, string>();
  vi.stubGlobal("sessionStorage", {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => kept.set(name, value),
    removeItem: (name: string) => kept.delete(name),
  });
}

async function customerAndSale(shift: object): Promise<void> {
  const { holding, acts } = counter(shift);
  holding.touch(7);
  await vi.waitFor(() => expect(holding.seats.value).toEqual([7]));
  await acts.start({ kind: "sale", wanted: {} as never });
}

const seen = (shift: object) => {
  const { acts, holding } = counter(shift);
  return { open: acts.openKind(), seats: holding.seats.value };
};

afterEach(() => vi.unstubAllGlobals());

it("[CU32] an act without an answer and the held seats are kept for their clerk, shift and window alone", async () => {
  const ada = shiftOf("ada", "morning");
  newWindow();
  await customerAndSale(ada);
  expect(seen(ada)).toEqual({ open: "sale", seats: [7] });
  const nothing = { open: null, seats: [] };
  expect(seen(shiftOf("bob", "evening"))).toEqual(nothing);
  expect(seen(shiftOf("ada", "evening"))).toEqual(nothing);
  const next = counter(shiftOf("bob", "evening"));
  await next.resolve();
  expect(next.findAct).not.toHaveBeenCalled();
  newWindow();
  expect(seen(ada)).toEqual(nothing);
});

it("[CU34] a search for the next customer's order makes room for it, and the same search again does not", () => {
  newWindow();
  const { done, find } = counter(shiftOf("ada", "morning"));
  const paid = { kind: "sale" } as NonNullable<typeof done.value>;
  done.value = paid;
  find("FR-1");
  expect(done.value).toBeNull();
  done.value = paid;
  find("FR-1");
  expect(done.value).toBe(paid);
});
