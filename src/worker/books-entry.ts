import { WorkerEntrypoint } from "cloudflare:workers";
import { connect } from "../db/connection/connect.ts";
import type { Teller as Asked } from "../objects/books-service.ts";
import type { Env } from "./env.ts";
import { mailNow } from "./mail/soon.ts";
import { sendPushes } from "./push/dispatch.ts";

// What follows an answer may take half a minute, mails included.
const pushForMs = 8_000;

/** Where an object says that something is to be told that no request of a fan has brought about. */
export class Teller extends WorkerEntrypoint<Env> implements Asked {
  async soon(scheduleId: string): Promise<void> {
    this.ctx.waitUntil(this.#tell(scheduleId));
  }

  async #tell(scheduleId: string): Promise<void> {
    const db = connect(this.env);
    try {
      // A phone in a pocket is quicker than a mail.
      await sendPushes(this.env, db, { forMs: pushForMs, scheduleId });
    } catch (error) {
      console.warn("push waits for the next minute", String(error));
    }
    await mailNow(this.env, db);
  }
}
