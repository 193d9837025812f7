import { createRoute, z } from "@hono/zod-openapi";
import { Created } from "../../../contract/admin/catalog-changes.ts";
import { Invite, Staff, StaffChange, StaffRevision } from "../../../contract/admin/staff.ts";
import type { SecurityDetail } from "../../../contract/admin/security-events.ts";
import { Id } from "../../../contract/ids.ts";
import { changeStaff, invite, revokeInvitation, staffOf } from "../../../db/staff/members.ts";
import type { AppContext } from "../../app-env.ts";
import { booksOf, writer } from "../../books.ts";
import { createRouter, json, jsonBody } from "../../hono.ts";
import { invitationMs } from "../../identity/invitation-link.ts";
import { forStaff } from "../../identity/staff.ts";
import { refusals, refusalsToAdmins, unwrap } from "../../problem.ts";
import { recordSecurity } from "../../security/security-log.ts";
import { unwrapChange } from "./changed-meanwhile.ts";
import { IfMatch, seenRevision } from "../../requests/if-match.ts";
import { MakeOnceHeader, makeOne } from "../../requests/make-once.ts";

const tags = ["Admin: staff"];
const refused = refusalsToAdmins("not-found", "conflict", "outcome-unknown");
const changed = refusals("changed-meanwhile", "if-match-missing");
const params = z.strictObject({ staffId: Id });

const list = createRoute({
  method: "get",
  path: "/admin/staff",
  tags,
  operationId: "listStaff",
  summary: "List who works for the organization, and who is invited to",
  ...forStaff("staff.read"),
  responses: { 200: json("The staff", Staff), ...refused },
});

const change = createRoute({
  method: "patch",
  path: "/admin/staff/{staffId}",
  tags,
  operationId: "changeStaff",
  summary: "Give somebody another role, suspend them, or let them come back; it holds at once",
  ...forStaff("staff.manage"),
  request: { params, headers: IfMatch, ...jsonBody(StaffChange) },
  responses: { 200: json("The new revision", StaffRevision), ...refused, ...changed },
});

const remove = createRoute({
  method: "delete",
  path: "/admin/staff/{staffId}",
  tags,
  operationId: "removeStaff",
  summary: "Take somebody's role away; it holds at once",
  ...forStaff("staff.manage"),
  request: { params, headers: IfMatch },
  responses: { 204: { description: "The role is gone" }, ...refused, ...changed },
});

const inviting = createRoute({
  method: "post",
  path: "/admin/invitations",
  tags,
  operationId: "inviteStaff",
  summary:
    "Invite somebody by mail, for the whole organization or for one concert; it is open for a week",
  ...forStaff("staff.manage"),
  request: { headers: MakeOnceHeader, ...jsonBody(Invite) },
  responses: {
    201: json("The invitation's id", Created),
    ...refused,
    ...refusals("idempotency-mismatch"),
  },
});

const uninvite = createRoute({
  method: "delete",
  path: "/admin/invitations/{invitationId}",
  tags,
  operationId: "revokeInvitation",
  summary: "Take an invitation back",
  ...forStaff("staff.manage"),
  request: { params: z.strictObject({ invitationId: Id }) },
  responses: { 204: { description: "Its link works no more" }, ...refused },
});

export const adminStaff = createRouter()
  .openapi(list, async (c) => {
    const { organizationId } = c.var.scope;
    return c.json(await staffOf(booksOf(c), { organizationId, now: Date.now() }), 200);
  })
  .openapi(change, async (c) => {
    const { staffId } = c.req.valid("param");
    const seen = seenRevision(c.req.valid("header"));
    const wanted = { staffId, seen, change: c.req.valid("json"), by: writer(c) };
    const { revision } = await unwrapChange(c, await changeStaff(booksOf(c), wanted), {
      rowId: staffId,
      seen,
    });
    roleChanged(c, { staffId, by: "change" });
    return c.json({ revision: revision ?? seen }, 200);
  })
  .openapi(remove, async (c) => {
    const { staffId } = c.req.valid("param");
    const seen = seenRevision(c.req.valid("header"));
    const wanted = { staffId, seen, change: { isRemoved: true }, by: writer(c) } as const;
    await unwrapChange(c, await changeStaff(booksOf(c), wanted), { rowId: staffId, seen });
    roleChanged(c, { staffId, by: "removal" });
    return c.body(null, 204);
  })
  .openapi(inviting, async (c) => {
    const expiresAt = Date.now() + invitationMs;
    const invitation = c.req.valid("json");
    const made = await makeOne(c, invitation, (db, id) =>
      invite(db, { id, by: writer(c), expiresAt, invitation }),
    );
    roleChanged(c, { invitation: made.id, by: "invitation", role: invitation.role });
    return c.json(made, 201);
  })
  .openapi(uninvite, async (c) => {
    const { invitationId } = c.req.valid("param");
    unwrap(await revokeInvitation(booksOf(c), { invitationId, by: writer(c) }));
    roleChanged(c, { invitation: invitationId, by: "revocation" });
    return c.body(null, 204);
  });

/** The account is whoever changed it; the audit log has the change itself. */
const roleChanged = (c: AppContext, detail: SecurityDetail): void =>
  recordSecurity(c, { kind: "role-changed", accountId: c.var.session.accountId, detail });
