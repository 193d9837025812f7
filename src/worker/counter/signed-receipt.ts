import type { CounterReceipt } from "../../contract/admin/counter.ts";
import type { UnsignedReceipt } from "../../db/counter/receipts.ts";
import type { KeyHolder } from "../identity/key-ring.ts";
import { ticketKey } from "../tickets/ticket-key.ts";
import { signTicket } from "../tickets/ticket-token.ts";

/** A receipt with the codes of its tickets. A canceled ticket has none. */
export async function signedReceipt(
  holder: KeyHolder,
  receipt: UnsignedReceipt,
): Promise<CounterReceipt> {
  const { scheduleId, number: orderNumber } = receipt;
  const keys = await ticketKey(holder);
  const seats = await Promise.all(
    receipt.seats.map(async (each) => {
      const { seat, isCancelled } = each;
      const token = isCancelled ? null : await signTicket(keys, { scheduleId, seat, orderNumber });
      return { ...each, token };
    }),
  );
  return { ...receipt, seats };
}
