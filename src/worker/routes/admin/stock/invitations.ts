import { createRoute, z } from "@hono/zod-openapi";
import {
  AskInvitations,
  CancelInvitation,
  DecideInvitations,
  InvitationApproval,
  InvitationList,
  Invitations,
} from "../../../../contract/admin/stock/invitations.ts";
import { Id } from "../../../../contract/ids.ts";
import {
  askInvitations,
  cancelInvitation,
  decideInvitations,
  invitationsById,
  listInvitations,
  setInvitationApproval,
} from "../../../../db/stock/invitations.ts";
import type { AppContext } from "../../../app-env.ts";
import { booksOf, found, writer } from "../../../books.ts";
import { IdempotencyHeader, idempotencyKey } from "../../../buying/idempotency.ts";
import { drainOutbox } from "../../../buying/schedule-outbox.ts";
import { derivedId } from "../../../encoding/digest.ts";
import { createRouter, json, jsonBody } from "../../../hono.ts";
import { forStaff, reach } from "../../../identity/staff.ts";
import { issueAll } from "../../../invitations/issue.ts";
import { refusals, refusalsToAdmins, unwrap } from "../../../problem.ts";

const path = "/admin/schedules/{scheduleId}/invitations" as const;
const ofRequest = "/admin/invitation-requests/{invitationRequestId}" as const;
const tags = ["Admin: stock"];
const refused = refusalsToAdmins("not-found", "conflict", "unavailable", "outcome-unknown");

const list = createRoute({
  method: "get",
  path,
  tags,
  operationId: "listInvitations",
  summary: "List the requests for complimentary tickets of a date, newest first",
  ...forStaff("stock.read"),
  request: { params: z.strictObject({ scheduleId: Id }) },
  responses: { 200: json("The requests with their guests", InvitationList), ...refused },
});

const ask = createRoute({
  method: "post",
  path,
  tags,
  operationId: "askInvitations",
  summary: "Ask for complimentary tickets; they are issued once somebody has approved them",
  description: "Where the organization needs no approval, they are issued at once.",
  ...forStaff("stock.edit"),
  request: {
    params: z.strictObject({ scheduleId: Id }),
    headers: IdempotencyHeader,
    ...jsonBody(AskInvitations),
  },
  responses: {
    201: json("The request", Invitations),
    ...refused,
    ...refusals("idempotency-key-missing", "body-too-large"),
  },
});

const decide = createRoute({
  method: "post",
  path: `${ofRequest}/decision`,
  tags,
  operationId: "decideInvitations",
  summary: "Approve complimentary tickets, which issues them, or decline them",
  description:
    "Whoever asked cannot approve while somebody else could. Approving again issues what is still missing, such as after " +
    "a seat was taken.",
  ...forStaff("stock.approve"),
  request: {
    params: z.strictObject({ invitationRequestId: Id }),
    ...jsonBody(DecideInvitations),
  },
  responses: { 200: json("The request", Invitations), ...refused },
});

const cancel = createRoute({
  method: "post",
  path: "/admin/invitation-guests/{guestId}/cancellation",
  tags,
  operationId: "cancelInvitation",
  summary: "Take a guest's tickets back; the seats return to their block or go on sale",
  ...forStaff("stock.edit"),
  request: { params: z.strictObject({ guestId: Id }), ...jsonBody(CancelInvitation) },
  responses: { 204: { description: "The tickets are void" }, ...refused },
});

const approval = createRoute({
  method: "put",
  path: "/admin/invitation-approval",
  tags,
  operationId: "setInvitationApproval",
  summary: "Set whether complimentary tickets need somebody's approval",
  ...forStaff("organization.edit"),
  request: jsonBody(InvitationApproval),
  responses: { 200: json("The setting", InvitationApproval), ...refused },
});

export const adminInvitations = createRouter()
  .openapi(list, async (c) => {
    const { scheduleId } = c.req.valid("param");
    const items = await listInvitations(booksOf(c), scheduleId);
    return c.json({ items: items.map((asked) => shown(c, asked)) }, 200);
  })
  .openapi(ask, async (c) => {
    const { scheduleId } = c.req.valid("param");
    const name = `invitations|${c.var.session.accountId}|${scheduleId}|${idempotencyKey(c)}`;
    const wanted = c.req.valid("json");
    const made = { id: await derivedId(name), scheduleId, wanted, by: writer(c) };
    return c.json(await issued(c, unwrap(await askInvitations(booksOf(c), made))), 201);
  })
  .openapi(decide, async (c) => {
    const { invitationRequestId: id } = c.req.valid("param");
    const { isApproved } = c.req.valid("json");
    const decided = await decideInvitations(booksOf(c), { id, isApproved, by: writer(c) });
    return c.json(await issued(c, unwrap(decided)), 200);
  })
  .openapi(cancel, async (c) => {
    const { guestId } = c.req.valid("param");
    const { reason } = c.req.valid("json");
    const refundId = await derivedId(`invitation-refund|${guestId}`);
    unwrap(await cancelInvitation(booksOf(c), { guestId, refundId, reason, by: writer(c) }));
    // The cron would tell the schedule within a minute.
    c.executionCtx.waitUntil(drainOutbox(c.env, booksOf(c)));
    return c.body(null, 204);
  })
  .openapi(approval, async (c) => {
    const { isNeeded } = c.req.valid("json");
    await setInvitationApproval(booksOf(c), { isNeeded, by: writer(c) });
    return c.json({ isNeeded }, 200);
  });

/** The request after the tickets that it allows have been made. */
async function issued(c: AppContext, asked: Invitations): Promise<Invitations> {
  if (asked.state !== "approved" || asked.guests.every(({ orderId }) => orderId !== null))
    return shown(c, asked);
  const db = booksOf(c);
  await issueAll({ env: c.env, db, by: writer(c) }, asked);
  return shown(c, found(await invitationsById(db, asked.id)));
}

/** Without names and addresses for whoever may not see people. */
function shown(c: AppContext, asked: Invitations): Invitations {
  if (reach(c, "people.read") !== null) return asked;
  const guests = asked.guests.map((guest) => ({ ...guest, name: null, mail: null, phone: null }));
  return { ...asked, guests };
}
