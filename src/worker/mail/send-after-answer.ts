import { createMiddleware } from "hono/factory";
import type { Database } from "../../db/connection/database.ts";
import type { AppEnv } from "../app-env.ts";
import { connect } from "../../db/connection/connect.ts";
import type { Env } from "../env.ts";
import { sendMails } from "./dispatch.ts";
import { mailSettings } from "./sending/mailer.ts";

const forMs = 20_000;
// A request may be cancelled while it sends, and takes its promise along.
const forgottenMs = 35_000;

// One sender per isolate is enough, however many fans buy at once: it continues while it is asked to.
let sendingSince = 0;
let isAskedAgain = false;

/** Sends due mails after the answer, so that no request waits for a mail. */
export const mailAfterAnswer = createMiddleware<AppEnv>(async (c, next) => {
  await next();
  const isChange = c.req.method !== "GET" && c.req.method !== "HEAD";
  if (isChange && c.res.ok) c.executionCtx.waitUntil(mailNow(c.env, connect(c.env)));
});

/** Sends the mails that are due, unless this isolate is at it: then it goes on until these are sent, too. */
export async function mailNow(env: Env, db: Database): Promise<void> {
  if (!mailSettings(env)) return;
  if (Date.now() - sendingSince < forgottenMs) {
    isAskedAgain = true;
    return;
  }
  try {
    do {
      sendingSince = Date.now();
      isAskedAgain = false;
      await sendMails(env, db, { forMs });
    } while (isAskedAgain);
  } catch (error) {
    console.warn("mail waits for the next minute", String(error));
  } finally {
    sendingSince = 0;
  }
}
