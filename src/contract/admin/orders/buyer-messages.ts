import { z } from "@hono/zod-openapi";
import { Id, Time, ZoneId, ZoneIdOrNull } from "../../ids.ts";
import { page } from "../../paging.ts";
import { unknownTokens } from "./message-tokens.ts";

const written = (max: number) => {
  const text = z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((said) => unknownTokens(said).length === 0, "has a token that there is not");
  return z.strictObject({ ko: text, en: text });
};

/** Whom a message is for: all buyers of the concert, or those of a date, a zone or one order. */
const audience = {
  scheduleId: Id.optional().meta({ description: "Only buyers of this date" }),
  zoneId: ZoneId.optional().meta({ description: "Only buyers with a seat of this zone" }),
  orderId: Id.optional().meta({ description: "Only the buyer of this order" }),
};

export const MessageAudience = z.strictObject(audience).meta({ id: "MessageAudience" });

const texts = {
  subject: written(120).meta({ description: "Tokens: {name}, {concert}, {date}, {seats}" }),
  body: written(4_000).meta({ description: "Paragraphs, with the same tokens" }),
};

export const SendMessage = z
  .strictObject({
    id: Id.meta({ description: "Drawn by the sender: the same id is the same message" }),
    ...audience,
    ...texts,
  })
  .meta({ id: "SendMessage" });

export const TestMessage = z
  .strictObject({ scheduleId: Id.optional(), ...texts })
  .meta({ id: "TestMessage" });

/** Who would get a message. */
export const Recipients = z
  .strictObject({
    buyers: z.int(),
    orders: z.int(),
    without: z.int().meta({ description: "Orders without any address" }),
  })
  .meta({ id: "Recipients" });

const plain = z.strictObject({ ko: z.string(), en: z.string() });

export const BuyerMessage = z
  .strictObject({
    id: Id,
    scheduleId: Id.nullable(),
    startsAt: Time.nullable(),
    timeZone: z.string(),
    zoneId: ZoneIdOrNull,
    orderId: Id.nullable(),
    orderNumber: z.string().nullable(),
    subject: plain,
    body: plain,
    buyers: z.int(),
    sent: z.int().meta({ description: "Mailed so far" }),
    failed: z.int(),
    by: z.string().nullable(),
    at: Time,
  })
  .meta({ id: "BuyerMessage" });

export const BuyerMessages = page(BuyerMessage).meta({ id: "BuyerMessages" });

export type MessageAudience = z.infer<typeof MessageAudience>;
export type SendMessage = z.infer<typeof SendMessage>;
export type TestMessage = z.infer<typeof TestMessage>;
export type Recipients = z.infer<typeof Recipients>;
export type BuyerMessage = z.infer<typeof BuyerMessage>;
