import { claimMails, type MailRow } from "../../db/messages/mails.ts";
import type { Database } from "../../db/connection/database.ts";
import { attemptsMax, endOutbox, type OutboxEnd } from "../../db/messages/outbox.ts";
import type { Env } from "../env.ts";
import { compose } from "./compose.ts";
import { MailRefused } from "./sending/mail.ts";
import { type MailSettings, mailSettings } from "./sending/mailer.ts";

// A batch is claimed for half a minute and sent within it, in three rounds of at most eight seconds. A Worker may
// have six open connections.
const batchMax = 18;
const atOnceMax = 6;

/** Sends due mails until none are left or the time is up. Without mail settings they wait. */
export async function sendMails(env: Env, db: Database, { forMs }: { forMs: number }) {
  const settings = mailSettings(env);
  if (!settings) return;
  const endsAt = Date.now() + forMs;
  while (Date.now() < endsAt) {
    const rows = await claimMails(db, { limit: batchMax, now: Date.now() });
    if (rows.length === 0) return;
    const ends = await sendAll(rows, settings);
    await endOutbox(db, ends);
    // A mail server that accepts nothing gets no more mails until the next run.
    const isDown = ends.every(({ end }) => end === "retry");
    if (isDown || rows.length < batchMax) return;
  }
}

async function sendAll(rows: MailRow[], settings: MailSettings): Promise<OutboxEnd[]> {
  const ends: OutboxEnd[] = [];
  const left = rows.values();
  const work = async () => {
    for (const row of left) ends.push(await sendOne(row, settings));
  };
  await Promise.all(Array.from({ length: atOnceMax }, work));
  return ends;
}

async function sendOne(row: MailRow, settings: MailSettings): Promise<OutboxEnd> {
  const { id, topic, attempts } = row;
  try {
    const composed = await compose(row, settings, Date.now());
    if ("unsent" in composed) {
      const end = composed.unsent === "unknown" ? "retry" : "delivered";
      return { id, end, failure: composed.unsent };
    }
    await settings.mailer.send(composed.mail);
    return { id, end: "delivered", failure: null };
  } catch (error) {
    console.warn("a mail was not sent", topic, id, String(error));
    const isOver = error instanceof MailRefused || attempts >= attemptsMax;
    return { id, end: isOver ? "failed" : "retry", failure: String(error).slice(0, 500) };
  }
}
