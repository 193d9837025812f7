import { createRoute, z } from "@hono/zod-openapi";
import { PresaleChange } from "../../../../contract/admin/catalog-changes.ts";
import { AdminDate } from "../../../../contract/admin/changes/concert-changes.ts";
import { CouponChange } from "../../../../contract/money/discounts.ts";
import { Id } from "../../../../contract/ids.ts";
import { changeCoupon } from "../../../../db/money/coupons.ts";
import { changePresale, scheduleOfPresale } from "../../../../db/sale/presales.ts";
import { booksOf, found, writer } from "../../../books.ts";
import { sha256 } from "../../../encoding/digest.ts";
import { createRouter, json, jsonBody } from "../../../hono.ts";
import { forStaff } from "../../../identity/staff.ts";
import { refusals, refusalsToAdmins } from "../../../problem.ts";
import { etagOf, IfMatch, seenRevision } from "../../../requests/if-match.ts";
import { unwrapChange } from "../changed-meanwhile.ts";
import { tellDate } from "./concert-changes.ts";

const changing = {
  ...refusalsToAdmins("not-found", "conflict", "unavailable", "outcome-unknown"),
  ...refusals("changed-meanwhile", "if-match-missing"),
};

const presale = createRoute({
  method: "patch",
  path: "/admin/presales/{presaleId}",
  tags: ["Admin: concerts"],
  operationId: "changePresale",
  summary: "Change, pause or end a presale; `If-Match` is the revision of its date",
  description:
    "Accounts that were verified stay verified, also by a code or an address that is taken away. Seats that were sold " +
    "or are held in the presale count on.",
  ...forStaff("presales.edit"),
  request: {
    params: z.strictObject({ presaleId: Id }),
    headers: IfMatch,
    ...jsonBody(PresaleChange),
  },
  responses: {
    200: json("Its date as it is now", AdminDate),
    ...changing,
    ...refusals("body-too-large"),
  },
});

const coupon = createRoute({
  method: "patch",
  path: "/admin/coupons/{couponId}",
  tags: ["Admin: money"],
  operationId: "changeCoupon",
  summary: "Change or pause a coupon; what it takes off never changes",
  description: "Orders and payments under way that have the coupon keep it.",
  ...forStaff("coupons.edit"),
  request: {
    params: z.strictObject({ couponId: Id }),
    headers: IfMatch,
    ...jsonBody(CouponChange),
  },
  responses: {
    200: json(
      "The coupon's revision",
      z.strictObject({ revision: z.int() }).meta({ id: "Revised" }),
    ),
    ...changing,
  },
});

export const adminPresaleChanges = createRouter()
  .openapi(presale, async (c) => {
    const { presaleId } = c.req.valid("param");
    const seen = seenRevision(c.req.valid("header"));
    const { addCodes, removeCodes, ...rest } = c.req.valid("json");
    const hashed = async ({ code, usesMax }: { code: string; usesMax: number }) => {
      return { hash: await sha256(code), usesMax };
    };
    const change = {
      ...rest,
      ...(addCodes ? { addCodes: await Promise.all(addCodes.map(hashed)) } : {}),
      ...(removeCodes ? { removeCodes: await Promise.all(removeCodes.map(sha256)) } : {}),
    };
    const wanted = { presaleId, by: writer(c), seen, change, now: Date.now() };
    const changed = await changePresale(booksOf(c), wanted);
    const rowId = changed.ok
      ? changed.value.scheduleId
      : found(await scheduleOfPresale(booksOf(c), presaleId));
    await unwrapChange(c, changed, { rowId, seen });
    const date = await tellDate(c, rowId);
    return c.json(date, 200, etagOf(date));
  })
  .openapi(coupon, async (c) => {
    const { couponId } = c.req.valid("param");
    const seen = seenRevision(c.req.valid("header"));
    const wanted = { couponId, by: writer(c), seen, change: c.req.valid("json") };
    const outcome = await changeCoupon(booksOf(c), wanted);
    const changed = await unwrapChange(c, outcome, { rowId: couponId, seen });
    return c.json(changed, 200, etagOf(changed));
  });
