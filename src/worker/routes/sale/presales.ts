import { createRoute, z } from "@hono/zod-openapi";
import { Id } from "../../../contract/ids.ts";
import { Presales, VerifyPresale } from "../../../contract/sale/presales.ts";
import { presaleGrants, verifyPresale } from "../../../db/sale/presales.ts";
import { booksOf } from "../../books.ts";
import { sha256 } from "../../encoding/digest.ts";
import { limitCodes } from "../../requests/limits.ts";
import { createRouter, json, jsonBody } from "../../hono.ts";
import { forFans } from "../../identity/session.ts";
import { refusals, unwrap } from "../../problem.ts";
import { queueFactsOf } from "../../queue/queue-facts.ts";
import { presalesOf } from "../../queue/presale.ts";

const request = { params: z.strictObject({ scheduleId: Id }) };
const path = "/schedules/{scheduleId}/presale" as const;
const tags = ["Queue"];
const usual = ["invalid-request", "unauthenticated", "token-expired", "not-found"] as const;

const verify = createRoute({
  method: "post",
  path,
  tags,
  operationId: "verifyPresale",
  summary: "Verify my account for a presale",
  description:
    "Send the code, or none if your address is on the presale's list. Asking again uses up nothing.",
  ...forFans,
  request: { ...request, ...jsonBody(VerifyPresale) },
  responses: {
    200: json("Verified", Presales),
    ...refusals(
      "session-ended",
      ...usual,
      "code-not-valid",
      "code-used",
      "too-many-requests",
      "outcome-unknown",
    ),
  },
});

const mine = createRoute({
  method: "get",
  path,
  tags,
  operationId: "getPresales",
  summary: "Get the presales, and which of them my account is verified for",
  ...forFans,
  request,
  responses: { 200: json("The presales", Presales), ...refusals(...usual, "unavailable") },
});

export const presales = createRouter()
  .openapi(verify, async (c) => {
    const { scheduleId } = c.req.valid("param");
    const { code } = c.req.valid("json");
    const { accountId } = c.var.session;
    await limitCodes(c);
    const db = booksOf(c);
    const facts = await queueFactsOf(db, scheduleId);
    const codeHash = code === undefined ? null : await sha256(code);
    const asked = { scheduleId, accountId, codeHash, now: Date.now() };
    return c.json(await presalesOf(c, facts, unwrap(await verifyPresale(db, asked))), 200);
  })
  .openapi(mine, async (c) => {
    const { scheduleId } = c.req.valid("param");
    const { accountId } = c.var.session;
    const db = booksOf(c);
    const facts = await queueFactsOf(db, scheduleId);
    return c.json(
      await presalesOf(c, facts, await presaleGrants(db, { scheduleId, accountId })),
      200,
    );
  });
