import { computed, signal } from "@preact/signals";
import type { FoundOrder } from "../../../../contract/admin/counter-orders.ts";
import type { CollectionWanted } from "../../../api/selling/counter.ts";
import { createTenderPad } from "../money/tender-pad.ts";
import { tendersOf } from "../sell/counter-sale.ts";

/** What came of the proof that a ticket's price type asks for. */
export type Proof = "seen" | "full-price";

/** Handing out the tickets of an order: to whom, which, with which proofs, and what is paid on top. */
export function createHanding(order: FoundOrder) {
  const waiting = order.seats.filter(({ handedOutAt }) => handedOutAt === null);
  const chosen = signal<ReadonlySet<number>>(new Set(order.seats.map(({ seat }) => seat)));
  const isPersonSeen = signal(false);
  const proofs = signal<ReadonlyMap<number, Proof>>(new Map());
  const seats = computed(() => waiting.filter(({ seat }) => chosen.value.has(seat)));
  const proofOf = (seat: number) => proofs.value.get(seat) ?? null;
  const dueMinor = computed(() =>
    seats.value
      .filter(({ seat }) => proofOf(seat) === "full-price")
      .reduce((sum, { fullPriceDifference }) => sum + fullPriceDifference.amount, 0),
  );
  const pad = createTenderPad(() => dueMinor.value);
  const lacks = computed(() => {
    if (seats.value.length === 0) return "tickets" as const;
    if (!isPersonSeen.value) return "person" as const;
    const isOpen = seats.value.some(({ seat, proof }) => proof !== null && proofOf(seat) === null);
    return isOpen ? ("proof" as const) : null;
  });
  return {
    waiting,
    chosen,
    isPersonSeen,
    proofs,
    seats,
    dueMinor,
    pad,
    lacks,
    toggle(seat: number): void {
      const next = new Set(chosen.peek());
      if (!next.delete(seat)) next.add(seat);
      chosen.value = next;
    },
    prove(seat: number, proof: Proof | null): void {
      const others = [...proofs.peek()].filter(([each]) => each !== seat);
      proofs.value = new Map(proof ? [...others, [seat, proof]] : others);
    },
    /** What hands the tickets out; null while something is missing or a part has been taken. */
    take(): CollectionWanted | null {
      const next = pad.next.peek();
      if (next.kind === "part") pad.take(next.part);
      if (next.kind !== "pay" || lacks.peek() !== null) return null;
      const given = seats.peek().map(({ seat }) => seat);
      const having = (proof: Proof) => given.filter((seat) => proofs.peek().get(seat) === proof);
      return {
        orderId: order.id,
        seats: given,
        proofsSeen: having("seen"),
        fullPrice: having("full-price"),
        tenders: tendersOf(next.parts),
        expectedMinor: dueMinor.peek(),
      };
    },
  };
}

export type Handing = ReturnType<typeof createHanding>;
