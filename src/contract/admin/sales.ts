import { z } from "@hono/zod-openapi";
import { Id, Time } from "../ids.ts";
import { LocalText, Money } from "../money/money.ts";
import { page } from "../paging.ts";
import { QueueCensus } from "../sale/queue.ts";

/** A sale's state for organizers, for whom a draining sale is not over yet. */
export const AdminSaleState = z.enum([
  "upcoming",
  "open",
  "paused",
  "draining",
  "closed",
  "cancelled",
]);

export const AdminSchedule = z
  .strictObject({
    id: Id,
    revision: z.int().meta({ description: "To be sent as `If-Match` with a change" }),
    slug: z.string(),
    title: LocalText,
    venue: LocalText,
    timeZone: z.string(),
    startsAt: Time,
    sale: AdminSaleState,
    saleOpensAt: Time,
    saleClosesAt: Time,
    lobbyOpensAt: Time,
    seatCount: z.int(),
    sold: z.int().meta({ description: "The sold seats in the books" }),
    shoppersMax: z.int(),
    admitPerMinute: z.int(),
    order: z.enum(["fifo", "lottery"]),
    notice: LocalText.nullable(),
    presales: z.array(z.strictObject({ id: Id, name: LocalText, opensAt: Time, closesAt: Time })),
  })
  .meta({ id: "AdminSchedule" });
export const AdminSchedules = page(AdminSchedule).meta({ id: "AdminSchedules" });

/** A sale with its object's figures; null if the object did not answer. */
export const WatchedSale = z
  .strictObject({ schedule: AdminSchedule, live: QueueCensus.nullable() })
  .meta({ id: "WatchedSale" });

/** The state of the shop at a glance. */
export const AdminOverview = z
  .strictObject({
    serverTime: Time,
    since: Time.meta({ description: "When today began" }),
    today: z
      .array(z.strictObject({ orders: z.int(), tickets: z.int(), revenue: Money, refunded: Money }))
      .nullable()
      .meta({
        description: "One for each currency in which money moved; null without `finance.read`",
      }),
    sales: z.array(WatchedSale),
    health: z.strictObject({
      booksMs: z.number(),
      silentSales: z.int().meta({ description: "Sales whose objects did not answer" }),
      hasGateway: z.boolean(),
    }),
    outbox: z
      .strictObject({ waiting: z.int(), failing: z.int(), oldestAt: Time.nullable() })
      .nullable()
      .meta({ description: "Null without `deployment.read`, as is `reconciliation`" }),
    payments: z
      .strictObject({
        ready: z.int(),
        unknown: z.int(),
        awaitingDeposit: z.int(),
        flagged: z.int(),
      })
      .nullable(),
    refundsDue: z.strictObject({ count: z.int(), oldestAt: Time.nullable() }).nullable(),
    reconciliation: z
      .strictObject({ startedAt: Time, finishedAt: Time, repaired: z.int(), findings: z.int() })
      .nullable(),
    showsBeingCancelled: z.int(),
  })
  .meta({ id: "AdminOverview" });

export type AdminSchedule = z.infer<typeof AdminSchedule>;
export type WatchedSale = z.infer<typeof WatchedSale>;
export type AdminOverview = z.infer<typeof AdminOverview>;
