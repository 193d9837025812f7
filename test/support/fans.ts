import { fullAgreement } from "../../src/contract/money/agreement.ts";
import { randomUUID } from "node:crypto";
import { Hold } from "../../src/contract/sale/holds.ts";
import { decodeSnapshot } from "../../src/contract/live/live.ts";
import { Turn } from "../../src/contract/sale/queue.ts";
import { operatorId } from "../../src/contract/admin/organizations.ts";
import { signToken } from "../../src/worker/identity/tokens.ts";
import { read, type Reply } from "./api.ts";
import { type Server, tokenSecret } from "./server.ts";

/** A logged-in fan. */
export interface Fan {
  id: string;
  token: string;
}

/** Many fans at once, each with the balance that a top-up of this amount would leave. */
export async function newFans(
  { sql }: Server,
  count: number,
  balanceMinor: number,
): Promise<Fan[]> {
  const ids = Array.from({ length: count }, () => randomUUID());
  await sql(
    `INSERT INTO account (id, email, email_verified_at, password_hash, name, locale)
     SELECT id, id || '@frontrow.test', now(), '-', '하늘', 'ko' FROM unnest($1::uuid[]) AS id`,
    [ids],
  );
  const lines = balanceMinor > 0 ? 1 : 0;
  await sql(
    `INSERT INTO wallet (account_id, currency, balance_minor, lines)
     SELECT id, 'KRW', $2, $3 FROM unnest($1::uuid[]) AS id`,
    [ids, balanceMinor, lines],
  );
  if (balanceMinor > 0) {
    await sql(
      `INSERT INTO transfer (kind, debit_id, credit_id, amount_minor, currency, wallet_id, wallet_line,
         balance_after_minor)
       SELECT 'top-up', gateway_account(), id, $2, 'KRW', id, 1, $2 FROM unnest($1::uuid[]) AS id`,
      [ids, balanceMinor],
    );
  }
  return Promise.all(ids.map(async (id) => ({ id, token: await tokenOf(id) })));
}

/** An owner of the deployment's organization with an active session, since the books check both. */
export async function newAdmin({ sql }: Pick<Server, "sql">): Promise<Fan> {
  const [id, sessionId] = [randomUUID(), randomUUID()];
  await sql(
    `WITH made AS (
       INSERT INTO account (id, email, email_verified_at, password_hash, name, locale)
       VALUES ($1::uuid, $1::uuid || '@frontrow.test', now(), '-', '하늘', 'ko')
     ), employed AS (
       INSERT INTO staff (id, organization_id, account_id, role) VALUES ($2::uuid, $3::uuid, $1::uuid, 'owner')
     ) INSERT INTO session (id, account_id) VALUES ($2::uuid, $1::uuid)`,
    [id, sessionId, operatorId],
  );
  return { id, token: await tokenOf(id, sessionId) };
}

export function tokenOf(accountId: string, sessionId: string = randomUUID()): Promise<string> {
  const claims = { sub: accountId, sid: sessionId, name: "하늘" };
  return signToken({ TOKEN_SECRET: tokenSecret }, "access", claims, Date.now() + 3_600_000);
}

/** Enters and gets a pass; having to wait is a fault of the test. */
export async function passOf({ api }: Server, fan: Fan, scheduleId: string): Promise<string> {
  const turn = read(
    await api.ask(`POST /schedules/${scheduleId}/queue`, { as: fan, body: {} }),
    201,
    Turn,
  );
  if (!turn.admission) throw new Error(`${turn.ahead} are ahead of a fan who was to go in`);
  return turn.admission.pass;
}

/** A request to hold seats; repeated, it stays the same act. */
export function holdRequest(scheduleId: string, fan: Fan, pass: string, body: unknown) {
  const headers = { "frontrow-pass": pass, "idempotency-key": randomUUID() };
  return [`POST /schedules/${scheduleId}/holds`, { as: fan, body, headers }] as const;
}

/** A request to pay for a hold from the wallet. */
export function payRequest(fan: Fan, { scheduleId, id: holdId }: Hold) {
  const body = { scheduleId, holdId, method: "wallet", agreement: fullAgreement };
  return ["POST /orders", { as: fan, body, headers: { "idempotency-key": randomUUID() } }] as const;
}

/** The whole way from the door to held seats. */
export async function holding(
  server: Server,
  fan: Fan,
  scheduleId: string,
  seats: number[],
): Promise<Hold> {
  const pass = await passOf(server, fan, scheduleId);
  const reply: Reply = await server.api.ask(...holdRequest(scheduleId, fan, pass, { seats }));
  return read(reply, 201, Hold);
}

/** The status of every seat as the live map shows it. */
export async function statuses({ api }: Server, scheduleId: string): Promise<Uint8Array> {
  const reply = await api.ask(`GET /schedules/${scheduleId}/seats.bin`);
  const snapshot = reply.status === 200 ? decodeSnapshot(reply.bytes) : null;
  if (!snapshot) throw new Error(`no snapshot: ${reply.status} ${reply.bytes.toString()}`);
  return snapshot.statuses;
}

/** Does the work for every item, that many at a time, and returns the results in the items' order. */
export async function eachOf<T, R>(
  items: readonly T[],
  atOnce: number,
  work: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < items.length; index = next++) {
      const item = items[index];
      if (item !== undefined) results[index] = await work(item, index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  return results;
}
