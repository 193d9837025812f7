import { sql } from "drizzle-orm";
import type { CounterReceipt, ReceiptSeat, TakenTender } from "../../contract/admin/counter.ts";
import type { Currency } from "../../contract/money/money.ts";
import { giftType } from "../../contract/money/counter-price.ts";
import type { DiscountLine } from "../../contract/money/price.ts";
import { done, type Outcome, refuse } from "../../contract/problems.ts";
import { readSeatKey } from "../../contract/plan/seat-names.ts";
import { universalTime } from "../catalog/universal-time.ts";
import { type Database, rowsOf } from "../connection/database.ts";

/** A receipt as the database writes it: times in Unix milliseconds, amounts without their currency. */
export type StoredReceipt = Pick<
  CounterReceipt,
  | "orderId"
  | "number"
  | "status"
  | "channel"
  | "method"
  | "seller"
  | "concert"
  | "venue"
  | "scheduleId"
  | "giftReason"
  | "cashReceipt"
  | "exchangedFor"
  | "exchangedFrom"
> & {
  currency: Currency;
  startsAtMs: number;
  doorsAtMs: number | null;
  paidAtMs: number;
  name: string | null;
  phone: string | null;
  mail: string | null;
  totalMinor: number;
  refundedMinor: number;
  discounts: DiscountLine[];
  seats: StoredSeat[];
  tenders: StoredTender[];
  replayed?: boolean;
};
type StoredSeat = Pick<ReceiptSeat, "seat" | "key" | "zoneId" | "zoneName" | "proofSeenBy"> & {
  priceMinor: number;
  discountMinor: number;
  feeMinor: number;
  priceType: string | null;
  live: boolean;
  handedOutAtMs: number | null;
};
export type StoredTender = Pick<TakenTender, "kind" | "act" | "reference" | "by" | "counter"> & {
  amountMinor: number;
  receivedMinor: number | null;
  atMs: number;
};

/** A receipt without the codes of its tickets, which the Worker signs. */
export type UnsignedReceipt = Omit<CounterReceipt, "seats"> & {
  seats: Omit<ReceiptSeat, "token">[];
};

/** A receipt with the change of the act that has just been done; without such an act there is none. */
export function toReceipt(
  row: StoredReceipt,
  tenders: readonly GivenTender[] = [],
): UnsignedReceipt {
  const { currency, startsAtMs, doorsAtMs, paidAtMs, name, phone, mail, discounts } = row;
  const { totalMinor, refundedMinor, replayed = false, ...rest } = row;
  const money = (amount: number) => ({ amount, currency });
  const change = tenders.reduce((sum, tender) => sum + (changeOf(tender) ?? 0), 0);
  const { orderId, number, status, channel, method, seller, concert, venue, scheduleId } = rest;
  const { giftReason, cashReceipt, exchangedFor, exchangedFrom } = rest;
  const isKnown = name !== null || phone !== null || mail !== null;
  return {
    orderId,
    number,
    status,
    channel,
    method,
    seller,
    concert,
    venue,
    scheduleId,
    giftReason,
    cashReceipt,
    exchangedFor,
    exchangedFrom,
    replayed,
    startsAt: universalTime(startsAtMs),
    doorsAt: doorsAtMs === null ? null : universalTime(doorsAtMs),
    paidAt: universalTime(paidAtMs),
    buyer: isKnown ? { name, phone, mail } : null,
    seats: row.seats.map((seat) => toSeat(seat, discounts, money)),
    total: money(totalMinor),
    refunded: money(refundedMinor),
    change: money(change),
    tenders: row.tenders.map((tender) => {
      const { kind, act, reference, by, counter, atMs, amountMinor, receivedMinor } = tender;
      const given = changeOf(tender);
      return {
        kind,
        act,
        reference,
        by,
        counter,
        at: universalTime(atMs),
        amount: money(amountMinor),
        received: receivedMinor === null ? null : money(receivedMinor),
        change: given === null ? null : money(given),
      };
    }),
  };
}

type GivenTender = { amountMinor: number; receivedMinor?: number | null | undefined };

const changeOf = ({ receivedMinor = null, amountMinor }: GivenTender) =>
  receivedMinor === null ? null : receivedMinor - amountMinor;

function toSeat(
  row: StoredSeat,
  discounts: readonly DiscountLine[],
  money: (amount: number) => ReceiptSeat["fee"],
): Omit<ReceiptSeat, "token"> {
  const { seat, key, zoneId, zoneName, proofSeenBy, priceType, live, handedOutAtMs } = row;
  const line = discounts.find(({ kind, id }) => kind === "price-type" && id === priceType);
  return {
    seat,
    key,
    ...readSeatKey(key),
    zoneId,
    zoneName,
    proofSeenBy,
    price: money(row.priceMinor),
    discount: money(row.discountMinor),
    fee: money(row.feeMinor),
    priceType: line?.name ?? (priceType === null ? null : { ko: priceType, en: priceType }),
    isGift: priceType === giftType,
    isCancelled: !live,
    handedOutAt: handedOutAtMs === null ? null : universalTime(handedOutAtMs),
  };
}

export async function receiptOf(db: Database, orderId: string): Promise<UnsignedReceipt | null> {
  const [row] = await rowsOf<{ receipt: StoredReceipt | null }>(
    db,
    sql`SELECT counter_receipt(${orderId}) AS receipt`,
  );
  return row?.receipt ? toReceipt(row.receipt) : null;
}

/** The order of an operator's act with this Idempotency-Key, and this content if it is named; null if there was none. */
export async function receiptByKey(
  db: Database,
  {
    operatorId,
    organizationId,
    key,
    requestHash = null,
  }: { operatorId: string; organizationId: string; key: string; requestHash?: string | null },
): Promise<Outcome<UnsignedReceipt | null>> {
  const [row] = await rowsOf<{ receipt: StoredReceipt; atMs: string; isSame: boolean }>(
    db,
    sql`SELECT counter_receipt(o.id) || '{"replayed": true}' AS receipt, epoch_ms(k.created_at) AS "atMs",
      k.request_hash = coalesce(decode(${requestHash}::text, 'hex'), k.request_hash) AS "isSame" FROM idempotency_key k
    LEFT JOIN refund r ON r.id = k.subject_id AND k.operation = 'staff-refund'
    JOIN customer_order o ON o.id = coalesce(r.order_id, k.subject_id) JOIN schedule s ON s.id = o.schedule_id
    JOIN concert c ON c.id = s.concert_id AND c.organization_id = ${organizationId}
    WHERE k.account_id = ${operatorId} AND k.key = ${key} AND k.operation IN ('counter-sale', 'collection', 'exchange', 'staff-refund')`,
  );
  if (!row) return done(null);
  if (!row.isSame) return refuse("idempotency-mismatch");
  // An act writes its key and its tenders in one transaction.
  const tenders = row.receipt.tenders.filter(({ atMs }) => atMs === Number(row.atMs));
  return done(toReceipt(row.receipt, tenders));
}
