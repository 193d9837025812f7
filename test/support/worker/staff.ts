import { Invitations } from "../../../src/contract/admin/stock/invitations.ts";
import { z } from "@hono/zod-openapi";
import { sql } from "drizzle-orm";
import { operatorId } from "../../../src/contract/admin/organizations.ts";
import type { Role } from "../../../src/contract/admin/rights.ts";
import { connect } from "../../../src/db/connection/connect.ts";
import { png } from "./pictures.ts";
import { type Person, answer, call, person, testEnv } from "./shop.ts";

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

/** A shift that somebody has left open. */
export async function leftOpen(organizationId: string, { id }: Person): Promise<string> {
  const shiftId = crypto.randomUUID();
  await connect(testEnv).execute(
    sql`INSERT INTO shift (id, organization_id, counter, operator_id, currency, float_minor)
    VALUES (${shiftId}::uuid, ${organizationId}::uuid, ${shiftId}, ${id}::uuid, 'KRW', 0)`,
  );
  return shiftId;
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

/** A house hold of one seat. */
export async function blockOf(as: Person, scheduleId: string, seat: number): Promise<string> {
  const headers = { "idempotency-key": crypto.randomUUID() };
  const body = { kind: "house", seats: [seat] };
  const made = call(`POST /admin/schedules/${scheduleId}/stock`, { as, body, headers });
  return (await answer(made, 201, z.looseObject({ id: z.string() }))).id;
}

/** A request for one guest's ticket. */
export async function guestsOf(as: Person, scheduleId: string, seat: number) {
  const headers = { "idempotency-key": crypto.randomUUID() };
  const body = { guests: [{ name: "A", seats: [seat] }] };
  const asked = call(`POST /admin/schedules/${scheduleId}/invitations`, { as, body, headers });
  return answer(asked, 201, Invitations);
}

/** A picture to be uploaded. */
export async function imageForm(): Promise<FormData> {
  const form = new FormData();
  form.set("file", new File([await png({ width: 200, height: 200 })], "a.png"));
  form.set("use", "free");
  form.set("alt", JSON.stringify({ ko: "그림", en: "Picture" }));
  return form;
}

/** A saved report and the file of a day, as an organization has them. */
export async function reportFiles(organizationId: string, accountId: string) {
  const [savedReportId, deliveryId] = [crypto.randomUUID(), crypto.randomUUID()];
  const db = connect(testEnv);
  await db.execute(
    sql`INSERT INTO saved_report (id, organization_id, name, query, schedule, created_by)
    VALUES (${savedReportId}::uuid, ${organizationId}::uuid, 'A', '', 'none', ${accountId}::uuid)`,
  );
  await db.execute(
    sql`INSERT INTO report_delivery (id, organization_id, day, body, sha256)
    SELECT ${deliveryId}::uuid, ${organizationId}::uuid, coalesce(max(day), '2000-01-01') + 1, 'a', '-'
    FROM report_delivery`,
  );
  return { savedReportId, deliveryId };
}

/** The acts on reports, as an organization's first saved report and file take them. */
export async function reportActs(
  organizationId: string,
  accountId: string,
): Promise<[operation: string, what: string, body?: object | null][]> {
  const { savedReportId, deliveryId } = await reportFiles(organizationId, accountId);
  return [
    ["saveReport", "POST /admin/saved-reports", { name: "A", query: "report=days" }],
    ["removeSavedReport", `POST /admin/saved-reports/${savedReportId}/removal`, {}],
    ["resendReportDelivery", `POST /admin/report-deliveries/${deliveryId}/resend`],
  ];
}
