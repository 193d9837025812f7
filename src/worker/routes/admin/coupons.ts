import { createRoute, z } from "@hono/zod-openapi";
import { Created } from "../../../contract/admin/catalog-changes.ts";
import { Coupons, CreateCoupon, CreateVouchers } from "../../../contract/money/discounts.ts";
import { Id } from "../../../contract/ids.ts";
import { PageQuery } from "../../../contract/paging.ts";
import { closeCoupon, createCoupon, listCoupons } from "../../../db/money/coupons.ts";
import { createVouchers, vouchersOf } from "../../../db/money/vouchers.ts";
import { booksOf, writer } from "../../books.ts";
import { newVoucherCodes } from "../../buying/voucher-codes.ts";
import { createRouter, json, jsonBody } from "../../hono.ts";
import { forStaff } from "../../identity/staff.ts";
import { refusals, refusalsToAdmins, unwrap } from "../../problem.ts";
import { MakeOnceHeader, makeOnce, makeOne } from "../../requests/make-once.ts";

const tags = ["Admin: money"];
const refused = refusalsToAdmins("not-found", "conflict", "outcome-unknown");
const mismatch = refusals("idempotency-mismatch");

const addCoupon = createRoute({
  method: "post",
  path: "/admin/coupons",
  tags,
  operationId: "createCoupon",
  summary: "Add a coupon",
  ...forStaff("coupons.edit"),
  request: { headers: MakeOnceHeader, ...jsonBody(CreateCoupon) },
  responses: { 201: json("The coupon's id", Created), ...refused, ...mismatch },
});

const coupons = createRoute({
  method: "get",
  path: "/admin/coupons",
  tags,
  operationId: "listCoupons",
  summary: "List all coupons, newest first",
  ...forStaff("coupons.read"),
  request: { query: PageQuery },
  responses: { 200: json("A page of coupons", Coupons), ...refused },
});

const endCoupon = createRoute({
  method: "delete",
  path: "/admin/coupons/{couponId}",
  tags,
  operationId: "closeCoupon",
  summary: "Close a coupon",
  ...forStaff("coupons.edit"),
  request: { params: z.strictObject({ couponId: Id }) },
  responses: { 204: { description: "The coupon is closed" }, ...refused },
});

const addVouchers = createRoute({
  method: "post",
  path: "/admin/vouchers",
  tags,
  operationId: "createVouchers",
  summary: "Create vouchers, whose codes are in this answer only",
  ...forStaff("vouchers.edit"),
  request: { headers: MakeOnceHeader, ...jsonBody(CreateVouchers) },
  responses: {
    201: json("The codes", z.strictObject({ codes: z.array(z.string()) }).meta({ id: "Vouchers" })),
    ...refused,
    ...mismatch,
  },
});

export const adminCoupons = createRouter()
  .openapi(addCoupon, async (c) => {
    const coupon = c.req.valid("json");
    const made = await makeOne(c, coupon, (db, id) =>
      createCoupon(db, { id, by: writer(c), coupon }),
    );
    return c.json(made, 201);
  })
  .openapi(coupons, async (c) => {
    const { cursor, limit } = c.req.valid("query");
    return c.json(
      unwrap(await listCoupons(booksOf(c), { scope: c.var.scope, after: cursor ?? null, limit })),
      200,
    );
  })
  .openapi(endCoupon, async (c) => {
    const { couponId } = c.req.valid("param");
    unwrap(await closeCoupon(booksOf(c), { couponId, by: writer(c) }));
    return c.body(null, 204);
  })
  .openapi(addVouchers, async (c) => {
    const asked = c.req.valid("json");
    const { count, amount: amountMinor, expiresAt } = asked;
    const codes = newVoucherCodes(count).sort();
    const vouchers = { codes, amountMinor, currency: "KRW", expiresAt, by: writer(c) } as const;
    const made = await makeOnce(c, asked, {
      make: (db, batchId) => createVouchers(db, { batchId, ...vouchers }),
      again: vouchersOf,
    });
    return c.json(made, 201);
  });
