import { array, assert, boolean, integer, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { ordinaryFree } from "./seat-counts.ts";
import { seatCode } from "../../contract/live/live.ts";
import { expandPlan } from "../../contract/plan/seat-places.ts";
import { layoutOf } from "../layout.ts";
import { run } from "../machine.ts";
import { simulationPlan, simulationTerms, uuid } from "../simulation/simulated-sale.ts";
import { type ScheduleState, emptySchedule, setSeat } from "../state.ts";
import { bestSeats } from "./best.ts";

// Two rows of eight, 0–7 and 8–15. The second has a wheelchair space, 8, with a companion seat, 9.
const [section] = simulationPlan.sections;
const flag = (kind: "accessible" | "companion", seat: number) => ({
  kind,
  row: "2",
  seats: [seat, seat + 1] as [number, number],
});
const plan = {
  ...simulationPlan,
  focus: [0, 0] as [number, number],
  sections: [
    {
      ...section!,
      blocks: [{ ...section!.blocks[0]!, rows: 2, seats: 8, aisles: [] }],
      flags: [flag("accessible", 0), flag("companion", 1)],
    },
  ],
  areas: [],
};
const layout = layoutOf(expandPlan(plan), 2, plan.focus);

type Rules = { singleSeats?: "off" | "advice" | "rule"; spacesOpenAt?: number };

function sale(taken: readonly number[], rules: Rules = { singleSeats: "rule" }): ScheduleState {
  const terms = simulationTerms();
  const limits = { ...terms.limits, seatsPerAccount: 8 };
  const state = emptySchedule({ ...terms, limits, ...rules }, layout);
  for (const seat of taken) setSeat(state, seat, seatCode.taken, 1);
  run(state, { type: "takePlaces", count: 1, intake: "0", turn: 1 }, 1);
  run(state, { type: "enter", accountId: "ada", number: 1, presale: null, moreTime: false }, 1);
  return state;
}
const hold = (state: ScheduleState, seats: number[], now = 2, channels: string[] = []) =>
  run(state, { type: "hold", holdId: uuid(1), accountId: "ada", tag: "", seats, channels }, now);

/** Keeps seats for those who have the code. */
function keep(state: ScheduleState, seats: number[]): ScheduleState {
  const nothing = { remove: [], whenFree: false, isMoving: false, isPartial: false };
  const about = { seen: null, channel: "code:x", releaseAt: null, about: "", by: null };
  run(state, { type: "changeStock", blockId: "b", ...about, ...nothing, add: seats }, 1);
  return state;
}
const isTaken = array(boolean(), { minLength: 8, maxLength: 8 });
const where = (bits: boolean[], is: boolean) =>
  bits.flatMap((bit, seat) => (bit === is ? [seat] : []));

describe("single seats", () => {
  it("[H70] where the organizer forbids it, a hold that leaves a single seat is refused with that seat", () => {
    expect(hold(sale([]), [1, 2])).toMatchObject({ ok: false, code: "single-seat", detail: "0" });
    expect(hold(sale([]), [0, 1, 2, 4, 5])).toMatchObject({ code: "single-seat", detail: "3" });
    expect(hold(sale([]), [2, 3])).toMatchObject({ ok: true });
    for (const singleSeats of ["off", "advice"] as const)
      expect(hold(sale([], { singleSeats }), [1, 2])).toMatchObject({ ok: true });
  });

  it("[H71] the rule about single seats never refuses a number of seats that the row cannot have without one", () => {
    // Three are free: any two of them leave one.
    expect(hold(sale([3, 4, 5, 6, 7]), [0, 1])).toMatchObject({ ok: true });
    assert(
      property(isTaken, integer({ min: 1, max: 4 }), (bits, count) => {
        const taken = where(bits, true);
        const free = where(bits, false);
        const windows = free
          .map((first) => Array.from({ length: count }, (_, index) => first + index))
          .filter((seats) => seats.every((seat) => free.includes(seat)));
        const accepted = windows.filter((seats) => hold(sale(taken), seats).ok);
        expect(accepted.length > 0).toBe(windows.length > 0);
        const isAlone = (seat: number, left: number[]) =>
          left.includes(seat) && !left.includes(seat - 1) && !left.includes(seat + 1);
        const leavesOne = (seats: number[]) => {
          const left = free.filter((seat) => !seats.includes(seat));
          return left.some((seat) => isAlone(seat, left) && !isAlone(seat, free));
        };
        // A choice that leaves one is accepted only if each does.
        if (accepted.some(leavesOne)) expect(windows.every(leavesOne)).toBe(true);
      }),
    );
  });

  it("[H80] seats of a stock block are nobody's neighbors, so taking them leaves no single seat", () => {
    const coded = (kept: number[], taken: number[], seats: number[]) =>
      hold(keep(sale(taken), kept), seats, 2, ["code:x"]);
    // Seat 2 was single before, while the rest of the row has two pairs.
    expect(coded([0, 1], [3], [0, 1])).toMatchObject({ ok: true });
    // Seat 1 is the block's, so 0 and 2 decide: 0 was single before, and 2 is not.
    expect(coded([1], [], [1])).toMatchObject({ ok: true });
    // Seat 2 is on sale, and without it 3 is single; one seat of the row can be had without that.
    expect(coded([0, 1], [4], [0, 1, 2])).toMatchObject({ code: "single-seat", detail: "3" });
  });

  it("[H81] the rule about single seats does not bind staff", () => {
    for (const channel of ["counter", "staff"])
      expect(hold(sale([]), [1, 2], 2, [channel])).toMatchObject({ ok: true });
  });

  it("[H72] the best seats under that rule leave a single one only if all others do", () => {
    const best = { zone: 0, together: true, chance: 0 };
    // Three are free in front, and two of them would leave one. Those in the second row would not, but are farther away.
    const front = [3, 4, 5, 6, 7];
    const found = (singleSeats: "advice" | "rule", ...taken: number[]) =>
      bestSeats(sale([...front, ...taken], { singleSeats }), { ...best, count: 2 }, 1) ?? [];
    expect(found("advice")[0]).toBeLessThan(3);
    expect(found("rule")[0]).toBeGreaterThan(9);
    expect(found("rule", 10, 11, 12, 13, 14, 15)).toHaveLength(2);
  });
});

describe("unsold wheelchair spaces", () => {
  const best = { zone: 0, together: true, count: 2, chance: 0 };
  const front = [0, 1, 2, 3, 4, 5, 6, 7];

  it("[H73] unsold wheelchair spaces and companion seats are open to everybody from the time that the organizer sets", () => {
    const state = sale([], { spacesOpenAt: 100 });
    expect(hold(state, [9], 99)).toMatchObject({ ok: false, code: "accessible-seat" });
    expect(hold(state, [9], 100)).toMatchObject({ ok: true });
    expect(ordinaryFree(sale(front, { spacesOpenAt: 100 }), 0, 99)).toBe(6);
    expect(ordinaryFree(sale(front, { spacesOpenAt: 100 }), 0, 100)).toBe(8);
  });

  it("[H74] even then the best seats contain a wheelchair space only if nothing else is left", () => {
    const open = { spacesOpenAt: 100 };
    expect(bestSeats(sale(front, open), best, 100)).not.toContain(8);
    const rest = [...front, 10, 11, 12, 13, 14, 15];
    expect(bestSeats(sale(rest, open), best, 99)).toBeNull();
    expect(bestSeats(sale(rest, open), best, 100)).toEqual([8, 9]);
    // Apart, too: an ordinary seat first, then an open space.
    const apart = { ...best, together: false };
    const few = [...front, 8, 11, 12, 13, 14, 15].filter((seat) => seat !== 3);
    expect(bestSeats(sale([...few, 10], open), apart, 99)).toBeNull();
    expect(bestSeats(sale([...few, 10], open), apart, 100)).toEqual([3, 9]);
    expect(bestSeats(sale(few, open), apart, 100)).toEqual([3, 10]);
  });
});
