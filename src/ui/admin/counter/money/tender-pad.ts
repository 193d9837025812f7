import { computed, signal } from "@preact/signals";
import type { TenderKind } from "../../../../contract/money/order-channels.ts";
import { typed } from "./cash.ts";

export const tenderKinds = [
  "cash",
  "terminal",
  "bank-transfer",
  "voucher",
] as const satisfies readonly TenderKind[];

/** A part of a payment as the clerk took it. */
export type Taken = {
  kind: TenderKind;
  amountMinor: number;
  /** What the customer handed over in cash. */
  receivedMinor: number | null;
  /** The terminal's approval number, the transfer's sender or the voucher's number. */
  reference: string;
};

/** What a press of the main button means now. */
export type Next =
  | { kind: "pay"; parts: Taken[]; changeMinor: number }
  | { kind: "part"; part: Taken; restMinor: number }
  | { kind: "nothing" };

/** The payment for one customer: what is due, what has been taken, and what comes next. */
export function createTenderPad(dueMinor: () => number) {
  const kind = signal<TenderKind>("cash");
  const taken = signal<readonly Taken[]>([]);
  /** The amount on the keypad: in cash what is handed over, else the part to take; null for what is left. */
  const entered = signal<number | null>(null);
  const reference = signal("");
  const leftMinor = computed(() =>
    taken.value.reduce((left, { amountMinor }) => left - amountMinor, dueMinor()),
  );
  const next = computed((): Next => {
    const left = leftMinor.value;
    const amount = entered.value ?? left;
    if (left < 0) return { kind: "nothing" };
    const part: Taken = {
      kind: kind.value,
      amountMinor: Math.min(amount, left),
      receivedMinor: kind.value === "cash" ? amount : null,
      reference: reference.value.trim(),
    };
    if (left === 0) return { kind: "pay", parts: [...taken.value], changeMinor: 0 };
    if (amount <= 0) return { kind: "nothing" };
    if (amount < left) return { kind: "part", part, restMinor: left - amount };
    // Only cash gives change.
    if (amount > left && kind.value !== "cash") return { kind: "nothing" };
    return { kind: "pay", parts: [...taken.value, part], changeMinor: amount - left };
  });

  function forgetEntry(): void {
    entered.value = null;
    reference.value = "";
  }

  return {
    kind,
    taken,
    entered,
    reference,
    leftMinor,
    next,
    choose(chosen: TenderKind) {
      kind.value = chosen;
      forgetEntry();
    },
    /** A digit of the keyboard goes to the amount. */
    type(key: string) {
      entered.value = typed(entered.value ?? 0, key);
    },
    /** Takes a part, after which the rest is due. */
    take(part: Taken) {
      taken.value = [...taken.value, part];
      forgetEntry();
    },
    giveBack(index: number) {
      taken.value = taken.value.filter((_, at) => at !== index);
    },
    clear() {
      taken.value = [];
      kind.value = "cash";
      forgetEntry();
    },
  };
}

export type TenderPad = ReturnType<typeof createTenderPad>;
