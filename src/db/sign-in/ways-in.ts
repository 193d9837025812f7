import { sql } from "drizzle-orm";
import type { LinkedIdentity, Passkey } from "../../contract/people/ways-in.ts";
import type { Outcome } from "../../contract/problems.ts";
import { type Database, outcomeOf, rowsOf } from "../connection/database.ts";

export type KnownWays = {
  hasPassword: boolean;
  passkeys: Passkey[];
  linked: LinkedIdentity[];
  appSince: string | null;
  recoveryCodesLeft: number;
  provedAt: string;
  isTwofold: boolean;
  isStaff: boolean;
};

const iso = (column: string) => sql.raw(`utc_text(${column})`);

/** All the ways into an account, and how this session came in. */
export async function waysIn(
  db: Database,
  { accountId, sessionId }: { accountId: string; sessionId: string },
): Promise<KnownWays | null> {
  const [row] = await rowsOf<KnownWays>(
    db,
    sql`SELECT a.password_hash IS NOT NULL AS "hasPassword",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'name', k.name, 'createdAt', ${iso("k.created_at")},
        'lastUsedAt', ${iso("k.last_used_at")}, 'isBackedUp', k.is_backed_up) ORDER BY k.id), '[]')
        FROM passkey k WHERE k.account_id = a.id) AS passkeys,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'provider', l.provider, 'email', l.email,
        'linkedAt', ${iso("l.linked_at")}, 'lastUsedAt', ${iso("l.last_used_at")}) ORDER BY l.id), '[]')
        FROM linked_identity l WHERE l.account_id = a.id) AS linked,
      (SELECT ${iso("x.confirmed_at")} FROM authenticator x WHERE x.account_id = a.id) AS "appSince",
      (SELECT count(*)::int FROM recovery_code r WHERE r.account_id = a.id AND r.used_at IS NULL) AS "recoveryCodesLeft",
      ${iso("s.authenticated_at")} AS "provedAt", s.second_factor_at IS NOT NULL AS "isTwofold",
      is_staff(a.id) AS "isStaff"
    FROM account a JOIN session s ON s.account_id = a.id
    WHERE a.id = ${accountId}::uuid AND s.id = ${sessionId}::uuid`,
  );
  return row ?? null;
}

/** Removes a passkey or unlinks a person at a provider, unless it is the last way in. */
export const removeWayIn = (
  db: Database,
  { accountId, way }: { accountId: string; way: { passkeyId: string } | { identityId: string } },
): Promise<Outcome<null>> =>
  outcomeOf(
    db,
    sql`SELECT remove_way_in(${accountId}::uuid, ${"passkeyId" in way ? way.passkeyId : null}::uuid,
      ${"identityId" in way ? way.identityId : null}::uuid) AS outcome`,
  );
