import { createRoute, z } from "@hono/zod-openapi";
import { Id } from "../../../contract/ids.ts";
import { PageQuery } from "../../../contract/paging.ts";
import {
  ConfirmTopUp,
  Ledger,
  StartTopUp,
  TopUp,
  topUpMinor,
  Wallet,
} from "../../../contract/money/wallets.ts";
import { returnOf } from "../../../db/money/order-forms.ts";
import { startTopUp, topUpById } from "../../../db/money/top-ups.ts";
import { ledgerOf, walletOf } from "../../../db/money/wallets.ts";
import { booksFromHere, booksOf, found } from "../../books.ts";
import { createRouter, json, jsonBody } from "../../hono.ts";
import {
  idempotencyKey,
  IdempotencyHeader,
  requestHash,
  topUpIdOf,
} from "../../buying/idempotency.ts";
import { ProblemError, refusals, unwrap } from "../../problem.ts";
import { forFans } from "../../identity/session.ts";
import { limitBooking } from "../../requests/limits.ts";
import { gatewayOf } from "../../payment/gateway-for.ts";
import { confirmTopUp, resolveTopUp, topUpOf } from "../../payment/top-ups.ts";

const params = z.strictObject({ topUpId: Id });
const tags = ["Wallet"];
const usual = ["invalid-request", "unauthenticated", "token-expired", "not-found"] as const;

const balance = createRoute({
  method: "get",
  path: "/wallet",
  tags,
  operationId: "getWallet",
  summary: "Get my wallet",
  ...forFans,
  responses: { 200: json("The balance", Wallet), ...refusals(...usual) },
});

const ledger = createRoute({
  method: "get",
  path: "/wallet/ledger",
  tags,
  operationId: "listLedger",
  summary: "List the movements of my wallet, newest first",
  ...forFans,
  request: { query: PageQuery },
  responses: { 200: json("A page of the ledger", Ledger), ...refusals(...usual) },
});

const start = createRoute({
  method: "post",
  path: "/wallet/top-ups",
  tags,
  operationId: "startTopUp",
  summary: "Start a top-up, which is paid at `checkoutUrl`",
  ...forFans,
  request: { headers: IdempotencyHeader, ...jsonBody(StartTopUp) },
  responses: {
    201: json("The top-up", TopUp),
    ...refusals(
      "session-ended",
      ...usual,
      "amount-out-of-range",
      "idempotency-key-missing",
      "idempotency-mismatch",
      "gateway-unreachable",
      "outcome-unknown",
    ),
  },
});

const one = createRoute({
  method: "get",
  path: "/wallet/top-ups/{topUpId}",
  tags,
  operationId: "getTopUp",
  summary: "Get a top-up; an unknown outcome is looked up at the payment provider",
  ...forFans,
  request: { params },
  responses: { 200: json("The top-up", TopUp), ...refusals(...usual) },
});

const confirm = createRoute({
  method: "post",
  path: "/wallet/top-ups/{topUpId}/confirmation",
  tags,
  operationId: "confirmTopUp",
  summary: "Confirm a top-up that the buyer approved",
  ...forFans,
  request: { params, headers: IdempotencyHeader, ...jsonBody(ConfirmTopUp) },
  responses: {
    200: json("The top-up, whose money is in the wallet", TopUp),
    ...refusals(
      "session-ended",
      ...usual,
      "payment-refused",
      "conflict",
      "idempotency-key-missing",
      "gateway-unreachable",
      "outcome-unknown",
    ),
  },
});

export const wallet = createRouter()
  .openapi(balance, async (c) =>
    c.json(found(await walletOf(booksOf(c), c.var.session.accountId)), 200),
  )
  .openapi(ledger, async (c) => {
    const { cursor, limit } = c.req.valid("query");
    const wanted = { accountId: c.var.session.accountId, after: cursor ?? null, limit };
    return c.json(unwrap(await ledgerOf(booksOf(c), wanted)), 200);
  })
  .openapi(start, async (c) => {
    const body = c.req.valid("json");
    const key = idempotencyKey(c);
    await limitBooking(c);
    const { min, max } = topUpMinor;
    if (body.amount < min || body.amount > max)
      throw new ProblemError("amount-out-of-range", `From ${min} to ${max}`);
    const { accountId } = c.var.session;
    const [paymentId, hash] = await Promise.all([
      topUpIdOf(accountId, key),
      requestHash("top-up", body),
    ]);
    const provider = gatewayOf(c.env).name;
    const { amount: amountMinor, returnTo } = body;
    const wanted = { paymentId, accountId, amountMinor, provider, key, returnTo };
    const row = unwrap(await startTopUp(booksOf(c), { ...wanted, requestHash: hash }));
    return c.json(topUpOf(c, row, returnTo), 201);
  })
  .openapi(one, async (c) => {
    const { topUpId: paymentId } = c.req.valid("param");
    const db = booksOf(c);
    const row = found(await topUpById(db, { paymentId, accountId: c.var.session.accountId }));
    const resolved = await resolveTopUp(db, c.env, row);
    const returnTo = resolved.status === "ready" ? await returnOf(db, paymentId) : null;
    return c.json(topUpOf(c, resolved, returnTo), 200);
  })
  .openapi(confirm, async (c) => {
    const { topUpId: paymentId } = c.req.valid("param");
    const { paymentKey, amount } = c.req.valid("json");
    // The payment itself makes repeating this safe; the key is required so that all clients are alike.
    idempotencyKey(c);
    const db = booksOf(c);
    const row = found(await topUpById(db, { paymentId, accountId: c.var.session.accountId }));
    if (row.amount.amount !== amount)
      throw new ProblemError("conflict", "The amount differs from that of the top-up");
    const confirmed = await confirmTopUp(booksFromHere(c), gatewayOf(c.env), row, paymentKey);
    return c.json(topUpOf(c, confirmed), 200);
  });
