import type { PlaceHold } from "../../contract/sale/holds.ts";
import type { Outcome } from "../../contract/problems.ts";
import type { AskedHold } from "../../objects/schedule-calls.ts";
import type { AppContext } from "../app-env.ts";
import { canonicalJson } from "../encoding/digest.ts";
import { Batcher } from "../rush/batcher.ts";
import { unwrap } from "../problem.ts";
import { factorOf, limitCodes } from "../requests/limits.ts";
import { checkPass } from "../queue/turn.ts";
import { codeChannel } from "./stock-codes.ts";
import { holdIdOf, idempotencyKey } from "./idempotency.ts";

const holds = new Batcher<AskedHold, Outcome<string>>(({ SCHEDULE }, scheduleId, asked) =>
  SCHEDULE.getByName(scheduleId).holdAll(asked),
);

/** Holds seats in one batch with other requests of the same moment. The object's JSON passes through unchanged. */
export async function placeHold(
  c: AppContext,
  scheduleId: string,
  body: PlaceHold,
): Promise<string> {
  const { accountId } = c.var.session;
  const key = idempotencyKey(c);
  await checkPass(c, scheduleId);
  const holdId = await holdIdOf(accountId, scheduleId, key);
  const { code, ...choice } = "best" in body ? { code: undefined, ...body.best } : body;
  if (code !== undefined) await limitCodes(c);
  const through = code === undefined ? {} : { channels: [await codeChannel(code)] };
  // The content that a retry must repeat. It is short, so it needs no hash.
  const tag = canonicalJson(code === undefined ? choice : { ...choice, code });
  const asked = { holdId, accountId, tag, choice, rate: factorOf(c), ...through };
  return unwrap(await holds.ask(c, scheduleId, asked));
}
