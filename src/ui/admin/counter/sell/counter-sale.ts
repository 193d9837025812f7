import { batch, computed, signal } from "@preact/signals";
import type { CounterFacts, CounterHold, Tender } from "../../../../contract/admin/counter.ts";
import type { SaleWanted } from "../../../api/selling/counter.ts";
import { clock } from "../../../state/clock.ts";
import { createTenderPad, type Taken } from "../money/tender-pad.ts";
import type { Holding } from "./holding.ts";
import { type Choice, type Choices, choicesToSend, plainChoice, priceLines } from "./pricing.ts";

export type Buyer = { name: string; phone: string; mail: string };
const nobody: Buyer = { name: "", phone: "", mail: "" };

/** What the customer pays for the held seats. */
export function createCounterSale(about: CounterFacts, { hold }: Holding) {
  const choices = signal<Choices>(new Map());
  const giftReason = signal("");
  const buyer = signal(nobody);
  const receiptNumber = signal("");
  const priced = computed(() =>
    hold.value ? priceLines(about, hold.value, choices.value, clock.serverNow()) : null,
  );
  const pad = createTenderPad(() => priced.value?.totalMinor ?? 0);
  /** What is still to be said before anything can be paid. */
  const lacks = computed(() => {
    const lines = priced.value?.lines ?? [];
    if (lines.some(({ lacksProof }) => lacksProof)) return "proof" as const;
    const hasGift = lines.some(({ choice }) => choice.isGift);
    return hasGift && giftReason.value.trim() === "" ? ("reason" as const) : null;
  });

  function saleOf(held: CounterHold, parts: readonly Taken[]): SaleWanted {
    const { lines, totalMinor } = priced.peek() ?? { lines: [], totalMinor: 0 };
    const given = giftReason.peek().trim();
    const known = Object.entries(buyer.peek()).filter(([, text]) => text.trim() !== "");
    const number = receiptNumber.peek().trim();
    return {
      scheduleId: about.scheduleId,
      holdId: held.id,
      choices: choicesToSend(lines),
      tenders: tendersOf(parts),
      ...(known.length === 0 ? {} : { buyer: Object.fromEntries(known) }),
      ...(number === "" ? {} : { cashReceipt: { type: "income" as const, number } }),
      ...(given === "" ? {} : { giftReason: given }),
      expectedMinor: totalMinor,
    };
  }

  return {
    about,
    choices,
    giftReason,
    buyer,
    receiptNumber,
    priced,
    pad,
    lacks,
    choose(seat: number, change: Partial<Choice>): void {
      const before = choices.peek().get(seat) ?? plainChoice;
      choices.value = new Map([...choices.peek(), [seat, { ...before, ...change }]]);
    },
    /** Takes what is due now: a part, which stays on the screen, or all that is left, which makes the sale. */
    take(): SaleWanted | null {
      const next = pad.next.peek();
      const held = hold.peek();
      if (next.kind === "part") pad.take(next.part);
      if (next.kind !== "pay" || !held || lacks.peek() !== null) return null;
      return saleOf(held, next.parts);
    },
    /** Nothing of this customer stays for the next one. */
    forget(): void {
      batch(() => {
        choices.value = new Map();
        giftReason.value = "";
        buyer.value = nobody;
        receiptNumber.value = "";
        pad.clear();
      });
    },
  };
}

export type CounterSale = ReturnType<typeof createCounterSale>;

export const tendersOf = (parts: readonly Taken[]): Tender[] =>
  parts.map(({ kind, amountMinor, receivedMinor, reference }) => ({
    kind,
    amountMinor,
    ...(receivedMinor === null ? {} : { receivedMinor }),
    ...(reference === "" ? {} : { reference }),
  }));
