import type { QueueCensus } from "../../contract/sale/queue.ts";
import type { z } from "@hono/zod-openapi";
import type { Env } from "../env.ts";

type Census = z.infer<typeof QueueCensus>;

/** As many requests as one invocation should have open at once. */
const atOnce = 6;
/** An object that takes longer is told as silent: whoever watches must not wait for it. */
const patienceMs = 2_000;

/** How the queues and shops of these schedules stand; null for one whose object did not say so in time. */
export async function censusOf(
  env: Env,
  scheduleIds: string[],
): Promise<Map<string, Census | null>> {
  const found = new Map<string, Census | null>();
  for (let at = 0; at < scheduleIds.length; at += atOnce) {
    const some = scheduleIds.slice(at, at + atOnce);
    const answers = await Promise.all(some.map((id) => census(env, id)));
    some.forEach((id, index) => found.set(id, answers[index] ?? null));
  }
  return found;
}

async function census(env: Env, scheduleId: string): Promise<Census | null> {
  try {
    // From now on: the present alone is wanted, and none of the past.
    const asked = Promise.resolve(env.SCHEDULE.getByName(scheduleId).census(Date.now()));
    const answer = await Promise.race([asked, late()]);
    return answer?.ok
      ? { ...answer.value.now, at: new Date(answer.value.now.at).toISOString() }
      : null;
  } catch {
    return null;
  }
}

const late = () => new Promise<null>((resolve) => setTimeout(() => resolve(null), patienceMs));
