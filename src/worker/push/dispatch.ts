import type { Database } from "../../db/connection/database.ts";
import { attemptsMax, endOutbox, type OutboxEnd } from "../../db/messages/outbox.ts";
import { claimPushes, forgetDevices, type PushDevice, type PushRow } from "../../db/people/push.ts";
import type { Env } from "../env.ts";
import { encrypt } from "./encrypt.ts";
import { noticeOf, type Sending } from "./notices.ts";
import { isPushService } from "./services.ts";
import { authorization, type Sender, senderOf } from "./vapid.ts";

const batchMax = 30;
const atOnceMax = 6;
const answerMsMax = 6_000;

export type PushSettings = { sender: Sender; serviceUrl: string | undefined };

/** Without keys there is no push, and its messages are dropped. */
export function pushSettings(env: Env): PushSettings | null {
  if (env.VAPID_KEYS === undefined) return null;
  const site = env.SITE_URL?.startsWith("https://") ? env.SITE_URL : undefined;
  const subject = site ?? `mailto:${env.MAIL_FROM ?? "push@frontrow.invalid"}`;
  return { sender: senderOf(env.VAPID_KEYS, subject), serviceUrl: env.PUSH_SERVICE_URL };
}

/** Sends the due notices, of one schedule or of all, until there are none left or the time is up. */
export async function sendPushes(
  env: Env,
  db: Database,
  { forMs, ...only }: { forMs: number; scheduleId?: string },
) {
  const settings = pushSettings(env);
  const endsAt = Date.now() + forMs;
  while (Date.now() < endsAt) {
    const rows = await claimPushes(db, { limit: batchMax, ...only });
    if (rows.length === 0) return;
    const gone: string[] = [];
    const ends: OutboxEnd[] = [];
    const left = rows.values();
    const work = async () => {
      for (const row of left) ends.push(await tell(row, settings, gone));
    };
    await Promise.all(Array.from({ length: atOnceMax }, work));
    await endOutbox(db, ends);
    if (gone.length > 0) await forgetDevices(db, gone);
    if (rows.length < batchMax || ends.every(({ end }) => end === "retry")) return;
  }
}

async function tell(
  row: PushRow,
  settings: PushSettings | null,
  gone: string[],
): Promise<OutboxEnd> {
  const { id, attempts, devices } = row;
  try {
    const sending = settings && noticeOf(row, Date.now());
    if (!settings || !sending) return { id, end: "delivered", failure: "unsent" };
    const failures: string[] = [];
    for (const device of devices) {
      const status = await send(device, sending, settings);
      if (status === 404 || status === 410) gone.push(device.id);
      else if (status === 429 || status >= 500) failures.push(`${status}`);
    }
    if (failures.length === 0) return { id, end: "delivered", failure: null };
    const failure = `push services said ${failures.join()}`;
    return { id, end: attempts >= attemptsMax ? "failed" : "retry", failure };
  } catch (error) {
    console.warn("a notice was not sent", row.topic, id, String(error));
    const end = attempts >= attemptsMax ? "failed" : "retry";
    return { id, end, failure: String(error).slice(0, 500) };
  }
}

/** The push service's status; 503 if it did not respond. */
async function send(
  device: PushDevice,
  { notice, untilMs, urgency }: Sending,
  { sender, serviceUrl }: PushSettings,
): Promise<number> {
  const { endpoint } = device;
  // It was checked on arrival, but stored addresses are not trusted with a request either.
  if (!isPushService(endpoint, serviceUrl)) return 410;
  const now = Date.now();
  const body = await encrypt(JSON.stringify(notice), device);
  const headers = {
    authorization: await authorization(sender, endpoint, now),
    "content-encoding": "aes128gcm",
    "content-type": "application/octet-stream",
    ttl: String(Math.max(0, Math.floor((untilMs - now) / 1_000))),
    urgency,
  };
  const signal = AbortSignal.timeout(answerMsMax);
  const init = { method: "POST", headers, body, signal, redirect: "manual" as const };
  try {
    const answer = await fetch(endpoint, init);
    // A connection is free for the next one only when its answer was read.
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return 503;
  }
}
