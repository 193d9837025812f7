import type { Order } from "../../contract/money/orders.ts";
import type { Ticket } from "../../contract/money/tickets.ts";
import { signTicket } from "../identity/tokens.ts";
import { ticketKey } from "./ticket-key.ts";

/** A ticket is good for a day after its show has begun: shows run late, and nights are long. */
const goodMs = 24 * 3_600_000;

/** A ticket for each seat that the order still has, signed; none once it is cancelled. */
export async function ticketsOf(order: Order, tokenSecret: string): Promise<Ticket[]> {
  const { id, number, scheduleId, startsAt, status } = order;
  const seats = status === "paid" ? order.seats.filter(({ isCancelled }) => !isCancelled) : [];
  const key = await ticketKey(tokenSecret);
  const expiresAt = Date.parse(startsAt) + goodMs;
  return await Promise.all(
    seats.map(async ({ seat, key: place }) => {
      const claims = { sub: id, sch: scheduleId, seat: place, num: number };
      return { seat, key: place, token: await signTicket(key, claims, expiresAt) };
    }),
  );
}
