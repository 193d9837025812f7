import type { Client } from "pg";

/**
 * The role that the Worker and its objects use. It reads and writes rows; it owns nothing, so it can neither change a table
 * nor switch off a trigger. Migrations use the owner's role.
 */
export const workerRole = "frontrow_worker";

/**
 * Makes the role and gives it its grants, as they follow from the tables and triggers that there are now: a table whose
 * trigger refuses a change gives no grant for it either. Repeating it is safe.
 */
export async function grantWorker(client: Client): Promise<void> {
  await client.query(`
    DO $$
    DECLARE
      kept record;
    BEGIN
      BEGIN
        CREATE ROLE ${workerRole} NOLOGIN;
      EXCEPTION WHEN duplicate_object OR unique_violation THEN
        NULL;
      END;
      REVOKE CREATE ON SCHEMA public FROM PUBLIC, ${workerRole};
      GRANT USAGE ON SCHEMA public TO ${workerRole};
      REVOKE ALL ON ALL TABLES IN SCHEMA public FROM ${workerRole};
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${workerRole};
      GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO ${workerRole};
      GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO ${workerRole};
      -- Whatever the next migration makes, for a Worker that runs before the grants are given again.
      ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT ON TABLES TO ${workerRole};
      ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO ${workerRole};
      -- Statement triggers of refuse_change: bit 3 is DELETE, bit 4 is UPDATE, and bit 0 is a row's trigger.
      FOR kept IN
        SELECT t.tgrelid::regclass AS name, bit_or(t.tgtype) & 8 > 0 AS stays, bit_or(t.tgtype) & 16 > 0 AS is_fixed
        FROM pg_trigger t WHERE t.tgfoid = to_regproc('public.refuse_change') AND t.tgtype & 1 = 0 GROUP BY t.tgrelid
      LOOP
        IF kept.stays THEN EXECUTE format('REVOKE DELETE ON %s FROM ${workerRole}', kept.name); END IF;
        IF kept.is_fixed THEN EXECUTE format('REVOKE UPDATE ON %s FROM ${workerRole}', kept.name); END IF;
      END LOOP;
    END $$`);
}

/** Lets the role sign in on this machine, where its password protects nothing. */
export async function openWorkerRole(client: Client): Promise<void> {
  await client.query(`ALTER ROLE ${workerRole} LOGIN PASSWORD '${workerRole}'`);
}

/** The address of a database on this machine, as the Worker's role. */
export function workerUrl(ownerUrl: string): string {
  const url = new URL(ownerUrl);
  url.username = workerRole;
  url.password = workerRole;
  return url.href;
}

/** The same as the role that owns the tables. */
export const ownerUrl = (url: string): string =>
  url.replace(`${workerRole}:${workerRole}@`, "frontrow:frontrow@");

export const isLocalDatabase = (url: string): boolean => new URL(url).hostname === "127.0.0.1";
