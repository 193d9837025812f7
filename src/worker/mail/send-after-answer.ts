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

// One sender in an isolate is enough, however many buy at once: it goes on as long as somebody asks.
let sendingSince = 0;
let isAskedAgain = false;

/** Sends what an answer has made due, once the answer is given: nobody waits for a mail. */
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
