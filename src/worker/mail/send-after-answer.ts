import { createMiddleware } from "hono/factory";
import type { Database } from "../../db/connection/database.ts";
import type { AppEnv } from "../app-env.ts";
import { connect } from "../../db/connection/connect.ts";
import type { Env } from "../env.ts";
import { sendMails } from "./dispatch.ts";
import { mailSettings } from "./sending/mailer.ts";

const forMs = 20_000;
// A canceled request takes its sending promise down with it.
const forgottenMs = 35_000;

// One sender per isolate is enough, however many fans buy at once: it continues as long as requests ask for more.
let sendingSince = 0;
let isAskedAgain = false;

/** Sends due mails after the answer, so that no request waits for a mail. */
export const mailAfterAnswer = createMiddleware<AppEnv>(async (c, next) => {
  await next();
  const isChange = c.req.method !== "GET" && c.req.method !== "HEAD";
  if (isChange && c.res.ok) c.executionCtx.waitUntil(mailNow(c.env, connect(c.env)));
});

/** Sends the due mails. If this isolate is already sending, that run continues until these are sent, too. */
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
