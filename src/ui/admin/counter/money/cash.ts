import type { Currency } from "../../../../contract/money/money.ts";

/** The notes and coins of a drawer in minor units, the largest first. */
export const denominations: Record<Currency, readonly number[]> = {
  KRW: [50_000, 10_000, 5_000, 1_000, 500, 100, 50, 10],
  JPY: [10_000, 5_000, 2_000, 1_000, 500, 100, 50, 10, 5, 1],
  USD: [10_000, 5_000, 2_000, 1_000, 500, 100, 25, 10, 5, 1],
  EUR: [20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1],
};

/** What customers hand over when they have no exact amount. */
const notes: Record<Currency, readonly number[]> = {
  KRW: [5_000, 10_000, 50_000],
  JPY: [1_000, 5_000, 10_000],
  USD: [1_000, 2_000, 5_000],
  EUR: [1_000, 2_000, 5_000],
};

const quickMax = 2;

/** The amounts above the due one that are most likely handed over: rounded up to a note, the largest two. */
export function quickAmounts(dueMinor: number, currency: Currency): number[] {
  const roundUp = (note: number) => Math.ceil(dueMinor / note) * note;
  const above = notes[currency].map(roundUp).filter((amount) => amount > dueMinor);
  return [...new Set(above)].sort((a, b) => a - b).slice(-quickMax);
}

export type NoteCount = { minor: number; count: number };

/** The fewest notes and coins that make up the amount; the last of it may have no coin. */
export function changeIn(amountMinor: number, currency: Currency): NoteCount[] {
  let leftMinor = amountMinor;
  return denominations[currency].flatMap((minor) => {
    const count = Math.floor(leftMinor / minor);
    leftMinor -= count * minor;
    return count > 0 ? [{ minor, count }] : [];
  });
}

export const sumOf = (counts: Iterable<NoteCount>): number =>
  [...counts].reduce((total, { minor, count }) => total + minor * count, 0);

/** A keypad's next amount, in minor units. A key that would make it too long does nothing. */
export function typed(amountMinor: number, key: string): number {
  if (key === "back") return Math.floor(amountMinor / 10);
  const next = Number(`${amountMinor}${key}`);
  return next <= amountMax ? next : amountMinor;
}

const amountMax = 100_000_000;
