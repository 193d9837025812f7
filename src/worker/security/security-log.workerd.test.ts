import { sql } from "drizzle-orm";
import { expect, it, vi } from "vitest";
import {
  type SecurityEvent,
  SecurityEvents,
  securityKinds,
} from "../../contract/admin/security-events.ts";
import { operatorId } from "../../contract/admin/organizations.ts";
import { connect } from "../../db/connection/connect.ts";
import { writeSecurityEvents } from "../../db/security/security-log.ts";
import {
  answer,
  call,
  callLimited,
  person,
  type Person,
  refused,
  testEnv,
} from "../../../test/support/worker/shop.ts";
import { newOrganization, worker } from "../../../test/support/worker/staff.ts";

const headers = { "cf-connecting-ip": "203.0.113.77", "user-agent": "Browser/1" };
const db = connect(testEnv);

/** The log of an account. */
const logOf = async (as: Person, query: string): Promise<SecurityEvent[]> =>
  (await answer(call(`GET /admin/security-events?${query}`, { as }), 200, SecurityEvents)).items;

it("[WB21] sign-ins and failures, resets, changes of roles, looks at personal data and hit limits are recorded", async () => {
  const as = await person("admin");
  const fan = await person();
  const kindsOf = async (id: string) => (await logOf(as, `account=${id}`)).map(({ kind }) => kind);
  const body = { email: fan.email, password: "not the password" };
  await refused(call("POST /sessions", { body, headers }), "wrong-credentials");
  await expect.poll(() => kindsOf(fan.id)).toEqual(["sign-in-failed"]);
  const [failed] = await logOf(as, `account=${fan.id}`);
  expect(failed).toMatchObject({
    network: "203.0.113.0/24",
    emailDomain: "example.com",
    browser: "Browser/1",
    detail: { by: "password" },
    times: 1,
  });
  expect(JSON.stringify(failed)).not.toContain(fan.email);

  expect((await call("POST /password-resets", { body: { email: fan.email } })).status).toBe(202);
  const hash = failed?.emailHash;
  const resets = async () => (await logOf(as, "kind=reset-asked")).map((each) => each.emailHash);
  await expect.poll(resets).toContain(hash);

  expect((await call("DELETE /sessions", { as: fan })).status).toBe(204);
  await expect.poll(() => kindsOf(fan.id)).toEqual(["signed-out", "sign-in-failed"]);

  const why = { reason: "a question" };
  expect((await call(`POST /admin/people/${fan.id}/look`, { as, body: why })).status).toBe(200);
  const invite = { email: `${crypto.randomUUID()}@example.com`, role: "scanner", concertId: null };
  expect((await call("POST /admin/invitations", { as, body: invite })).status).toBe(201);
  await expect.poll(() => kindsOf(as.id)).toEqual(["role-changed", "person-looked-at"]);

  const { email } = fan;
  for (let tries = 0; tries < 6; tries++)
    await callLimited("POST /password-resets", { body: { email }, headers });
  const limits = async () => (await logOf(as, "kind=limit-hit")).map(({ detail }) => detail);
  await expect.poll(limits).toContainEqual({ operation: "POST /api/v1/password-resets" });
});

it("[WB22] the security log costs a request no round trip, and writes what happened to many at once", async () => {
  const asked = vi.spyOn(globalThis, "fetch");
  const account = crypto.randomUUID();
  const { recordSecurity } = await import("./security-log.ts");
  const waits: Promise<unknown>[] = [];
  const c = {
    env: testEnv,
    var: {},
    req: { raw: {}, header: (name: string) => headers[name as keyof typeof headers] },
    executionCtx: { waitUntil: (promise: Promise<unknown>) => waits.push(promise) },
  } as unknown as Parameters<typeof recordSecurity>[0];
  for (let n = 0; n < 40; n++)
    recordSecurity(c, { kind: "sign-in-failed", accountId: account, detail: { n: n % 4 } });
  expect(asked).not.toHaveBeenCalled();
  await Promise.all(waits);
  expect(asked.mock.calls.length).toBeLessThanOrEqual(2);
  asked.mockRestore();
  const { rows } = await db.execute<{ rows: number; times: number }>(
    sql`SELECT count(*)::int AS rows, sum(times)::int AS times FROM security_event WHERE account_id = ${account}`,
  );
  expect(rows).toEqual([{ rows: 4, times: 40 }]);
});

it("[WB23] owners and auditors of the operator read the security log and export it, and nobody else", async () => {
  const account = crypto.randomUUID();
  const empty = { network: null, country: "KR", emailHash: null, emailDomain: null, browser: "=1" };
  await writeSecurityEvents(
    db,
    securityKinds.map((kind) => ({
      ...empty,
      kind,
      accountId: account,
      atMs: Date.now(),
      detail: { n: 1 },
      times: 2,
      requestId: null,
    })),
  );
  const auditor = await worker("auditor", { organizationId: operatorId });
  expect(await logOf(auditor, `account=${account}&limit=100`)).toHaveLength(securityKinds.length);
  const first = await answer(
    call(`GET /admin/security-events?account=${account}&limit=15`, { as: auditor }),
    200,
    SecurityEvents,
  );
  expect(
    await logOf(auditor, `account=${account}&limit=100&cursor=${first.nextCursor}`),
  ).toHaveLength(securityKinds.length - 15);
  const file = async (format: string) => {
    const path = `GET /admin/security-events/export?account=${account}&format=${format}`;
    return await (await call(path, { as: auditor })).text();
  };
  const lines = (await file("jsonl")).trimEnd().split("\n");
  expect(lines.map((line) => (JSON.parse(line) as SecurityEvent).kind)).toEqual(
    securityKinds.toReversed(),
  );
  const table = (await file("csv")).trimEnd().split("\r\n");
  expect(table).toHaveLength(securityKinds.length + 1);
  expect(table[1]).toContain("'=1");
  const { organizationId, owner } = await newOrganization();
  const others = [
    owner,
    await worker("auditor", { organizationId }),
    await worker("manager", { organizationId: operatorId }),
  ];
  for (const as of others)
    for (const path of ["GET /admin/security-events", "GET /admin/security-events/export"])
      await refused(call(path, { as }), "right-missing");
});
