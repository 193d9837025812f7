import { z } from "@hono/zod-openapi";
import { Id, Time, ZoneId } from "../../ids.ts";
import { LocalText, Money } from "../../money/money.ts";
import { OrderMethod, TenderKind } from "../../money/order-channels.ts";
import { page } from "../../paging.ts";
import { reason, switches } from "./staff-refunds.ts";

/** Which orders a job refunds; all conditions must hold. */
export const RefundSelection = z
  .strictObject({
    concertId: Id.optional(),
    scheduleId: Id.optional(),
    zoneIds: z.array(ZoneId).min(1).max(100).optional().meta({
      description: "Only tickets of these zones",
    }),
    orders: z.array(z.string().trim().min(1).max(40)).min(1).max(5_000).optional().meta({
      description: "The numbers or ids of orders",
    }),
    methods: z.array(OrderMethod).min(1).max(10).optional(),
    paidFrom: Time.optional(),
    paidUntil: Time.optional(),
  })
  .refine(({ concertId, scheduleId, orders }) => concertId ?? scheduleId ?? orders, {
    error: "Name a concert, a date or orders",
  })
  .meta({ id: "RefundSelection" });

export const CreateRefundJob = z
  .strictObject({ selection: RefundSelection, ...switches, reason })
  .meta({ id: "CreateRefundJob" });

export const RefundJobState = z
  .enum(["planning", "planned", "running", "paused", "done", "stopped"])
  .meta({
    id: "RefundJobState",
    description:
      "`planned` is the finished dry run, in which nothing has moved; `stopped` leaves the rest undone",
  });

export const RefundJob = z
  .strictObject({
    id: Id,
    state: RefundJobState,
    revision: z.int().meta({ description: "Send it as `If-Match` with an act" }),
    selection: RefundSelection,
    ...switches,
    hand: TenderKind.nullable(),
    reason: z.string(),
    orders: z.int().meta({ description: "All orders of the job" }),
    tickets: z.int(),
    ordersLeft: z.int(),
    ordersDone: z.int(),
    ordersFailed: z.int(),
    refund: Money.meta({ description: "What the plan refunds in all" }),
    refunded: Money.meta({ description: "What has been refunded so far" }),
    due: Money.meta({ description: "The part of it that the gateway has not paid yet" }),
    madeBy: z.string().nullable(),
    createdAt: Time,
    startedAt: Time.nullable(),
    doneAt: Time.nullable(),
  })
  .meta({ id: "RefundJob" });

export const RefundJobs = page(RefundJob).meta({ id: "RefundJobs" });

export const RefundJobLine = z
  .strictObject({
    orderId: Id,
    number: z.string(),
    concert: LocalText,
    startsAt: Time,
    timeZone: z.string(),
    state: z.enum(["selected", "planned", "done", "failed", "skipped"]).meta({
      description: "`selected` until it is worked out; `skipped` if there is nothing to refund",
    }),
    tickets: z.int(),
    charge: Money,
    refund: Money,
    isDue: z.boolean().meta({ description: "Whether the gateway still has to pay" }),
    problem: z
      .string()
      .nullable()
      .meta({ description: "The code of the refusal that failed or skipped it" }),
    doneAt: Time.nullable(),
  })
  .meta({ id: "RefundJobLine" });

export const RefundJobLines = page(RefundJobLine).meta({ id: "RefundJobLines" });

/** `retry` plans the failed orders anew; `stop` leaves the rest of the orders as they are. */
export const RefundJobAct = z
  .strictObject({ act: z.enum(["start", "pause", "resume", "retry", "stop"]) })
  .meta({ id: "RefundJobAct" });

export type RefundSelection = z.infer<typeof RefundSelection>;
export type CreateRefundJob = z.infer<typeof CreateRefundJob>;
export type RefundJobState = z.infer<typeof RefundJobState>;
export type RefundJob = z.infer<typeof RefundJob>;
export type RefundJobLine = z.infer<typeof RefundJobLine>;
export type RefundJobAct = z.infer<typeof RefundJobAct>;
