import { WorkerEntrypoint } from "cloudflare:workers";
import { connect } from "../db/connection/connect.ts";
import type { MessageSender as Asked } from "../objects/message-sender.ts";
import type { Env } from "./env.ts";
import { mailNow } from "./mail/send-after-answer.ts";
import { sendPushes } from "./push/dispatch.ts";

// Work after an answer may take half a minute, mails included.
const pushForMs = 8_000;

/** Objects call this to send messages that no fan's request has brought about. */
export class MessageSender extends WorkerEntrypoint<Env> implements Asked {
  async send(scheduleId: string): Promise<void> {
    this.ctx.waitUntil(this.#send(scheduleId));
  }

  async #send(scheduleId: string): Promise<void> {
    const db = connect(this.env);
    try {
      // A push reaches a phone sooner than a mail does.
      await sendPushes(this.env, db, { forMs: pushForMs, scheduleId });
    } catch (error) {
      console.warn("push waits for the next minute", String(error));
    }
    await mailNow(this.env, db);
  }
}
