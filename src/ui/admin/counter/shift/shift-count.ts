import { computed, signal } from "@preact/signals";
import type { Shift } from "../../../../contract/admin/counter-shifts.ts";
import type { TenderKind } from "../../../../contract/money/order-channels.ts";
import type { ShiftClosing } from "../../../api/selling/counter.ts";

export type CountedLine = {
  kind: TenderKind;
  expectedMinor: number;
  countedMinor: number | null;
  /** What was counted less what was expected; null while it is not counted. */
  differenceMinor: number | null;
};

/** What was counted at the end of a shift, tender by tender, beside what has to be there. */
export function createShiftCount(shift: Shift) {
  const counted = signal<ReadonlyMap<TenderKind, number>>(new Map());
  const explanation = signal("");
  // Cash is always counted, and another tender if something was taken in it.
  const asked = shift.lines.filter(
    ({ kind, count, expected }) => kind === "cash" || count > 0 || expected.amount !== 0,
  );
  const lines = computed(() =>
    asked.map(({ kind, expected }): CountedLine => {
      const countedMinor = counted.value.get(kind) ?? null;
      const differenceMinor = countedMinor === null ? null : countedMinor - expected.amount;
      return { kind, expectedMinor: expected.amount, countedMinor, differenceMinor };
    }),
  );
  const lacks = computed(() => {
    if (lines.value.some(({ countedMinor }) => countedMinor === null)) return "count" as const;
    const differs = lines.value.some(({ differenceMinor }) => differenceMinor !== 0);
    return differs && explanation.value.trim() === "" ? ("explanation" as const) : null;
  });
  return {
    lines,
    lacks,
    explanation,
    count(kind: TenderKind, amountMinor: number | null): void {
      const others = [...counted.peek()].filter(([each]) => each !== kind);
      counted.value = new Map(amountMinor === null ? others : [...others, [kind, amountMinor]]);
    },
    /** What closes the shift; null while something is missing. */
    closing(): ShiftClosing | null {
      if (lacks.peek() !== null) return null;
      const said = explanation.peek().trim();
      return {
        shiftId: shift.id,
        counted: lines.peek().map(({ kind, countedMinor }) => {
          return { kind, amountMinor: countedMinor ?? 0 };
        }),
        ...(said === "" ? {} : { explanation: said }),
      };
    },
  };
}

export type ShiftCount = ReturnType<typeof createShiftCount>;
