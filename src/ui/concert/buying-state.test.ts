import { expect, it } from "vitest";
import { buyingState } from "./buying-state.ts";

const some = { available: 10, held: 2 };
const minutes = (count: number) => count * 60_000;

it("[V56] the button of a date changes from a reminder to the lobby, to booking or the queue, and to the end of the sale", () => {
  const at = (change: object) =>
    buyingState({ sale: "open", msToOpening: 0, stock: some, waiting: 0, ...change });
  expect(at({ sale: "upcoming", msToOpening: minutes(31) })).toBe("remind");
  expect(at({ sale: "upcoming", msToOpening: minutes(30) })).toBe("lobby");
  expect(at({})).toBe("book");
  expect(at({ waiting: 12 })).toBe("queue");
  expect(at({ sale: "paused", waiting: 12 })).toBe("paused");
  expect(at({ sale: "closed" })).toBe("closed");
  expect(at({ sale: "cancelled" })).toBe("cancelled");
});

it("[V88] a date shows as sold out only when no held seat can come back", () => {
  const at = (stock: { available: number; held: number } | undefined) =>
    buyingState({ sale: "open", msToOpening: 0, stock, waiting: 0 });
  expect(at({ available: 0, held: 0 })).toBe("soldOut");
  expect(at({ available: 0, held: 1 })).toBe("book");
  expect(at(undefined)).toBe("book");
});
