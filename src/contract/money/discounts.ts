import { z } from "@hono/zod-openapi";
import { Id, Time, ZoneId } from "../ids.ts";
import { Currency, LocalText } from "./money.ts";
import { page } from "../paging.ts";

const minor = z.int().min(0).max(100_000_000);
const zones = z.array(ZoneId).max(24).nullable().default(null);
const name = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(40);
export const Tier = z.string().regex(/^[a-z0-9-]{1,20}$/);

const Cut = z.union([
  z.strictObject({
    percent: z.number().gt(0).max(100).multipleOf(0.5),
    maxMinor: minor.nullable().optional(),
  }),
  z.strictObject({ amountMinor: minor.min(1) }),
]);

export const PriceType = z
  .strictObject({
    id: name,
    name: LocalText,
    zones,
    cut: Cut,
    note: LocalText.nullable().default(null),
  })
  .meta({ id: "PriceType", description: "A kind of ticket that the fan may choose for a seat" });

export const AutomaticDiscount = z
  .strictObject({
    id: name,
    kind: z.enum(["early-bird", "member"]),
    name: LocalText,
    zones,
    cut: Cut,
    fromMs: z.int().min(0).nullable().default(null),
    untilMs: z.int().min(0).nullable().default(null),
    tier: Tier.nullable().default(null),
  })
  .meta({ id: "AutomaticDiscount" });

export const DiscountTerms = z
  .strictObject({
    priceTypes: z.array(PriceType).max(20),
    automatic: z.array(AutomaticDiscount).max(20),
  })
  .meta({ id: "DiscountTerms" });

/** An account's membership: discounts and coupons can require its tier. */
export const Member = z
  .strictObject({
    id: Id,
    email: z.string(),
    name: z.string(),
    tier: Tier.nullable(),
    tierSeen: z
      .string()
      .meta({ description: "To be sent as `If-Match` with a change of the tier" }),
  })
  .meta({ id: "Member" });
export const TierChange = z.strictObject({ tier: Tier.nullable() }).meta({ id: "TierChange" });

/** Codes are spoken and typed, so they have only capitals, digits and dashes, and any spelling of one is accepted. */
export const CouponCode = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9-]{4,40}$/)
  .meta({ example: "WELCOME-2027" });

export const CreateCoupon = z
  .strictObject({
    code: CouponCode,
    name: LocalText,
    cut: Cut,
    currency: Currency.default("KRW"),
    minimumMinor: minor.default(0),
    zones,
    concertId: Id.nullable().default(null),
    scheduleId: Id.nullable().default(null),
    tier: Tier.nullable().default(null),
    opensAt: Time.nullable().default(null),
    closesAt: Time.nullable().default(null),
    usesMax: z.int().min(1).max(1_000_000).nullable().default(null),
    usesPerAccountMax: z.int().min(1).max(1_000).nullable().default(1),
  })
  .meta({ id: "CreateCoupon" });

/** What can change of a coupon; what it takes off never does. */
export const CouponChange = z
  .strictObject({
    name: LocalText,
    minimumMinor: minor,
    opensAt: Time.nullable(),
    closesAt: Time.nullable(),
    usesMax: z.int().min(1).max(1_000_000).nullable(),
    usesPerAccountMax: z.int().min(1).max(1_000).nullable(),
    isPaused: z.boolean(),
  })
  .partial()
  .meta({ id: "CouponChange", description: "What is left out stays as it is" });

export const Coupon = CreateCoupon.extend({
  id: Id,
  revision: z.int().meta({ description: "To be sent as `If-Match` with a change" }),
  isOpen: z.boolean().meta({ description: "False once it has ended" }),
  isPaused: z.boolean(),
  uses: z.int(),
  createdAt: Time,
}).meta({ id: "Coupon" });
export const Coupons = page(Coupon).meta({ id: "Coupons" });

/** An order's discount, as shown in its lines. */
export const DiscountKind = z.enum(["price-type", "early-bird", "member", "coupon"]);

export const CreateVouchers = z
  .strictObject({
    count: z.int().min(1).max(1_000),
    amount: minor.min(1),
    expiresAt: Time.nullable().default(null),
  })
  .meta({ id: "CreateVouchers" });
export const RedeemVoucher = z.strictObject({ code: CouponCode }).meta({ id: "RedeemVoucher" });

export type CreateCoupon = z.infer<typeof CreateCoupon>;
export type CouponChange = z.infer<typeof CouponChange>;
export type Coupon = z.infer<typeof Coupon>;
export type Member = z.infer<typeof Member>;
