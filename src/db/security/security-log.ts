import { type SQL, sql } from "drizzle-orm";
import type {
  SecurityDetail,
  SecurityEvent,
  SecurityKind,
} from "../../contract/admin/security-events.ts";
import { done, type Outcome, refuse } from "../../contract/problems.ts";
import { universalTime } from "../catalog/universal-time.ts";
import { type Database, rowsOf } from "../connection/database.ts";
import { type Page, pageOf, readCursor, writeCursor } from "../connection/page.ts";

/** An event as it is written. */
export type NewSecurityEvent = Omit<SecurityEvent, "id" | "at"> & {
  atMs: number;
  kind: SecurityKind;
  detail: SecurityDetail;
};

/** Writes many events at once. */
export async function writeSecurityEvents(
  db: Database,
  events: readonly NewSecurityEvent[],
): Promise<void> {
  await rowsOf(
    db,
    sql`INSERT INTO security_event (at, kind, account_id, network, country, email_hash, email_domain, browser, detail,
      times, request_id)
    SELECT to_timestamp(e."atMs" / 1000.0), e.kind, e."accountId", e.network, e.country, e."emailHash",
      e."emailDomain", e.browser, e.detail, e.times, e."requestId"
    FROM jsonb_to_recordset(${JSON.stringify(events)}::jsonb) AS e("atMs" float8, kind text, "accountId" uuid,
      network text, country text, "emailHash" text, "emailDomain" text, browser text, detail jsonb, times int,
      "requestId" text)`,
  );
}

export type SecurityFilter = {
  kind?: SecurityKind | undefined;
  account?: string | undefined;
  network?: string | undefined;
  since?: string | undefined;
  until?: string | undefined;
};

/** The security log, newest first. */
export async function listSecurityEvents(
  db: Database,
  { after, limit, ...filter }: SecurityFilter & { after: string | null; limit: number },
): Promise<Outcome<Page<SecurityEvent>>> {
  const cursor = after === null ? [] : readCursor(after, "momentAndId");
  if (cursor === null) return refuse("invalid-request", "cursor");
  const [, id] = cursor;
  const rows = await rowsOf<{ event: Omit<SecurityEvent, "at"> & { atMs: number } }>(
    db,
    sql`SELECT jsonb_build_object('id', e.id, 'atMs', epoch_ms(e.at), 'kind', e.kind, 'accountId', e.account_id,
      'network', e.network, 'country', e.country, 'emailHash', e.email_hash, 'emailDomain', e.email_domain,
      'browser', e.browser, 'detail', e.detail, 'times', e.times, 'requestId', e.request_id) AS event
    FROM security_event e WHERE ${matching(filter)} ${id ? sql`AND e.id < ${id}::uuid` : sql``}
    ORDER BY e.id DESC LIMIT ${limit + 1}`,
  );
  const cursorOf = ({ event }: (typeof rows)[number]) => writeCursor(event.atMs, event.id);
  return done(
    pageOf(rows, limit, cursorOf, ({ event: { atMs, ...event } }) => ({
      ...event,
      at: universalTime(atMs),
    })),
  );
}

function matching({ kind, account, network, since, until }: SecurityFilter): SQL {
  const conditions = [
    sql`true`,
    ...(kind === undefined ? [] : [sql`e.kind = ${kind}`]),
    ...(account === undefined ? [] : [sql`e.account_id = ${account}::uuid`]),
    ...(network === undefined ? [] : [sql`e.network = ${network}`]),
    ...(since === undefined ? [] : [sql`e.at >= ${since}::timestamptz`]),
    ...(until === undefined ? [] : [sql`e.at < ${until}::timestamptz`]),
  ];
  return sql.join(conditions, sql` AND `);
}
