import { sql } from "drizzle-orm";
import type { Locale } from "../../contract/people/accounts.ts";
import type { Role } from "../../contract/admin/rights.ts";
import type { Currency, LocalText, Money } from "../../contract/money/money.ts";
import type { Order } from "../../contract/money/orders.ts";
import type { Refund } from "../../contract/money/refunds.ts";
import { type Database, rowsOf } from "../connection/database.ts";
import { type OrderRow, orderJson, surroundings, toOrder } from "../money/orders.ts";
import { claiming, type OutboxRow } from "./outbox.ts";
import {
  type PaymentRow,
  type StoredPayment,
  type StoredRefund,
  toPayment,
  toRefund,
} from "../money/payment-rows.ts";

/** The recipient as the account is now, not as it was when the mail became due. */
export type MailAccount = {
  id: string;
  email: string;
  name: string;
  locale: Locale;
  wantsReminders: boolean;
  wantsWaitlist: boolean;
};

export type MailShow = {
  scheduleId: string;
  slug: string;
  title: LocalText;
  venue: { name: LocalText; address: LocalText; timeZone: string };
  startsAtMs: number;
  doorsAtMs: number | null;
  saleOpensAtMs: number;
  /** Grows with every change of the date. */
  revision: number;
  runningMinutes: number | null;
  /** What the organizer tells its buyers. */
  note: LocalText | null;
};

/** A claimed mail with all its data; parts that it does not mention are null. */
export type MailRow = OutboxRow & {
  account: MailAccount | null;
  order: Order | null;
  refund: Refund | null;
  /** The part of the same cancellation that went to the wallet right away, besides the refund. */
  walletPart: Money | null;
  /** Whether the tickets of the refund stay valid. */
  isTicketKept: boolean;
  payment: PaymentRow | null;
  show: MailShow | null;
  /** Set if the organizer called the show off, with the compensation on top of this refund. */
  calledOff: { reason: string; compensation: Money | null } | null;
  balance: Money | null;
  /** A second address for this order's tickets, given by the buyer. */
  mailTo: string | null;
  invitation: MailInvitation | null;
  message: MailMessage | null;
};

/** What staff have written to buyers, and the seats of this one: none in a test to oneself. */
export type MailMessage = {
  subject: LocalText;
  body: LocalText;
  concert: LocalText;
  timeZone: string;
  startsAtMs: number[];
  seats: string[];
};

/** An invitation to work for an organization; its address may have no account. */
export type MailInvitation = {
  id: string;
  organization: LocalText;
  role: Role;
  expiresAtMs: number;
  isOpen: boolean;
};

type Stored = OutboxRow & {
  account: MailAccount | null;
  order: OrderRow | null;
  refund: (StoredRefund & { walletPartMinor: number }) | null;
  isTicketKept: boolean;
  payment: StoredPayment | null;
  show: MailShow | null;
  calledOff: { reason: string; compensationMinor: number | null } | null;
  balance: { amountMinor: number; currency: Currency } | null;
  mailTo: string | null;
  invitation: MailInvitation | null;
  message: MailMessage | null;
};

/** Claims mails that are due, so that no other sender takes them, and reads their data: one round trip. */
export async function claimMails(
  db: Database,
  { limit, now }: { limit: number; now: number },
): Promise<MailRow[]> {
  const rows = await rowsOf<Stored>(
    db,
    sql`WITH claimed AS (${claiming({ lane: "mail", limit })}), spoken AS (
      SELECT m.*, r.id AS refund_id, p.id AS payment_id, o.id AS order_id,
        coalesce(outbox_id(m.payload, 'accountId'), r.account_id, p.account_id) AS account_id,
        coalesce(outbox_id(m.payload, 'scheduleId'), o.schedule_id, p.schedule_id) AS schedule_id
      FROM claimed m
      LEFT JOIN refund r ON r.id = outbox_id(m.payload, 'refundId')
      LEFT JOIN payment p ON p.id = coalesce(outbox_id(m.payload, 'paymentId'), r.payment_id)
      LEFT JOIN customer_order o ON o.id = coalesce(outbox_id(m.payload, 'orderId'), r.order_id)
    )
    SELECT m.id, m.topic, m.payload, m.attempts, ${facts} FROM spoken m ORDER BY m.urgency, m.id`,
  );
  return rows.map((row) => toMail(row, now));
}

/** As an array, so that Postgres looks the orders up by their index instead of reading all seats. */
const messageOrders = sql`ARRAY(SELECT e.value::uuid FROM jsonb_array_elements_text(m.payload->'orderIds') AS e)`;

const messageJson = sql`(SELECT jsonb_build_object('subject', n.subject, 'body', n.body, 'concert', c.title,
      'timeZone', v.time_zone,
      'startsAtMs', (SELECT coalesce(jsonb_agg(DISTINCT epoch_ms(s.starts_at)), '[]') FROM schedule s
        WHERE s.id = ANY (ARRAY(SELECT b.schedule_id FROM order_seat b WHERE b.order_id = ANY (${messageOrders}))
          || coalesce(outbox_id(m.payload, 'scheduleId'), n.schedule_id))),
      'seats', (SELECT coalesce(jsonb_agg(b.seat_key ORDER BY (SELECT s.starts_at FROM schedule s WHERE s.id = b.schedule_id), b.seat), '[]') FROM order_seat b
        WHERE b.live AND (n.zone_id IS NULL OR b.zone_id = n.zone_id)
          AND b.order_id = ANY (${messageOrders})))
    FROM (SELECT b.concert_id, b.schedule_id, b.zone_id, b.subject, b.body FROM buyer_message b
        WHERE b.id = outbox_id(m.payload, 'messageId')
      UNION ALL SELECT outbox_id(t, 'concertId'), outbox_id(t, 'scheduleId'), NULL, t->'subject', t->'body'
        FROM (SELECT m.payload->'test' AS t) AS given WHERE t IS NOT NULL) AS n
    JOIN concert c ON c.id = n.concert_id JOIN venue v ON v.id = c.venue_id)`;

const facts = sql`coalesce((SELECT jsonb_build_object('id', a.id, 'email', a.email, 'name', a.name, 'locale', a.locale,
      'wantsReminders', a.mail_reminders, 'wantsWaitlist', a.mail_waitlist)
    FROM account a WHERE a.id = m.account_id), (SELECT jsonb_build_object('id', i.id, 'email', i.email, 'name', i.email,
      'locale', coalesce(a.locale, 'ko'), 'wantsReminders', true, 'wantsWaitlist', true)
    FROM staff_invitation i LEFT JOIN account a ON lower(a.email) = lower(i.email)
    WHERE i.id = outbox_id(m.payload, 'invitationId')), (SELECT jsonb_build_object('id', o.id, 'email', f.mail_to,
      'name', coalesce(o.buyer_name, f.mail_to), 'locale', 'ko', 'wantsReminders', true, 'wantsWaitlist', false)
    FROM customer_order o JOIN order_form f ON f.order_id = o.id
    WHERE o.id = m.order_id AND o.account_id IS NULL AND f.mail_to IS NOT NULL)) AS account,
  (SELECT jsonb_build_object('id', i.id, 'organization', o.name, 'role', i.role, 'expiresAtMs', epoch_ms(i.expires_at),
      'isOpen', i.accepted_at IS NULL AND i.revoked_at IS NULL)
    FROM staff_invitation i JOIN organization o ON o.id = i.organization_id
    WHERE i.id = outbox_id(m.payload, 'invitationId')) AS invitation,
  (SELECT ${orderJson} FROM customer_order o ${surroundings} WHERE o.id = m.order_id) AS order,
  (SELECT refund_row(r) || jsonb_build_object('walletPartMinor', refund_wallet_part(r)) FROM refund r WHERE r.id = m.refund_id) AS refund,
  coalesce((SELECT r.seat_end = 'ticket' FROM refund r WHERE r.id = m.refund_id), false) AS "isTicketKept",
  (SELECT payment_row(p) FROM payment p WHERE p.id = m.payment_id) AS payment,
  (SELECT jsonb_build_object('scheduleId', s.id, 'slug', c.slug, 'title', c.title,
      'venue', jsonb_build_object('name', v.name, 'address', v.address, 'timeZone', v.time_zone),
      'startsAtMs', epoch_ms(s.starts_at), 'doorsAtMs', epoch_ms(s.doors_at),
      'saleOpensAtMs', epoch_ms(s.sale_opens_at), 'revision', s.revision, 'runningMinutes', c.running_minutes,
      'note', c.ticket_note)
    FROM schedule s JOIN concert c ON c.id = s.concert_id JOIN venue v ON v.id = c.venue_id
    WHERE s.id = m.schedule_id) AS show,
  (SELECT jsonb_build_object('reason', gone.reason, 'compensationMinor', (SELECT
      nullif(sum((line->>'compensationMinor')::bigint), 0) FROM refund r, jsonb_array_elements(r.lines) AS line
      WHERE r.id = m.refund_id))
    FROM show_cancellation gone WHERE gone.schedule_id = m.schedule_id) AS "calledOff",
  (SELECT jsonb_build_object('amountMinor', w.balance_minor, 'currency', w.currency)
    FROM wallet w WHERE w.account_id = m.account_id) AS balance,
  (SELECT f.mail_to FROM order_form f WHERE f.order_id = m.order_id) AS "mailTo",
  ${messageJson} AS message`;

function toMail(row: Stored, now: number): MailRow {
  const { order, refund, payment, calledOff, balance } = row;
  return {
    ...row,
    order: order && toOrder(order, now),
    ...refundOf(refund),
    payment: payment && toPayment(payment),
    calledOff: calledOff && {
      reason: calledOff.reason,
      compensation:
        calledOff.compensationMinor === null || balance === null
          ? null
          : { amount: calledOff.compensationMinor, currency: balance.currency },
    },
    balance: balance && { amount: balance.amountMinor, currency: balance.currency },
  };
}

function refundOf(stored: Stored["refund"]): Pick<MailRow, "refund" | "walletPart"> {
  if (!stored) return { refund: null, walletPart: null };
  const { walletPartMinor, ...row } = stored;
  const part = { amount: walletPartMinor, currency: row.currency };
  return { refund: toRefund(row), walletPart: walletPartMinor > 0 ? part : null };
}
