import { createRoute, z } from "@hono/zod-openapi";
import { Member, TierChange } from "../../../contract/money/discounts.ts";
import { Id } from "../../../contract/ids.ts";
import { memberByEmail, setTier } from "../../../db/people/members.ts";
import { booksOf, found, writer } from "../../books.ts";
import { createRouter, json, jsonBody } from "../../hono.ts";
import { forStaff } from "../../identity/staff.ts";
import { ProblemError, refusals, refusalsToAdmins, unwrap } from "../../problem.ts";
import { SeenTextOptional, seenTextIfSent } from "../../requests/if-match.ts";

const tags = ["Admin: money"];
const refused = refusalsToAdmins("not-found", "outcome-unknown");

const find = createRoute({
  method: "get",
  path: "/admin/accounts",
  tags,
  operationId: "findMember",
  summary: "Find the account with an email address, and its tier",
  ...forStaff("members.read"),
  request: {
    query: z.strictObject({
      email: z.string().trim().min(3).max(254).meta({ description: "The account's email address" }),
    }),
  },
  responses: { 200: json("The account", Member), ...refused },
});

const tier = createRoute({
  method: "put",
  path: "/admin/accounts/{accountId}/tier",
  tags,
  operationId: "setTier",
  summary: "Make an account a member of a tier, or of none",
  ...forStaff("members.edit"),
  request: {
    params: z.strictObject({ accountId: Id }),
    headers: SeenTextOptional,
    ...jsonBody(TierChange),
  },
  responses: {
    200: json("The account as it is now", Member),
    ...refused,
    ...refusals("changed-meanwhile"),
  },
});

export const members = createRouter()
  .openapi(find, async (c) =>
    c.json(found(await memberByEmail(booksOf(c), c.req.valid("query").email)), 200),
  )
  .openapi(tier, async (c) => {
    const { accountId } = c.req.valid("param");
    const seen = seenTextIfSent(c.req.valid("header"));
    const change = { accountId, ...c.req.valid("json"), by: writer(c), seen };
    const changed = await setTier(booksOf(c), change);
    if (!changed.ok && changed.code === "changed-meanwhile") {
      const errors = [{ pointer: "/tier", detail: changed.detail ?? "" }];
      throw new ProblemError("changed-meanwhile", "Somebody has set the tier", errors);
    }
    const member = unwrap(changed);
    return c.json(member, 200, { etag: `"${member.tierSeen}"` });
  });
