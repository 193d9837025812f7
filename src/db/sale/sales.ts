import { sql } from "drizzle-orm";
import { saleEnd } from "./closing.ts";
import type { SaleChange } from "../../contract/admin/catalog-changes.ts";
import { done, type Outcome, refuse } from "../../contract/problems.ts";
import type { Actor } from "../admin/audit.ts";
import { type Database, rowsOf } from "../connection/database.ts";
import { universalTime } from "../catalog/universal-time.ts";
import type { StoredSale } from "../schema/concerts.ts";

export type Sale = {
  scheduleId: string;
  saleState: StoredSale;
  saleOpensAtMs: number;
  saleClosesAtMs: number;
  shoppersMax: number;
  admitPerMinute: number;
  revision: number;
};

// From which states an action may be taken, and to which it leads. Taking it twice is no mistake.
const actions = {
  open: { from: "{open,paused,draining,closed}", to: "open" },
  pause: { from: "{open,paused,draining}", to: "paused" },
  resume: { from: "{open,paused,draining}", to: "open" },
  drain: { from: "{open,paused,draining}", to: "draining" },
  close: { from: "{open,paused,draining,closed}", to: "closed" },
} as const;

/**
 * Opens, pauses, resumes or closes a sale, and takes new limits for it, unless the date was changed since `seen`; null
 * takes it as it is. The notice of a pause ends with the pause. A change that has been made already is made again.
 */
export async function changeSale(
  db: Database,
  wanted: {
    scheduleId: string;
    by: Actor;
    change: SaleChange;
    now: number;
    seen?: number | null;
  },
): Promise<Outcome<Sale>> {
  const { scheduleId, by, change, now, seen = null } = wanted;
  const { from, to } = actions[change.action];
  const at = sql`${universalTime(now)}::timestamptz`;
  const opensAt =
    change.action === "open" ? sql`least(s.sale_opens_at, ${at})` : sql`s.sale_opens_at`;
  const isArchived = sql`EXISTS (SELECT FROM concert c WHERE c.id = s.concert_id AND c.state = 'archived')`;
  const shoppersMax = sql`coalesce(${change.shoppersMax ?? null}::int, s.shoppers_max)`;
  const admitPerMinute = sql`coalesce(${change.admitPerMinute ?? null}::int, s.admit_per_minute)`;
  const notice = sql`CASE WHEN ${change.notice !== undefined} THEN ${noticeOf(change)}::jsonb
    WHEN ${change.action} = 'resume' AND s.sale_state = 'paused' THEN NULL ELSE s.notice END`;
  const isSeen = sql`(${seen}::int IS NULL OR s.revision = ${seen}::int
    OR (s.sale_state, s.sale_opens_at, s.shoppers_max, s.admit_per_minute) = (${to}, ${opensAt}, ${shoppersMax}, ${admitPerMinute})
      AND s.notice IS NOT DISTINCT FROM ${notice})`;
  const isHidden = sql`EXISTS (SELECT FROM concert c WHERE c.id = s.concert_id AND c.publish_at > ${at})`;
  type Row = {
    isHidden: boolean;
    sale: Sale | null;
    isOver: boolean;
    isArchived: boolean;
    revision: number;
  };
  const rows = await rowsOf<Row & { isSeen: boolean }>(
    db,
    sql`WITH changed AS (
      UPDATE schedule s SET sale_state = ${to}, sale_opens_at = ${opensAt}, shoppers_max = ${shoppersMax},
        admit_per_minute = ${admitPerMinute}, notice = ${notice}
      WHERE id = ${scheduleId} AND sale_state = ANY (${from}::text[]) AND ${isSeen}
        AND (${change.action} <> 'open' OR ${saleEnd} > ${at} AND NOT ${isHidden})
        AND (${to} <> 'open' OR NOT ${isArchived})
      RETURNING to_jsonb(old) AS before, to_jsonb(new) AS after, new.*
    ), logged AS (
      INSERT INTO audit_log (organization_id, actor_id, action, subject, before, after, request_id)
      SELECT ${by.scope.organizationId}::uuid, ${by.accountId}::uuid,
        ${`sale.${change.action}`}, id::text, before, after, ${by.requestId}
      FROM changed
    )
    SELECT CASE WHEN c.id IS NOT NULL THEN jsonb_build_object('scheduleId', c.id, 'saleState', c.sale_state,
      'saleOpensAtMs', epoch_ms(c.sale_opens_at), 'saleClosesAtMs', epoch_ms(c.sale_closes_at),
      'shoppersMax', c.shoppers_max, 'admitPerMinute', c.admit_per_minute, 'revision', c.revision) END AS sale,
      ${saleEnd} <= ${at} AS "isOver", ${isArchived} AS "isArchived",
      ${isHidden} AS "isHidden", s.revision, ${isSeen} AS "isSeen"
    FROM schedule s LEFT JOIN changed c ON c.id = s.id WHERE s.id = ${scheduleId}`,
  );
  const [row] = rows;
  if (!row) return refuse("not-found");
  if (row.sale) return done(row.sale);
  if (!row.isSeen) return refuse("changed-meanwhile", String(row.revision));
  if (to === "open" && row.isArchived) return refuse("conflict", "The concert is archived");
  if (change.action === "open" && row.isHidden)
    return refuse("conflict", "The page of the concert appears later");
  return refuse(
    "conflict",
    change.action === "open" && row.isOver
      ? "The show has begun, or the sale has closed"
      : "The sale cannot do that now",
  );
}

const noticeOf = ({ notice }: SaleChange): string | null =>
  notice === undefined || notice === null ? null : JSON.stringify(notice);
