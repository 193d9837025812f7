import { createRoute } from "@hono/zod-openapi";
import { Account, ProfileChange } from "../../../contract/people/accounts.ts";
import { accountById, changeProfile } from "../../../db/people/accounts.ts";
import { booksOf, found } from "../../books.ts";
import { createRouter, json, jsonBody } from "../../hono.ts";
import { refusals } from "../../problem.ts";
import { forFans } from "../../identity/session.ts";

const readMe = createRoute({
  method: "get",
  path: "/me",
  tags: ["Accounts"],
  operationId: "getAccount",
  summary: "Get my account",
  ...forFans,
  responses: {
    200: json("The account", Account),
    ...refusals("unauthenticated", "token-expired", "not-found"),
  },
});

const changeMe = createRoute({
  method: "patch",
  path: "/me",
  tags: ["Accounts"],
  operationId: "changeAccount",
  summary: "Change my name or language",
  ...forFans,
  request: jsonBody(ProfileChange),
  responses: {
    200: json("The account as it is now", Account),
    ...refusals(
      "session-ended",
      "invalid-request",
      "unauthenticated",
      "token-expired",
      "not-found",
    ),
  },
});

export const me = createRouter()
  .openapi(readMe, async (c) =>
    c.json(found(await accountById(booksOf(c), c.var.session.accountId)), 200),
  )
  .openapi(changeMe, async (c) => {
    const { name, locale } = c.req.valid("json");
    const change = {
      accountId: c.var.session.accountId,
      ...(name === undefined ? {} : { name }),
      ...(locale === undefined ? {} : { locale }),
    };
    return c.json(found(await changeProfile(booksOf(c), change)), 200);
  });
