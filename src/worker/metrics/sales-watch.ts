import type { QueueCensus } from "../../contract/sale/queue.ts";
import type { z } from "@hono/zod-openapi";
import type { Env } from "../env.ts";

type Census = z.infer<typeof QueueCensus>;

/** The most requests that one invocation keeps open. */
const atOnce = 6;
/** A slower object is reported as silent, so that the overview does not wait for it. */
const patienceMs = 2_000;

/** The queues and holds of these schedules; null for an object that did not answer in time. */
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
    // From now on, since only the present is needed.
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
