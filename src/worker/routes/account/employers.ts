import { createRoute } from "@hono/zod-openapi";
import { Employers } from "../../../contract/admin/organizations.ts";
import { AcceptInvitation, Joined } from "../../../contract/admin/staff.ts";
import { acceptInvitation } from "../../../db/staff/members.ts";
import { employersOf } from "../../../db/staff/organizations.ts";
import { booksOf } from "../../books.ts";
import { createRouter, json, jsonBody } from "../../hono.ts";
import { readInvitation } from "../../identity/invitation-link.ts";
import { forFans } from "../../identity/session.ts";
import { ProblemError, refusals, unwrap } from "../../problem.ts";

const tags = ["Accounts"];

const list = createRoute({
  method: "get",
  path: "/me/organizations",
  tags,
  operationId: "listEmployers",
  summary: "List the organizations that I work for, with my rights in each",
  ...forFans,
  responses: { 200: json("The organizations", Employers) },
});

const accept = createRoute({
  method: "post",
  path: "/me/invitations",
  tags,
  operationId: "acceptInvitation",
  summary: "Accept an invitation to work for an organization, by the token from its mail",
  ...forFans,
  request: jsonBody(AcceptInvitation),
  responses: {
    200: json("Where and as what I work now", Joined),
    ...refusals("link-not-valid", "link-spent", "invitation-of-another", "conflict"),
  },
});

export const employers = createRouter()
  .openapi(list, async (c) =>
    c.json({ items: await employersOf(booksOf(c), c.var.session.accountId) }, 200),
  )
  .openapi(accept, async (c) => {
    const { token } = c.req.valid("json");
    const read = await readInvitation(c.env, token);
    if (read.state !== "good")
      throw new ProblemError(read.state === "expired" ? "link-spent" : "link-not-valid");
    const { accountId } = c.var.session;
    const wanted = { invitationId: read.claims.invitation, accountId, requestId: c.var.requestId };
    return c.json(unwrap(await acceptInvitation(booksOf(c), wanted)), 200);
  });
