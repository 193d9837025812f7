import type { Draw } from "../../contract/queue.ts";
import type { AppContext } from "../app-env.ts";
import { sha256 } from "../digest.ts";
import { unwrap } from "../problem.ts";

/** The draw as the public may know it: the commitment always, the seed once it can no longer be used. */
export async function drawOf(c: AppContext, scheduleId: string): Promise<Draw> {
  const { order, seed, after, count, secret } = unwrap(
    await c.env.SCHEDULE.getByName(scheduleId).draw(),
  );
  return { order, commitment: await sha256(secret), seed, after, count };
}
