import { sql } from "drizzle-orm";
import type { Locale } from "../../contract/people/accounts.ts";
import type { LocalText } from "../../contract/money/money.ts";
import { type Database, rowsOf } from "../connection/database.ts";
import { claiming, type OutboxRow } from "../messages/outbox.ts";

export type PushDevice = { id: string; endpoint: string; p256dh: string; auth: string };
const devicesMax = 20;

/** Subscribes a browser to this account's pushes; it may have belonged to another account before. */
export async function subscribe(
  db: Database,
  wanted: PushDevice & { accountId: string; userAgent: string | null },
): Promise<void> {
  const { id, accountId, endpoint, p256dh, auth, userAgent } = wanted;
  await rowsOf(
    db,
    sql`WITH old AS (
      DELETE FROM push_subscription WHERE id IN (SELECT id FROM push_subscription
        WHERE account_id = ${accountId} AND id <> ${id} ORDER BY created_at DESC OFFSET ${devicesMax - 1})
    ) INSERT INTO push_subscription (id, account_id, endpoint, p256dh, auth, user_agent)
    VALUES (${id}, ${accountId}, ${endpoint}, ${p256dh}, ${auth}, ${userAgent})
    ON CONFLICT (id) DO UPDATE SET account_id = excluded.account_id, p256dh = excluded.p256dh, auth = excluded.auth,
      user_agent = excluded.user_agent, created_at = now()`,
  );
}

export async function unsubscribe(
  db: Database,
  { id, accountId }: { id: string; accountId: string },
): Promise<void> {
  await rowsOf(
    db,
    sql`DELETE FROM push_subscription WHERE id = ${id} AND account_id = ${accountId}`,
  );
}

/** Removes devices that their push services no longer know. */
export async function forgetDevices(db: Database, ids: string[]): Promise<void> {
  await rowsOf(db, sql`DELETE FROM push_subscription WHERE id = ANY (${sql.param(ids)}::uuid[])`);
}

export type PushRow = OutboxRow & {
  account: { locale: Locale; wantsReminders: boolean; wantsWaitlist: boolean } | null;
  show: {
    slug: string;
    title: LocalText;
    timeZone: string;
    saleOpensAtMs: number;
    startsAtMs: number;
  } | null;
  devices: PushDevice[];
};

/** Claims notices that are due, so that no other sender takes them, with their devices. */
export function claimPushes(
  db: Database,
  wanted: { limit: number; scheduleId?: string },
): Promise<PushRow[]> {
  return rowsOf(
    db,
    sql`WITH claimed AS (${claiming({ lane: "push", ...wanted })})
    SELECT m.id, m.topic, m.payload, m.attempts,
      (SELECT jsonb_build_object('locale', a.locale, 'wantsReminders', a.mail_reminders, 'wantsWaitlist', a.mail_waitlist)
        FROM account a WHERE a.id = outbox_id(m.payload, 'accountId')) AS account,
      (SELECT jsonb_build_object('slug', c.slug, 'title', c.title, 'timeZone', v.time_zone,
          'saleOpensAtMs', epoch_ms(s.sale_opens_at), 'startsAtMs', epoch_ms(s.starts_at))
        FROM schedule s JOIN concert c ON c.id = s.concert_id JOIN venue v ON v.id = c.venue_id
        WHERE s.id = outbox_id(m.payload, 'scheduleId')) AS show,
      coalesce((SELECT jsonb_agg(jsonb_build_object('id', p.id, 'endpoint', p.endpoint, 'p256dh', p.p256dh, 'auth', p.auth))
        FROM push_subscription p WHERE p.account_id = outbox_id(m.payload, 'accountId')), '[]') AS devices
    FROM claimed m ORDER BY m.urgency, m.id`,
  );
}
