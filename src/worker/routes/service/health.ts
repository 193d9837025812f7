import { createRoute } from "@hono/zod-openapi";
import { Health } from "../../../contract/health.ts";
import { health as askBooks } from "../../../db/service/health.ts";
import { booksOf } from "../../books.ts";
import { faultsFor } from "../../settings/refused-settings.ts";
import { createRouter, json } from "../../hono.ts";
import { mailSettings } from "../../mail/sending/mailer.ts";

const read = createRoute({
  method: "get",
  path: "/health",
  tags: ["Health"],
  operationId: "getHealth",
  summary: "Check the health of the service",
  responses: {
    200: json("Everything is up", Health),
    503: json("The database is down, or the settings are unsafe", Health),
  },
});

export const health = createRouter().openapi(read, async (c) => {
  const mail = mailSettings(c.env) ? ("on" as const) : ("off" as const);
  const { TURNSTILE_SECRET, TURNSTILE_SITE_KEY } = c.env;
  const turnstile = TURNSTILE_SECRET && TURNSTILE_SITE_KEY ? ("on" as const) : ("off" as const);
  const settings = faultsFor(c.req.raw, c.env);
  const time = new Date().toISOString();
  const about = { settings, version: c.env.VERSION, time, mail, turnstile };
  if (settings.length > 0) {
    const database = { status: "down" as const, latencyMs: null };
    return c.json({ status: "degraded" as const, ...about, database }, 503);
  }
  try {
    const { latencyMs } = await askBooks(booksOf(c));
    return c.json(
      { status: "ok" as const, ...about, database: { status: "up" as const, latencyMs } },
      200,
    );
  } catch {
    const database = { status: "down" as const, latencyMs: null };
    return c.json({ status: "degraded" as const, ...about, database }, 503);
  }
});
