import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { operatorId } from "../../contract/admin/organizations.ts";
import { connect } from "../../db/connection/connect.ts";
import {
  bought,
  call,
  openShop,
  person,
  planOf,
  refused,
  testEnv,
} from "../../../test/support/worker/shop.ts";

const text = { ko: "가", en: "A" };
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
const word = () => `once-${crypto.randomUUID().slice(0, 8)}`;

it("[P66] a request to make something that is sent twice with one key makes it once", async () => {
  const as = await person("admin");
  const { venueId, concertId, scheduleId, planHash } = await openShop(as, 1);
  const later = await openShop(as, 1, { saleOpensAt: inHours(48) });
  const { id: orderId } = await bought(await person(), scheduleId, [5]);
  const about = { title: text, artist: text, description: text, genre: "concert" };
  const times = { startsAt: inHours(24), saleOpensAt: inHours(1), saleClosesAt: inHours(2) };
  const email = `${word()}@example.com`;
  const zones = [{ id: "r", priceMinor: 1 }];
  const makes: [path: string, body: object][] = [
    ["venues", { name: text, city: text, address: text }],
    ["concerts", { slug: word(), venueId, poster: "/posters/p.svg", ...about }],
    ["schedules", { concertId, planHash, zones, ...times }],
    ["concert-drafts", {}],
    ["plan-drafts", { venueId, plan: planOf(2) }],
    ["organizations", { name: text }],
    ["invitations", { email, role: "scanner" }],
    ["coupons", { code: word().toUpperCase(), name: text, cut: { percent: 10 } }],
    ["vouchers", { count: 3, amount: 1_000 }],
    [
      `schedules/${later.scheduleId}/presales`,
      { name: text, opensAt: inHours(1), closesAt: inHours(2) },
    ],
    ["saved-reports", { name: "a", query: "by=day", schedule: "none" }],
    [`orders/${orderId}/notes`, { note: "call" }],
  ];
  for (const [path, body] of makes) {
    const key = { "idempotency-key": word(), "frontrow-organization": operatorId };
    // The two arrive together, and the third after the answer was lost.
    const send = () => call(`POST /admin/${path}`, { as, body, headers: key });
    const first = await Promise.all([send(), send()]);
    const answers = [...first, await send()];
    const told = await Promise.all(answers.map(async (one) => [one.status, await one.text()]));
    expect([path, told[0]?.[0], told[1], told[2]]).toEqual([
      path,
      path.endsWith("notes") ? 200 : 201,
      told[0],
      told[0],
    ]);
    const { rows } = await connect(testEnv).execute(
      sql`SELECT count(*)::int AS made FROM audit_log WHERE actor_id = ${as.id} AND creation_id IS NOT NULL`,
    );
    expect([path, rows]).toEqual([path, [{ made: makes.findIndex(([one]) => one === path) + 1 }]]);
  }
});

it("[P67] a key with another request is refused, and a refused request leaves its key unused", async () => {
  const as = await person("admin");
  const headers = { "idempotency-key": word() };
  const body = { code: word().toUpperCase(), name: text, cut: { percent: 10 } };
  const add = (given: object, key = headers) =>
    call("POST /admin/coupons", { as, body: given, headers: key });
  expect((await add(body)).status).toBe(201);
  await refused(add({ ...body, cut: { percent: 20 } }), "idempotency-mismatch");
  const next = { "idempotency-key": word() };
  await refused(add(body, next), "conflict");
  expect((await add({ ...body, code: word().toUpperCase() }, next)).status).toBe(201);
  await refused(add(body, { "idempotency-key": "a b" }), "invalid-request");
});
