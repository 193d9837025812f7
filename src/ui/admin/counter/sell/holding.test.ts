import { expect, it } from "vitest";
import type { CounterHold } from "../../../../contract/admin/counter.ts";
import type { HoldWanted } from "../../../api/selling/counter.ts";
import { ApiError } from "../../../api/problem.ts";
import { createHolding } from "./holding.ts";

const won = (amount: number) => ({ amount, currency: "KRW" as const });

/** A schedule that holds what is asked for, once it is let. */
function schedule() {
  const asked: HoldWanted[] = [];
  const released: string[] = [];
  const refused: string[] = [];
  const answers: (ApiError | null)[] = [];
  const waiting: (() => void)[] = [];
  const hold = (wanted: HoldWanted): Promise<CounterHold> => {
    asked.push(wanted);
    const seats = "seats" in wanted ? wanted.seats : [1, 2];
    return new Promise((yes, no) =>
      waiting.push(() => {
        const refusal = answers.shift() ?? null;
        if (refusal) no(refusal);
        else
          yes({
            id: `hold-${asked.length}`,
            scheduleId: "s",
            phase: "choosing",
            seats: seats.map((seat) => ({
              seat,
              key: `A/1/${seat}`,
              section: "A",
              row: "1",
              number: String(seat),
              zoneId: "r",
              price: won(100_000),
              fee: won(0),
            })),
            expiresAt: new Date(Date.now() + 300_000).toISOString(),
            canExtend: true,
            serverTime: new Date().toISOString(),
          });
      }),
    );
  };
  const holding = createHolding({
    scheduleId: "s",
    owner: "clerk.shift",
    api: {
      hold,
      release: (id) => Promise.resolve(released.push(id)),
      extend: () => Promise.reject(new ApiError("already-extended")),
    },
    tell: ({ code }) => refused.push(code),
  });
  const answer = async (refusal: ApiError | null = null) => {
    answers.push(refusal);
    waiting.shift()?.();
    await new Promise((done) => setTimeout(done));
  };
  return { holding, asked, released, refused, answer };
}

const seatsIn = (wanted: HoldWanted | undefined) => wanted && "seats" in wanted && wanted.seats;

it("[CU19] a touch holds the seat at once, and touches that come meanwhile go together in the next hold", async () => {
  const { holding, asked, answer } = schedule();
  holding.touch(7);
  holding.touch(8);
  holding.touch(9);
  expect(asked.map(seatsIn)).toEqual([[7]]);
  await answer();
  expect(seatsIn(asked[1])).toEqual([7, 8, 9]);
  expect(asked[1]).toMatchObject({ replaces: "hold-1" });
  await answer();
  expect(holding.seats.value).toEqual([7, 8, 9]);
  expect(holding.isBusy.value).toBe(false);
});

it("[CU20] a seat that somebody else took leaves the others held", async () => {
  const { holding, refused, answer } = schedule();
  holding.touch(7);
  await answer();
  holding.touch(8);
  await answer(new ApiError("seat-taken"));
  expect(refused).toEqual(["seat-taken"]);
  expect([holding.seats.value, holding.wanted.value]).toEqual([[7], [7]]);
});

it("[CU21] seats whose time ran out can be held again with one touch", async () => {
  const { holding, asked, answer } = schedule();
  holding.touch(7);
  await answer();
  holding.expire();
  expect([holding.hold.value, holding.lapsed.value]).toEqual([null, [7]]);
  void holding.again();
  expect(asked[1]).toEqual({ seats: [7], accessible: false });
  await answer();
  expect([holding.seats.value, holding.lapsed.value]).toEqual([[7], []]);
});

it("[CU22] the last seat that is left out gives the hold back", async () => {
  const { holding, released, answer } = schedule();
  holding.touch(7);
  await answer();
  holding.touch(7);
  expect(holding.hold.value).toBeNull();
  expect(released).toEqual(["hold-1"]);
});
