import { operatorScope } from "../../../src/contract/admin/organizations.ts";
import { connect } from "../../../src/db/connection/connect.ts";
import { askCorrection } from "../../../src/db/people/standing.ts";
import { type Person, testEnv } from "./shop.ts";

/** A correction of a fan's wallet that somebody has asked for. */
export async function askedCorrection(fan: Person, asker: Person): Promise<string> {
  const id = crypto.randomUUID();
  const by = { accountId: asker.id, requestId: null, scope: operatorScope };
  const correction = { accountId: fan.id, amountMinor: 1_000, currency: "KRW" } as const;
  await askCorrection(connect(testEnv), { id, ...correction, reason: "a promise", by });
  return id;
}
