import { z } from "@hono/zod-openapi";
import { Id, Time } from "../../ids.ts";
import { Member, Tier } from "../../money/discounts.ts";
import { Currency, LocalText, Money } from "../../money/money.ts";
import { cursor, page, PageQuery } from "../../paging.ts";
import { Locale } from "../../people/accounts.ts";
import { Role } from "../rights.ts";

const masked = "Masked: a look with a reason shows it whole";
const reason = z.string().trim().min(3).max(500);

export const PeopleSort = z.enum(["newest", "spent", "last-order"]);

export const PeopleQuery = z.strictObject({
  cursor: cursor(),
  limit: PageQuery.shape.limit,
  search: z
    .string()
    .trim()
    .min(1)
    .max(254)
    .optional()
    .meta({ description: "A part of the name, or the whole email address" }),
  tier: Tier.optional().meta({ description: "Only people of this tier" }),
  state: z.enum(["active", "suspended"]).optional().meta({
    description: "Only people who can sign in, or only those who are suspended",
  }),
  minSpent: z
    .string()
    .regex(/^\d{1,12}$/)
    .transform(Number)
    .optional()
    .meta({ type: "integer", description: "What the account has spent at least" }),
  orderedSince: Time.optional().meta({ description: "Only people with an order since then" }),
  sort: PeopleSort.default("newest").meta({
    description: "The newest accounts first, those that spent most, or those that ordered last",
  }),
});

export const PersonSummary = z
  .strictObject({
    id: Id,
    name: z.string(),
    email: z.string().meta({ description: masked }),
    tier: Tier.nullable(),
    createdAt: Time,
    suspendedAt: Time.nullable(),
    orders: z.int().meta({ description: "Orders so far, at most some minutes old" }),
    spent: Money.meta({ description: "What was paid for them less what was refunded" }),
    lastOrderAt: Time.nullable(),
  })
  .meta({ id: "PersonSummary" });

export const People = page(PersonSummary)
  .extend({
    isCut: z.boolean().meta({
      description: "True if more people have that part of a name than are looked through",
    }),
  })
  .meta({ id: "People" });

export const Correction = z
  .strictObject({
    id: Id,
    amount: Money.meta({ description: "Below zero if it takes from the wallet" }),
    reason: z.string(),
    askedBy: z.strictObject({ id: Id, name: z.string() }),
    askedAt: Time,
    state: z.enum(["asked", "approved", "rejected"]),
    decidedBy: z.strictObject({ id: Id, name: z.string() }).nullable(),
    decidedAt: Time.nullable(),
  })
  .meta({ id: "WalletCorrection" });

/** An account with all that concerns it. */
export const Person = PersonSummary.extend({
  locale: Locale,
  isTierByHand: z.boolean().meta({ description: "The tier does not follow from what was spent" }),
  tierSeen: Member.shape.tierSeen,
  suspension: z.string().nullable().meta({ description: "Why the account is suspended" }),
  balance: Money,
  waits: z.array(
    z.strictObject({
      scheduleId: Id,
      title: LocalText,
      startsAt: Time,
      timeZone: z.string(),
      seats: z.int(),
      state: z.enum(["waiting", "offered", "bought", "left", "missed"]),
      joinedAt: Time,
    }),
  ),
  devices: z.array(
    z.strictObject({
      id: Id,
      userAgent: z.string().nullable(),
      since: Time,
      lastUsedAt: Time,
    }),
  ),
  messages: z.array(
    z.strictObject({
      id: Id,
      topic: z.string(),
      at: Time,
      state: z.enum(["waiting", "sent", "failed"]),
    }),
  ),
  liveOrders: z.int().meta({ description: "Orders that still have tickets for shows to come" }),
  corrections: z.array(Correction),
  roles: z
    .array(z.strictObject({ organization: LocalText, role: Role }))
    .meta({ description: "What the account works as, suspended roles left out" }),
}).meta({ id: "Person" });

export const Reason = z.strictObject({ reason }).meta({ id: "Reason" });

export const Suspend = Reason.extend({
  withRoles: z.boolean().default(false).meta({
    description: "Suspends the roles of the account as well; without it one with roles is refused",
  }),
}).meta({ id: "SuspendPerson" });

export const PersonLook = z
  .strictObject({ email: z.string(), name: z.string() })
  .meta({ id: "PersonLook" });

export const Suspended = z
  .strictObject({
    person: Person,
    unreached: z
      .int()
      .meta({ description: "Sales that did not answer: a hold there ends by itself" }),
  })
  .meta({ id: "SuspendedPerson" });

export const AskCorrection = z
  .strictObject({
    amountMinor: z
      .int()
      .min(-100_000_000)
      .max(100_000_000)
      .refine((amount) => amount !== 0, "must not be zero"),
    currency: Currency,
    reason,
  })
  .meta({ id: "AskCorrection" });

export const DecideCorrection = z
  .strictObject({ isApproved: z.boolean() })
  .meta({ id: "DecideCorrection" });

/** Who has spent that much gets the tier; the highest that fits counts. */
export const TierRules = z
  .strictObject({
    rules: z
      .array(z.strictObject({ tier: Tier, spentMinor: z.int().min(0).max(1_000_000_000) }))
      .max(10)
      .refine(
        (rules) =>
          new Set(rules.map(({ tier }) => tier)).size === rules.length &&
          new Set(rules.map(({ spentMinor }) => spentMinor)).size === rules.length,
        "each tier and each amount once",
      ),
  })
  .meta({ id: "TierRules" });

export type PersonSummary = z.infer<typeof PersonSummary>;
export type Person = z.infer<typeof Person>;
export type Correction = z.infer<typeof Correction>;
export type People = z.infer<typeof People>;
export type TierRules = z.infer<typeof TierRules>;
export type PeopleSort = z.infer<typeof PeopleSort>;
