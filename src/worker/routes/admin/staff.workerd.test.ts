import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { Created } from "../../../contract/admin/catalog-changes.ts";
import { Employers, operatorId, Organization } from "../../../contract/admin/organizations.ts";
import type { Role } from "../../../contract/admin/rights.ts";
import { Joined, Staff, StaffRevision } from "../../../contract/admin/staff.ts";
import { connect } from "../../../db/connection/connect.ts";
import { invitationPath } from "../../identity/invitation-link.ts";
import { answer, call, person, refused, testEnv } from "../../../../test/support/worker/shop.ts";
import type { Person } from "../../../../test/support/worker/shop.ts";
import { employ, newOrganization, worker } from "../../../../test/support/worker/staff.ts";

const staffOf = (as: Person) => answer(call("GET /admin/staff", { as }), 200, Staff);
const memberOf = async (as: Person, { id }: Person) => {
  const member = (await staffOf(as)).items.find(({ account }) => account.id === id);
  if (!member) throw new Error("nobody of that account works there");
  return member;
};
const ifMatch = (revision: number) => ({ "if-match": `"${revision}"` });
const change = (as: Person, { id, revision }: { id: string; revision: number }, body: object) =>
  call(`PATCH /admin/staff/${id}`, { as, body, headers: ifMatch(revision) });
const employersOf = async (as: Person) =>
  (await answer(call("GET /me/organizations", { as }), 200, Employers)).items;

async function linkTo(id: string, expiresAt = Date.now() + 60_000): Promise<string> {
  const path = await invitationPath(testEnv, { invitation: id }, expiresAt);
  return path.split("token=")[1] ?? "";
}
const accept = (as: Person, token: string) => call("POST /me/invitations", { as, body: { token } });
const inviteTo = (as: Person, email: string, role: Role) =>
  answer(call("POST /admin/invitations", { as, body: { email, role } }), 201, Created);

it("[OR20] an invitation makes the account of its address a member of the staff, once", async () => {
  const { organizationId, owner } = await newOrganization();
  const guest = await person();
  const { id } = await inviteTo(owner, guest.email.toUpperCase(), "manager");
  expect((await staffOf(owner)).invitations.map((each) => each.id)).toEqual([id]);
  const token = await linkTo(id);
  await refused(accept(await person(), token), "invitation-of-another");
  await refused(accept(guest, `${token}x`), "link-not-valid");
  expect(await answer(accept(guest, token), 200, Joined)).toMatchObject({
    organizationId,
    role: "manager",
  });
  await refused(accept(guest, token), "link-spent");
  expect((await staffOf(owner)).invitations).toEqual([]);
  const [employer] = await employersOf(guest);
  expect(employer).toMatchObject({ id: organizationId, isOperator: false });
  expect(employer?.rights).toContain("venues.edit");
  expect(employer?.rights).not.toContain("staff.manage");
});

it("[OR21] an invitation that is expired or revoked, or for an existing member, adds nobody", async () => {
  const { owner } = await newOrganization();
  const guest = await person();
  const late = await inviteTo(owner, guest.email, "finance");
  await refused(accept(guest, await linkTo(late.id, Date.now() - 60_000)), "link-spent");
  await connect(testEnv).execute(
    sql`UPDATE staff_invitation SET expires_at = now() - interval '1 s' WHERE id = ${late.id}::uuid`,
  );
  await refused(accept(guest, await linkTo(late.id)), "link-spent");
  const taken = await inviteTo(owner, guest.email, "finance");
  const takeBack = () => call(`DELETE /admin/invitations/${taken.id}`, { as: owner });
  expect((await takeBack()).status).toBe(204);
  await refused(takeBack(), "conflict");
  await refused(accept(guest, await linkTo(taken.id)), "link-spent");
  const twice = await inviteTo(owner, owner.email, "scanner");
  await refused(accept(owner, await linkTo(twice.id)), "conflict");
  expect((await memberOf(owner, owner)).role).toBe("owner");
});

it("[OR22] an owner can change roles, suspend, restore and remove members, and each change takes effect at once", async () => {
  const { organizationId, owner } = await newOrganization();
  const as = await worker("manager", { organizationId });
  const sees = async () => (await call("GET /admin/staff", { as })).status;
  expect(await sees()).toBe(200);
  const member = await memberOf(owner, as);
  const { revision } = await answer(
    change(owner, member, { role: "marketing" }),
    200,
    StaffRevision,
  );
  expect(await sees()).toBe(403);
  const next = { ...member, revision };
  const suspended = await answer(change(owner, next, { isSuspended: true }), 200, StaffRevision);
  expect((await memberOf(owner, as)).suspendedAt).not.toBeNull();
  expect(await employersOf(as)).toEqual([]);
  const back = await answer(
    change(owner, { ...member, ...suspended }, { isSuspended: false }),
    200,
    StaffRevision,
  );
  expect(await employersOf(as)).toHaveLength(1);
  const gone = call(`DELETE /admin/staff/${member.id}`, {
    as: owner,
    headers: ifMatch(back.revision),
  });
  expect((await gone).status).toBe(204);
  expect(await employersOf(as)).toEqual([]);
  const log = await connect(testEnv).execute(
    sql`SELECT action, before->>'role' AS before, after->>'role' AS after, origin IS NOT NULL AS "hasOrigin"
      FROM audit_log WHERE subject = ${as.id} ORDER BY id`,
  );
  const act = (action: string, before: string, after: string | null) => ({
    action,
    before,
    after,
    hasOrigin: true,
  });
  expect(log.rows).toEqual([
    act("staff.role", "manager", "marketing"),
    act("staff.suspend", "marketing", "marketing"),
    act("staff.resume", "marketing", "marketing"),
    act("staff.remove", "marketing", null),
  ]);
});

it("[OR23] an organization keeps its last owner", async () => {
  const { organizationId, owner } = await newOrganization();
  const member = await memberOf(owner, owner);
  for (const body of [{ role: "manager" }, { isSuspended: true }])
    await refused(change(owner, member, body), "conflict");
  const headers = ifMatch(member.revision);
  await refused(call(`DELETE /admin/staff/${member.id}`, { as: owner, headers }), "conflict");
  await worker("owner", { organizationId });
  await answer(change(owner, member, { role: "manager" }), 200, StaffRevision);
});

it("[OR24] a change to something that another person changed meanwhile is refused with those changes", async () => {
  const { organizationId, owner } = await newOrganization();
  const member = await memberOf(owner, await worker("manager", { organizationId }));
  await answer(change(owner, member, { role: "finance" }), 200, StaffRevision);
  const late = await refused(change(owner, member, { role: "auditor" }), "changed-meanwhile");
  expect(late.errors).toEqual([{ pointer: "/role", detail: '"finance" (Haneul)' }]);
  const path = `PATCH /admin/staff/${member.id}`;
  await refused(call(path, { as: owner, body: { role: "auditor" } }), "if-match-missing");

  const read = await call("GET /admin/organization", { as: owner });
  expect(read.headers.get("etag")).toBe('"1"');
  const known = await answer(read, 200, Organization);
  const rename = (ko: string) =>
    call("PUT /admin/organization", {
      as: owner,
      headers: ifMatch(known.revision),
      body: { name: { ko, en: "Company" }, identity: null },
    });
  expect(await answer(rename("새 이름"), 200, Organization)).toMatchObject({ revision: 2 });
  const problem = await refused(rename("다른 이름"), "changed-meanwhile");
  expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(["/name"]);
});

it("[OR25] only an owner of the operator can add an organization, and owns it", async () => {
  const admin = await worker("owner");
  const body = { name: { ko: "새 단체", en: "New company" } };
  const add = (as: Person) => call("POST /admin/organizations", { as, body });
  const { id } = await answer(add(admin), 201, Created);
  expect((await employersOf(admin)).map((each) => each.id)).toEqual([operatorId, id]);
  await refused(add(await worker("manager")), "right-missing");
  await refused(add((await newOrganization()).owner), "right-missing");
  const headers = { "frontrow-organization": id };
  const own = await answer(
    call("GET /admin/organization", { as: admin, headers }),
    200,
    Organization,
  );
  const fresh = { revision: 1, identity: null, approvesInvitations: true };
  expect(own).toEqual({ id, ...body, ...fresh });
  await employ(await person(), "scanner", { organizationId: id });
  expect(
    (await answer(call("GET /admin/staff", { as: admin, headers }), 200, Staff)).items,
  ).toHaveLength(2);
});
