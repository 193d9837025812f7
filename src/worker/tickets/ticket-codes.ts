import type { Order } from "../../contract/money/orders.ts";
import type { Ticket } from "../../contract/money/tickets.ts";
import type { KeyHolder } from "../identity/key-ring.ts";
import { ticketKey } from "./ticket-key.ts";
import { signTicket } from "./ticket-token.ts";

/** A signed ticket for each seat that the order still has; none once it is canceled. */
export async function ticketsOf(order: Order, holder: KeyHolder): Promise<Ticket[]> {
  const { number, scheduleId, status } = order;
  const seats = status === "paid" ? order.seats.filter(({ isCancelled }) => !isCancelled) : [];
  const keys = await ticketKey(holder);
  return await Promise.all(
    seats.map(async ({ seat, key }) => {
      const token = await signTicket(keys, { scheduleId, seat, orderNumber: number });
      return { seat, key, token };
    }),
  );
}
