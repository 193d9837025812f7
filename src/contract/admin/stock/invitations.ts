import { z } from "@hono/zod-openapi";
import { Id, Time, ZoneId, ZoneIdOrNull } from "../../ids.ts";
import { Ordinal } from "../../plan/seats.ts";
import { StockReason } from "./stock.ts";

const contact = {
  name: z.string().trim().min(1).max(100),
  mail: z.email().max(254).nullable().default(null).meta({
    description: "Where the tickets are sent; null if they are handed out",
  }),
  phone: z
    .string()
    .regex(/^\d{4,20}$/, "must be digits alone")
    .nullable()
    .default(null),
};

export const InvitedGuest = z
  .union([
    z.strictObject({ ...contact, seats: z.array(Ordinal).min(1).max(20) }),
    z.strictObject({ ...contact, zoneId: ZoneId, count: z.int().min(1).max(20) }),
  ])
  .meta({
    id: "InvitedGuest",
    description:
      "With seats, also of a block; or with a number of seats in a zone, the best that are on sale when the tickets are issued",
  });

export const AskInvitations = z
  .strictObject({
    reason: StockReason.default("guest"),
    note: z.string().trim().max(500).default(""),
    guests: z.array(InvitedGuest).min(1).max(200),
  })
  .meta({ id: "AskInvitations" });

export const DecideInvitations = z
  .strictObject({ isApproved: z.boolean() })
  .meta({ id: "DecideInvitations" });

export const CancelInvitation = z
  .strictObject({ reason: z.string().trim().min(1).max(200) })
  .meta({ id: "CancelInvitation" });

export const InvitationApproval = z
  .strictObject({ isNeeded: z.boolean() })
  .meta({ id: "InvitationApproval" });

const state = z.enum(["waiting", "issued", "canceled"]);

export const Invitations = z
  .strictObject({
    id: Id,
    scheduleId: Id,
    reason: StockReason,
    note: z.string(),
    state: z.enum(["asked", "approved", "declined"]),
    askedAt: Time,
    askedBy: z.string().nullable(),
    decidedBy: z
      .string()
      .nullable()
      .meta({ description: "Null also where the organization asks for no approval" }),
    guestCount: z.int(),
    issuedCount: z.int().meta({ description: "Guests who have had tickets" }),
    faultyCount: z.int().meta({ description: "Guests whose tickets cannot be issued" }),
    guests: z.array(
      z.strictObject({
        id: Id,
        name: z.string().nullable().meta({ description: "Null without `people.read`" }),
        mail: z.string().nullable(),
        phone: z.string().nullable(),
        seats: z.array(Ordinal).nullable().meta({ description: "Null until they are chosen" }),
        zoneId: ZoneIdOrNull,
        count: z.int(),
        orderId: Id.nullable(),
        number: z.string().nullable(),
        state,
        fault: z
          .string()
          .nullable()
          .meta({ description: "Why there are no tickets yet, as the code of a problem" }),
      }),
    ),
  })
  .meta({
    id: "Invitations",
    description: "Of an imported list only two hundred guests, those with faults first",
  });

export const InvitationList = z
  .strictObject({ items: z.array(Invitations) })
  .meta({ id: "InvitationList" });

const file = {
  faults: z
    .array(
      z.strictObject({ line: z.int(), column: z.string(), code: z.string(), text: z.string() }),
    )
    .meta({ description: "The rows that cannot be read, by their line in a spreadsheet" }),
};

export const GuestFile = z
  .strictObject({ guests: z.array(InvitedGuest), ...file })
  .meta({ id: "GuestFile", description: "To look at, and to ask for (`askInvitations`)" });

export const SeatFile = z
  .strictObject({ seats: z.array(Ordinal), ...file })
  .meta({ id: "SeatFile", description: "To look at, and to make a block of (`createStock`)" });

export type InvitedGuest = z.infer<typeof InvitedGuest>;
export type GuestFile = z.infer<typeof GuestFile>;
export type SeatFile = z.infer<typeof SeatFile>;
export type AskInvitations = z.infer<typeof AskInvitations>;
export type Invitations = z.infer<typeof Invitations>;
