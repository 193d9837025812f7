import { z } from "@hono/zod-openapi";
import { Time } from "./ids.ts";

export const Health = z
  .strictObject({
    status: z.enum(["ok", "degraded"]),
    version: z.string(),
    time: Time,
    database: z.strictObject({ status: z.enum(["up", "down"]), latencyMs: z.number().nullable() }),
    settings: z.array(z.string()).meta({
      description: "Why this deployment serves nobody: its unsafe settings; empty if it does",
    }),
    mail: z
      .enum(["on", "off"])
      .meta({ description: "`off`: mail is not set up, so messages wait" }),
    turnstile: z.enum(["on", "off"]).meta({
      description: "`off`: Turnstile is not set up, so programs join queues like fans",
    }),
  })
  .meta({ id: "Health" });
