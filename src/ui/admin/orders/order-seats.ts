import type { OrderSummary } from "../../../contract/admin/orders.ts";
import type { Locale } from "../../../contract/people/accounts.ts";
import { readSeatKey, seatsText } from "../../../contract/plan/seat-names.ts";

/** All seats of an order in words, canceled ones too. */
export const seatsOf = ({ seats }: Pick<OrderSummary, "seats">, lang: Locale): string =>
  seatsText(
    seats.map(({ key }) => readSeatKey(key)),
    lang,
  );
