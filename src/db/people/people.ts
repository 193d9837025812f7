import { type SQL, sql } from "drizzle-orm";
import type {
  Correction,
  People,
  PeopleSort,
  Person,
  PersonSummary,
} from "../../contract/admin/people/people.ts";
import type { Currency, LocalText } from "../../contract/money/money.ts";
import { done, type Outcome, refuse } from "../../contract/problems.ts";
import { maskedEmail } from "../../contract/people/masking.ts";
import { universalTime } from "../catalog/universal-time.ts";
import { type Database, rowsOf } from "../connection/database.ts";
import { tierSeen } from "./members.ts";
import { pageOf, readCursor, writeCursor } from "../connection/page.ts";

export type PeopleWanted = {
  search?: string | undefined;
  tier?: string | undefined;
  state?: "active" | "suspended" | undefined;
  minSpent?: number | undefined;
  orderedSince?: string | undefined;
  sort: PeopleSort;
  after: string | null;
  limit: number;
};

type SummaryRow = {
  id: string;
  name: string;
  email: string;
  tier: string | null;
  createdAtMs: number;
  suspendedAtMs: number | null;
  orders: number;
  spentMinor: number;
  currency: Currency;
  lastOrderAtMs: number | null;
};

const summaryJson = sql`jsonb_build_object('id', a.id, 'name', a.name, 'email', a.email, 'tier', a.tier,
  'createdAtMs', epoch_ms(a.created_at), 'suspendedAtMs', epoch_ms(a.suspended_at), 'orders', coalesce(s.orders, 0),
  'spentMinor', coalesce(s.spent_minor, 0), 'currency', w.currency, 'lastOrderAtMs', epoch_ms(s.last_order_at))`;

const every = (conditions: SQL[]): SQL =>
  conditions.length === 0 ? sql`true` : sql.join(conditions, sql` AND `);

/** More people than this with one name are too many to sort; the page then says so. */
const namesMax = 2_000;

/** Finds accounts in one statement: all of them by their index, or those of a search. */
export async function listPeople(db: Database, wanted: PeopleWanted): Promise<Outcome<People>> {
  const { search, tier, state, minSpent, orderedSince, sort, after, limit } = wanted;
  const cursor = after === null ? null : readCursor(after, "momentAndId");
  if (after !== null && cursor === null) return refuse("invalid-request", "cursor");
  const by = {
    newest: sql`epoch_ms(a.created_at)`,
    spent: sql`coalesce(s.spent_minor, 0)`,
    "last-order": sql`coalesce(epoch_ms(s.last_order_at), 0)`,
  }[sort];
  // The words of an index, so that the page is read from it.
  const order = {
    newest: sql`a.created_at DESC, a.id DESC`,
    spent: sql`s.spent_minor DESC, s.account_id DESC`,
    "last-order": sql`s.last_order_at DESC, s.account_id DESC`,
  }[sort];
  const conditions = every([
    ...(tier === undefined ? [] : [sql`a.tier = ${tier}`]),
    ...(state === undefined
      ? []
      : [state === "suspended" ? sql`a.suspended_at IS NOT NULL` : sql`a.suspended_at IS NULL`]),
    ...(minSpent === undefined ? [] : [sql`s.spent_minor >= ${minSpent}`]),
    ...(orderedSince === undefined ? [] : [sql`s.last_order_at >= ${orderedSince}::timestamptz`]),
    ...(cursor ? [restAfter(sort, cursor)] : []),
  ]);
  const byName = search !== undefined && !search.includes("@");
  const found =
    search === undefined ? sql`` : sql`WITH found AS MATERIALIZED (${searched(search)})`;
  const isFound = search === undefined ? sql`true` : sql`a.id IN (SELECT id FROM found)`;
  const isCut = byName ? sql`(SELECT count(*) > ${namesMax} FROM found)` : sql`false`;
  // Whoever has bought nothing has no sum, and is asked for only by the newest.
  const sums = sort === "newest" ? sql`LEFT JOIN` : sql`JOIN`;
  type Found = { person: SummaryRow; by: number };
  const [row] = await rowsOf<{ rows: Found[] | null; isCut: boolean }>(
    db,
    sql`${found} SELECT ${isCut} AS "isCut", (SELECT json_agg(p) FROM (
      SELECT ${summaryJson} AS person, (${by})::float8 AS by
      FROM account a JOIN wallet w ON w.account_id = a.id ${sums} account_sum s ON s.account_id = a.id
      WHERE ${isFound} AND ${conditions} ORDER BY ${order} LIMIT ${limit + 1}) p) AS rows`,
  );
  const cursorOf = ({ person, by: value }: Found) => writeCursor(Math.max(0, value), person.id);
  const page = pageOf(row?.rows ?? [], limit, cursorOf, ({ person }) => toSummary(person));
  return done({ ...page, isCut: row?.isCut ?? false });
}

function restAfter(sort: PeopleSort, [value, id]: string[]): SQL {
  const from = Number(value);
  if (sort === "spent") return sql`(s.spent_minor, s.account_id) < (${from}::bigint, ${id}::uuid)`;
  const at = sql`${universalTime(from)}::timestamptz`;
  return sort === "newest"
    ? sql`(a.created_at, a.id) < (${at}, ${id}::uuid)`
    : sql`(s.last_order_at, s.account_id) < (${at}, ${id}::uuid)`;
}

/** An address with its @ is whole; anything else is a part of a name. */
const searched = (search: string): SQL =>
  search.includes("@")
    ? sql`SELECT a.id FROM account a WHERE lower(a.email) = lower(${search})`
    : sql`SELECT a.id FROM account a WHERE a.name_jamo LIKE '%' || ko_jamo(${search}) || '%' LIMIT ${namesMax + 1}`;

type PersonRow = SummaryRow & {
  locale: Person["locale"];
  isTierByHand: boolean;
  tierSeen: string;
  suspension: string | null;
  balanceMinor: number;
  liveOrders: number;
  waits: (Omit<Person["waits"][number], "startsAt" | "joinedAt"> & {
    title: LocalText;
    startsAtMs: number;
    joinedAtMs: number;
  })[];
  devices: { id: string; userAgent: string | null; sinceMs: number; lastUsedAtMs: number }[];
  messages: { id: string; topic: string; atMs: number; state: "waiting" | "sent" | "failed" }[];
  roles: Person["roles"];
  corrections: (Omit<Correction, "amount" | "askedAt" | "decidedAt"> & {
    amountMinor: number;
    askedAtMs: number;
    decidedAtMs: number | null;
  })[];
};

const listOf = (items: SQL): SQL => sql`coalesce((${items}), '[]')`;
const named = (id: SQL): SQL =>
  sql`(SELECT jsonb_build_object('id', p.id, 'name', p.name) FROM account p WHERE p.id = ${id})`;

/** An account with its waits, devices, latest messages and corrections, in one statement. */
export async function personById(
  db: Database,
  { accountId, now }: { accountId: string; now: number },
): Promise<Person | null> {
  const at = sql`${universalTime(now)}::timestamptz`;
  const [row] = await rowsOf<{ person: PersonRow }>(
    db,
    sql`SELECT ${summaryJson} || jsonb_build_object('locale', a.locale, 'isTierByHand', a.tier_by_hand, 'tierSeen', ${tierSeen(sql`a`)},
      'suspension', a.suspension, 'balanceMinor', w.balance_minor,
      'liveOrders', (SELECT count(*) FROM customer_order o JOIN schedule d ON d.id = o.schedule_id
        WHERE o.account_id = a.id AND o.status = 'paid' AND d.starts_at > ${at}),
      'waits', ${listOf(sql`SELECT jsonb_agg(jsonb_build_object('scheduleId', d.id, 'title', c.title,
          'startsAtMs', epoch_ms(d.starts_at), 'timeZone', v.time_zone, 'seats', e.seats, 'state', e.state,
          'joinedAtMs', epoch_ms(e.joined_at)) ORDER BY e.joined_at DESC)
        FROM (SELECT * FROM waitlist_entry x WHERE x.account_id = a.id ORDER BY x.joined_at DESC LIMIT 20) e
        JOIN schedule d ON d.id = e.schedule_id JOIN concert c ON c.id = d.concert_id JOIN venue v ON v.id = c.venue_id`)},
      'devices', ${listOf(sql`SELECT jsonb_agg(jsonb_build_object('id', e.id, 'userAgent', e.user_agent,
          'sinceMs', epoch_ms(e.created_at), 'lastUsedAtMs', epoch_ms(e.used)) ORDER BY e.used DESC)
        FROM (SELECT x.*, coalesce((SELECT max(t.created_at) FROM refresh_token t WHERE t.session_id = x.id), x.created_at)
          AS used FROM session x WHERE x.account_id = a.id AND x.revoked_at IS NULL) e`)},
      'messages', ${listOf(sql`SELECT jsonb_agg(jsonb_build_object('id', m.id, 'topic', m.topic,
          'atMs', epoch_ms(m.created_at), 'state', CASE WHEN m.failed_at IS NOT NULL THEN 'failed'
            WHEN m.delivered_at IS NOT NULL THEN 'sent' ELSE 'waiting' END) ORDER BY m.created_at DESC)
        FROM (SELECT x.* FROM (SELECT o.id FROM customer_order o WHERE o.account_id = a.id
            ORDER BY o.paid_at DESC LIMIT 20) o
          JOIN outbox x ON x.lane = 'mail' AND coalesce(x.payload->>'orderId', x.payload->>'refundId') = o.id::text
          ORDER BY x.created_at DESC LIMIT 20) m`)},
      'corrections', ${listOf(sql`SELECT jsonb_agg(jsonb_build_object('id', k.id, 'amountMinor', k.amount_minor,
          'reason', k.reason, 'askedBy', ${named(sql`k.asked_by`)}, 'askedAtMs', epoch_ms(k.asked_at),
          'state', CASE k.is_approved WHEN true THEN 'approved' WHEN false THEN 'rejected' ELSE 'asked' END,
          'decidedBy', ${named(sql`k.decided_by`)}, 'decidedAtMs', epoch_ms(k.decided_at)) ORDER BY k.asked_at DESC)
        FROM (SELECT * FROM wallet_correction x WHERE x.account_id = a.id ORDER BY x.asked_at DESC LIMIT 20) k`)},
      'roles', ${listOf(sql`SELECT jsonb_agg(jsonb_build_object('organization', g.name, 'role', f.role) ORDER BY f.created_at)
        FROM staff f JOIN organization g ON g.id = f.organization_id
        WHERE f.account_id = a.id AND f.suspended_at IS NULL`)}) AS person
    FROM account a JOIN wallet w ON w.account_id = a.id LEFT JOIN account_sum s ON s.account_id = a.id
    WHERE a.id = ${accountId}`,
  );
  return row ? toPerson(row.person) : null;
}

const time = (ms: number) => universalTime(ms);
const timeOrNull = (ms: number | null) => (ms === null ? null : universalTime(ms));

function toSummary(row: SummaryRow): PersonSummary {
  const { id, name, email, tier, orders, spentMinor, currency } = row;
  return {
    id,
    name,
    email: maskedEmail(email),
    tier,
    createdAt: time(row.createdAtMs),
    suspendedAt: timeOrNull(row.suspendedAtMs),
    orders,
    spent: { amount: spentMinor, currency },
    lastOrderAt: timeOrNull(row.lastOrderAtMs),
  };
}

function toPerson(row: PersonRow): Person {
  const {
    locale,
    isTierByHand,
    tierSeen: seen,
    suspension,
    balanceMinor,
    currency,
    liveOrders,
  } = row;
  return {
    ...toSummary(row),
    locale,
    isTierByHand,
    tierSeen: seen,
    suspension,
    balance: { amount: balanceMinor, currency },
    liveOrders,
    roles: row.roles,
    waits: row.waits.map(({ startsAtMs, joinedAtMs, ...wait }) => ({
      ...wait,
      startsAt: time(startsAtMs),
      joinedAt: time(joinedAtMs),
    })),
    devices: row.devices.map(({ id, userAgent, sinceMs, lastUsedAtMs }) => {
      return { id, userAgent, since: time(sinceMs), lastUsedAt: time(lastUsedAtMs) };
    }),
    messages: row.messages.map(({ atMs, ...message }) => ({ ...message, at: time(atMs) })),
    corrections: row.corrections.map(({ amountMinor, askedAtMs, decidedAtMs, ...correction }) => ({
      ...correction,
      amount: { amount: amountMinor, currency },
      askedAt: time(askedAtMs),
      decidedAt: timeOrNull(decidedAtMs),
    })),
  };
}
