import { sql } from "drizzle-orm";
import { operatorId } from "../../../src/contract/admin/organizations.ts";
import type { Role } from "../../../src/contract/admin/rights.ts";
import { connect } from "../../../src/db/connection/connect.ts";
import { type Person, person, testEnv } from "./shop.ts";

type Post = { organizationId?: string; concertId?: string | null };

/** A person with this role, in the deployment's organization by default. */
export async function worker(role: Role, post: Post = {}): Promise<Person> {
  const made = await person();
  await employ(made, role, post);
  return made;
}

/** Gives a person a role, replacing the previous one. */
export async function employ(
  { id }: Person,
  role: Role,
  { organizationId = operatorId, concertId = null }: Post = {},
): Promise<void> {
  await connect(testEnv).execute(
    sql`INSERT INTO staff (id, organization_id, account_id, role, concert_id)
    VALUES (gen_random_uuid(), ${organizationId}::uuid, ${id}::uuid, ${role}, ${concertId}::uuid)
    ON CONFLICT ON CONSTRAINT staff_once DO UPDATE SET role = excluded.role`,
  );
}

/** A separate organization with an owner. */
export async function newOrganization(): Promise<{ organizationId: string; owner: Person }> {
  const organizationId = crypto.randomUUID();
  await connect(testEnv).execute(
    sql`INSERT INTO organization (id, name) VALUES (${organizationId}::uuid, '{"ko": "단체", "en": "Company"}')`,
  );
  return { organizationId, owner: await worker("owner", { organizationId }) };
}

/** An import of nothing for a concert, ready to be committed. */
export async function emptyImport(
  organizationId: string,
  { concertId, scheduleId }: { concertId: string; scheduleId: string },
): Promise<string> {
  const id = crypto.randomUUID();
  await connect(testEnv).execute(
    sql`INSERT INTO data_import (id, organization_id, concert_id, kind, target_id, sound_rows, faulty_rows)
    VALUES (${id}::uuid, ${organizationId}::uuid, ${concertId}::uuid, 'prices', ${scheduleId}::uuid, 0, 0)`,
  );
  return id;
}
