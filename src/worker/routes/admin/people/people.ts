import { createRoute, z } from "@hono/zod-openapi";
import {
  AskCorrection,
  DecideCorrection,
  People,
  PeopleQuery,
  Person,
  PersonLook,
  Reason,
  Suspend,
  Suspended,
  TierRules,
} from "../../../../contract/admin/people/people.ts";
import { Id } from "../../../../contract/ids.ts";
import { lookAtAccount } from "../../../../db/people/looks.ts";
import { listPeople, personById } from "../../../../db/people/people.ts";
import {
  askCorrection,
  decideCorrection,
  restoreAccount,
  saveTierRules,
  suspendAccount,
  tierRules,
} from "../../../../db/people/standing.ts";
import type { AppContext } from "../../../app-env.ts";
import { booksOf, found, writer } from "../../../books.ts";
import { correctionIdOf, IdempotencyHeader, idempotencyKey } from "../../../buying/idempotency.ts";
import { createRouter, json, jsonBody } from "../../../hono.ts";
import { forStaff } from "../../../identity/staff.ts";
import { refusals, refusalsToAdmins, unwrap } from "../../../problem.ts";
import { leaveEverySale } from "./leave-every-sale.ts";
import { recordLook } from "../../../security/security-log.ts";

const tags = ["Admin: people"];
const refused = refusalsToAdmins("not-found", "outcome-unknown");
const params = z.strictObject({ accountId: Id });

const list = createRoute({
  method: "get",
  path: "/admin/people",
  tags,
  operationId: "listPeople",
  summary: "List accounts, or find some of them",
  ...forStaff("members.read"),
  request: { query: PeopleQuery },
  responses: { 200: json("A page of people", People), ...refused },
});

const one = createRoute({
  method: "get",
  path: "/admin/people/{accountId}",
  tags,
  operationId: "getPerson",
  summary: "Get an account with its waits, devices, messages and corrections",
  ...forStaff("members.read"),
  request: { params },
  responses: { 200: json("The account", Person), ...refused },
});

const look = createRoute({
  method: "post",
  path: "/admin/people/{accountId}/look",
  tags,
  operationId: "lookAtPerson",
  summary: "See an account's address for a stated reason; the log keeps both",
  ...forStaff("members.read"),
  request: { params, ...jsonBody(Reason) },
  responses: { 200: json("What is masked elsewhere", PersonLook), ...refused },
});

const suspend = createRoute({
  method: "post",
  path: "/admin/people/{accountId}/suspension",
  tags,
  operationId: "suspendPerson",
  summary: "Suspend an account: its sessions, holds, places and waits end, and its tickets stay",
  ...forStaff("members.edit"),
  request: { params, ...jsonBody(Suspend) },
  responses: {
    200: json("The account as it is now", Suspended),
    ...refused,
    ...refusals("conflict"),
  },
});

const restore = createRoute({
  method: "post",
  path: "/admin/people/{accountId}/restoration",
  tags,
  operationId: "restorePerson",
  summary: "Let a suspended account sign in again",
  ...forStaff("members.edit"),
  request: { params, ...jsonBody(Reason) },
  responses: { 200: json("The account as it is now", Person), ...refused },
});

const correct = createRoute({
  method: "post",
  path: "/admin/people/{accountId}/corrections",
  tags,
  operationId: "askCorrection",
  summary: "Ask for a correction of a wallet, which somebody else decides",
  ...forStaff("wallets.correct"),
  request: { params, headers: IdempotencyHeader, ...jsonBody(AskCorrection) },
  responses: {
    201: json("The account with the correction", Person),
    ...refused,
    ...refusals("conflict", "idempotency-key-missing", "idempotency-mismatch"),
  },
});

const decide = createRoute({
  method: "post",
  path: "/admin/people/{accountId}/corrections/{correctionId}/decision",
  tags,
  operationId: "decideCorrection",
  summary: "Book a correction that somebody else has asked for, or reject it",
  ...forStaff("wallets.correct"),
  request: {
    params: z.strictObject({ accountId: Id, correctionId: Id }),
    ...jsonBody(DecideCorrection),
  },
  responses: {
    200: json("The account as it is now", Person),
    ...refused,
    ...refusals("conflict", "insufficient-funds"),
  },
});

const rules = createRoute({
  method: "get",
  path: "/admin/tier-rules",
  tags,
  operationId: "getTierRules",
  summary: "Get the sums from which accounts get a tier by themselves",
  ...forStaff("members.read"),
  responses: { 200: json("The rules", TierRules), ...refused },
});

const saveRules = createRoute({
  method: "put",
  path: "/admin/tier-rules",
  tags,
  operationId: "saveTierRules",
  summary: "Replace these sums; tiers that were set by hand stay",
  ...forStaff("members.edit"),
  request: jsonBody(TierRules),
  responses: { 200: json("The rules", TierRules), ...refused },
});

async function personNow(c: AppContext, accountId: string): Promise<Person> {
  return found(await personById(booksOf(c), { accountId, now: Date.now() }));
}

export const people = createRouter()
  .openapi(list, async (c) => {
    const { cursor = null, ...wanted } = c.req.valid("query");
    return c.json(unwrap(await listPeople(booksOf(c), { ...wanted, after: cursor })), 200);
  })
  .openapi(one, async (c) => c.json(await personNow(c, c.req.valid("param").accountId), 200))
  .openapi(look, async (c) => {
    const { accountId } = c.req.valid("param");
    const { reason } = c.req.valid("json");
    const wanted = { accountId, reason, by: writer(c) };
    const person = found(await lookAtAccount(booksOf(c), wanted));
    recordLook(c, { account: accountId });
    return c.json(person, 200);
  })
  .openapi(suspend, async (c) => {
    const { accountId } = c.req.valid("param");
    const wanted = { ...c.req.valid("json"), accountId, by: writer(c) };
    unwrap(await suspendAccount(booksOf(c), wanted));
    const unreached = await leaveEverySale(c.env, booksOf(c), accountId);
    return c.json({ person: await personNow(c, accountId), unreached }, 200);
  })
  .openapi(restore, async (c) => {
    const { accountId } = c.req.valid("param");
    const { reason } = c.req.valid("json");
    unwrap(await restoreAccount(booksOf(c), { accountId, reason, by: writer(c) }));
    return c.json(await personNow(c, accountId), 200);
  })
  .openapi(correct, async (c) => {
    const { accountId } = c.req.valid("param");
    const by = writer(c);
    const id = await correctionIdOf(c.var.session.accountId, idempotencyKey(c));
    unwrap(await askCorrection(booksOf(c), { id, accountId, by, ...c.req.valid("json") }));
    return c.json(await personNow(c, accountId), 201);
  })
  .openapi(decide, async (c) => {
    const { accountId, correctionId: id } = c.req.valid("param");
    const { isApproved } = c.req.valid("json");
    unwrap(await decideCorrection(booksOf(c), { id, accountId, isApproved, by: writer(c) }));
    return c.json(await personNow(c, accountId), 200);
  })
  .openapi(rules, async (c) => c.json(await tierRules(booksOf(c)), 200))
  .openapi(saveRules, async (c) => {
    const wanted = { ...c.req.valid("json"), by: writer(c) };
    return c.json(unwrap(await saveTierRules(booksOf(c), wanted)), 200);
  });
