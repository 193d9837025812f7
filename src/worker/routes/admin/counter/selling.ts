import { createRoute, z } from "@hono/zod-openapi";
import {
  CounterFacts,
  CounterHold,
  CounterReceipt,
  PlaceCounterHold,
  SellAtCounter,
} from "../../../../contract/admin/counter.ts";
import { Id } from "../../../../contract/ids.ts";
import { counterFacts } from "../../../../db/counter/counter-facts.ts";
import { receiptByKey } from "../../../../db/counter/receipts.ts";
import { booksOf, found, writer } from "../../../books.ts";
import { IdempotencyHeader, idempotencyKey, requestHash } from "../../../buying/idempotency.ts";
import {
  counterHold,
  extendCounterHold,
  placeCounterHold,
} from "../../../counter/counter-holds.ts";
import { sellAtCounter } from "../../../counter/sell-at-counter.ts";
import { signedReceipt } from "../../../counter/signed-receipt.ts";
import { derivedId } from "../../../encoding/digest.ts";
import { createRouter, json, jsonBody } from "../../../hono.ts";
import { forStaff, reach } from "../../../identity/staff.ts";
import { ProblemError, refusals, refusalsToAdmins, unwrap } from "../../../problem.ts";

const tags = ["Admin: counter"];
const params = z.strictObject({ scheduleId: Id });
const holdParams = z.strictObject({ scheduleId: Id, holdId: Id });
const path = "/admin/schedules/{scheduleId}/counter" as const;
const refused = refusalsToAdmins("not-found", "unavailable");
const seatRefusals = [
  "seat-taken",
  "not-together",
  "unknown-seat",
  "sold-whole",
  "accessible-seat",
] as const;
const keyed = ["idempotency-key-missing", "idempotency-mismatch"] as const;

const facts = createRoute({
  method: "get",
  path,
  tags,
  operationId: "getCounter",
  summary: "Get what the counter needs to sell a date",
  ...forStaff("counter.sell"),
  request: { params },
  responses: { 200: json("The date at the counter", CounterFacts), ...refused },
});

const hold = createRoute({
  method: "post",
  path: `${path}/holds`,
  tags,
  operationId: "holdAtCounter",
  summary: "Hold seats for a customer at the counter, or change the seats of a hold",
  ...forStaff("counter.sell"),
  request: { params, headers: IdempotencyHeader, ...jsonBody(PlaceCounterHold) },
  responses: {
    201: json("The hold", CounterHold),
    ...refused,
    ...refusals(
      ...keyed,
      ...seatRefusals,
      "sale-not-open",
      "sale-paused",
      "hold-expired",
      "hold-not-found",
      "already-paid",
      "payment-under-way",
    ),
  },
});

const one = createRoute({
  method: "get",
  path: `${path}/holds/{holdId}`,
  tags,
  operationId: "getCounterHold",
  summary: "Get a hold of the counter",
  ...forStaff("counter.sell"),
  request: { params: holdParams },
  responses: { 200: json("The hold", CounterHold), ...refused, ...refusals("hold-not-found") },
});

const extend = createRoute({
  method: "post",
  path: `${path}/holds/{holdId}/extension`,
  tags,
  operationId: "extendCounterHold",
  summary: "Keep the seats of a hold two minutes longer, once",
  ...forStaff("counter.sell"),
  request: { params: holdParams },
  responses: {
    200: json("The hold", CounterHold),
    ...refused,
    ...refusals(
      "hold-not-found",
      "hold-expired",
      "already-extended",
      "already-paid",
      "payment-under-way",
    ),
  },
});

const release = createRoute({
  method: "delete",
  path: `${path}/holds/{holdId}`,
  tags,
  operationId: "releaseCounterHold",
  summary: "Give the seats of a hold back",
  ...forStaff("counter.sell"),
  request: { params: holdParams },
  responses: {
    204: { description: "The seats are free" },
    ...refused,
    ...refusals("hold-not-found", "already-paid", "payment-under-way"),
  },
});

const sale = createRoute({
  method: "post",
  path: `${path}/sales`,
  tags,
  operationId: "sellAtCounter",
  summary: "Sell the seats of a hold, once for each Idempotency-Key",
  ...forStaff("counter.sell"),
  request: { params, headers: IdempotencyHeader, ...jsonBody(SellAtCounter) },
  responses: {
    201: json("The receipt and the tickets", CounterReceipt),
    ...refused,
    ...refusals(
      ...keyed,
      "shift-needed",
      "tenders-differ",
      "proof-needed",
      "price-changed",
      "unknown-price-type",
      "unknown-seat",
      "seat-taken",
      "hold-not-found",
      "hold-expired",
      "payment-under-way",
      "request-in-progress",
      "already-paid",
      "sale-not-open",
      "conflict",
    ),
  },
});

const act = createRoute({
  method: "get",
  path: "/admin/counter/acts",
  tags,
  operationId: "getCounterAct",
  summary: "Get the receipt of my act by its Idempotency-Key, when its answer was lost",
  ...forStaff("counter.sell"),
  request: {
    query: z.strictObject({
      key: z.string().min(1).max(255).meta({ description: "The Idempotency-Key of the act" }),
    }),
  },
  responses: { 200: json("The receipt", CounterReceipt), ...refused },
});

export const adminCounterSelling = createRouter()
  .openapi(facts, async (c) => {
    const asked = { ...c.req.valid("param"), now: Date.now() };
    return c.json(found(await counterFacts(booksOf(c), asked)), 200);
  })
  .openapi(hold, async (c) => {
    const { scheduleId } = c.req.valid("param");
    const { accountId } = c.var.session;
    const holdId = await derivedId(`counter-hold|${accountId}|${scheduleId}|${idempotencyKey(c)}`);
    const holding = { scheduleId, holdId };
    const made = await placeCounterHold(c.env, booksOf(c), holding, c.req.valid("json"));
    return c.json(made, 201);
  })
  .openapi(one, async (c) => {
    return c.json(await counterHold(c.env, booksOf(c), c.req.valid("param")), 200);
  })
  .openapi(extend, async (c) => {
    return c.json(await extendCounterHold(c.env, booksOf(c), c.req.valid("param")), 200);
  })
  .openapi(release, async (c) => {
    const { scheduleId, holdId } = c.req.valid("param");
    unwrap(await c.env.SCHEDULE.getByName(scheduleId).release({ holdId, accountId: holdId }));
    return c.body(null, 204);
  })
  .openapi(sale, async (c) => {
    const { scheduleId } = c.req.valid("param");
    const asked = c.req.valid("json");
    if (asked.choices.some(({ isGift }) => isGift)) {
      if (reach(c, "counter.give") === null)
        throw new ProblemError("right-missing", "counter.give");
      if (asked.giftReason === undefined)
        unwrap({ ok: false, code: "invalid-request", detail: "giftReason" });
    }
    const by = writer(c);
    const key = idempotencyKey(c);
    const orderId = await derivedId(`counter-sale|${by.accountId}|${key}`);
    const hash = await requestHash(`counter-sale ${scheduleId}`, asked);
    const selling = { by, key, requestHash: hash, scheduleId, orderId, sale: asked };
    const receipt = await sellAtCounter(c.env, booksOf(c), selling);
    return c.json(await signedReceipt(c.env, receipt), 201);
  })
  .openapi(act, async (c) => {
    const { key } = c.req.valid("query");
    const { organizationId } = c.var.scope;
    const asked = { key, organizationId, operatorId: c.var.session.accountId };
    return c.json(
      await signedReceipt(c.env, found(unwrap(await receiptByKey(booksOf(c), asked)))),
      200,
    );
  });
