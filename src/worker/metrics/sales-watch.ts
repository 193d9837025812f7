import type { QueueCensus } from "../../contract/sale/queue.ts";
import type { z } from "@hono/zod-openapi";
import type { Env } from "../env.ts";

type Census = z.infer<typeof QueueCensus>;

/** The most requests that one invocation keeps open. */
const atOnce = 6;
/** A slower object is reported as silent, so that the overview does not wait for it. */
const patienceMs = 2_000;

/** What a sale's object says of itself. */
type Live = { census: Census; planHash: string };

/** The queues and holds of these schedules, and the plans that they go by; null for an object that did not answer in time. */
export async function livesOf(env: Env, scheduleIds: string[]): Promise<Map<string, Live | null>> {
  const found = new Map<string, Live | null>();
  for (let at = 0; at < scheduleIds.length; at += atOnce) {
    const some = scheduleIds.slice(at, at + atOnce);
    const answers = await Promise.all(some.map((id) => live(env, id)));
    some.forEach((id, index) => found.set(id, answers[index] ?? null));
  }
  return found;
}

async function live(env: Env, scheduleId: string): Promise<Live | null> {
  try {
    // From now on, since only the present is needed.
    const asked = Promise.resolve(env.SCHEDULE.getByName(scheduleId).census(Date.now()));
    const answer = await Promise.race([asked, late()]);
    if (!answer?.ok) return null;
    const { now, planHash } = answer.value;
    return { census: { ...now, at: new Date(now.at).toISOString() }, planHash };
  } catch {
    return null;
  }
}

const late = () => new Promise<null>((resolve) => setTimeout(() => resolve(null), patienceMs));
