import { z } from "@hono/zod-openapi";
import { Id } from "../ids.ts";

const base64Url = (bytesMin: number, bytesMax: number) =>
  z
    .string()
    .regex(/^[\w-]+={0,2}$/, "must be base64url")
    .min(Math.ceil((bytesMin * 4) / 3))
    .max(Math.ceil((bytesMax * 4) / 3) + 2);

/** A browser's `PushSubscription`. */
export const Subscribe = z
  .strictObject({
    endpoint: z
      .url()
      .max(1_000)
      .meta({ description: "The address of the subscription, at a push service that we know" }),
    keys: z.strictObject({ p256dh: base64Url(65, 65), auth: base64Url(16, 16) }),
  })
  .meta({ id: "Subscribe" });

export const Subscribed = z.strictObject({ id: Id }).meta({ id: "Subscribed" });

export const PushKey = z
  .strictObject({
    key: z
      .string()
      .nullable()
      .meta({ description: "For `applicationServerKey`; null if push is not set up" }),
  })
  .meta({ id: "PushKey" });

export type Subscribe = z.infer<typeof Subscribe>;
/** The notification that a service worker shows. */
export type Notice = { title: string; body: string; path: string; tag: string; lang: string };
