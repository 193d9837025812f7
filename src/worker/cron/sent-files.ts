import type { Database } from "../../db/connection/database.ts";
import { claimFiles, noteReceipt } from "../../db/reports/deliveries.ts";
import type { Env } from "../env.ts";
import { sinkOf } from "../reports/report-sink.ts";

/** So few that the receiver has time for all of them before they are due again. */
const filesMax = 5;

/** Sends the files that are due to the receiver, if there is one, and keeps what it answers. */
export async function sendDayFiles(
  env: Env,
  db: Database,
  { now }: { now: number },
): Promise<void> {
  const sink = sinkOf(env);
  if (!sink) return;
  for (const file of await claimFiles(db, { limit: filesMax })) {
    const name = `frontrow-${file.organizationId}-${file.day}.csv`;
    const { isSent, receipt } = await sink.send({ ...file, name });
    await noteReceipt(db, { id: file.id, receipt, isSent, now });
  }
}
