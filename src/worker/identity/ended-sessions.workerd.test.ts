import { sql } from "drizzle-orm";
import { beforeAll, expect, it } from "vitest";
import { fullAgreement } from "../../contract/money/agreement.ts";
import { Order } from "../../contract/money/orders.ts";
import { Payment } from "../../contract/money/payments.ts";
import type { ProblemCode } from "../../contract/problems.ts";
import { TopUp, Wallet } from "../../contract/money/wallets.ts";
import { invitationPath } from "./invitation-link.ts";
import { connect } from "../../db/connection/connect.ts";
import { awaited, checkOut, gatewayHas } from "../../../test/support/worker/gateway.ts";
import {
  answer,
  bought,
  call,
  fund,
  holding,
  openShop,
  person,
  planOf,
  testEnv,
} from "../../../test/support/worker/shop.ts";
import type { Person, Shop } from "../../../test/support/worker/shop.ts";

type Operation = { security?: unknown[] };
type Document = { paths: Record<string, Record<string, Operation>> };

/** Changes for which the token suffices: their effect lasts for minutes, or ends something that is over. */
const byToken = [
  "POST /schedules/{scheduleId}/queue",
  "POST /schedules/{scheduleId}/queue/enter",
  "DELETE /schedules/{scheduleId}/queue",
  "POST /schedules/{scheduleId}/holds",
  "POST /schedules/{scheduleId}/holds/{holdId}/extension",
  "DELETE /schedules/{scheduleId}/holds/{holdId}",
  "POST /orders/price",
  // It only reads, and takes the code in the body so that no address has it.
  "POST /schedules/{scheduleId}/coded-seats",
  "DELETE /sessions/current",
];
let operations: string[];
let shop: Shop;
let ended: Person;
let endedAdmin: Person;
let demoted: Person;
let ids: Record<string, string>;
let bodies: Record<string, object>;

const endAll = async (as: Person) =>
  expect((await call("DELETE /sessions", { as })).status).toBe(204);

beforeAll(async () => {
  const { paths } = (await (await call("GET /openapi.json")).json()) as Document;
  operations = Object.entries(paths).flatMap(([path, of]) =>
    Object.entries(of)
      .filter(([, { security }]) => (security?.length ?? 0) > 0)
      .map(([method]) => `${method.toUpperCase()} ${path.replace("/api/v1", "")}`),
  );
  ended = await person();
  endedAdmin = await person("admin");
  demoted = await person("admin");
  shop = await openShop(demoted, 1, { seatsPerAccount: 9 });
  const { scheduleId, concertId, venueId, planHash } = shop;
  const order = await bought(ended, scheduleId, [0]);
  const byCard = await holding(ended, scheduleId, [1]);
  const payment = await awaited(ended, byCard);
  const paymentKey = await checkOut(payment);
  const topUp = await answer(
    call("POST /wallet/top-ups", {
      as: ended,
      body: { amount: 9_000 },
      headers: { "idempotency-key": "before" },
    }),
    201,
    TopUp,
  );
  await fund(ended, 11_000);
  ids = {
    scheduleId,
    concertId,
    orderId: order.id,
    paymentId: payment.id,
    topUpId: topUp.id,
    holdId: byCard.id,
    accountId: ended.id,
    provider: "google",
  };
  // A date with seats left has no waitlist.
  await bought(await person(), scheduleId, [2, 3, 4, 5, 6, 7, 8, 9]);
  const other = await openShop(demoted, 1);
  const held = await holding(ended, other.scheduleId, [0]);
  const choice = { scheduleId: other.scheduleId, holdId: held.id };
  const pay = { ...choice, method: "wallet", agreement: fullAgreement };
  const text = { ko: "가", en: "A" };
  const about = {
    title: text,
    artist: text,
    description: text,
    genre: "concert",
    poster: "/posters/p.svg",
  };
  const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
  const soon = inHours(24);
  const times = { startsAt: soon, saleOpensAt: inHours(1), saleClosesAt: inHours(2) };
  const zones = [{ id: "r", priceMinor: 1 }];
  const link = await invitationPath(
    testEnv,
    { invitation: crypto.randomUUID() },
    Date.now() + 60_000,
  );
  bodies = {
    "POST /me/invitations": { token: link.split("token=")[1] },
    "PATCH /me": { name: "Another" },
    "POST /me/authenticator/confirmation": { code: "287082" },
    "PATCH /me/passkeys/{passkeyId}": { name: "Phone" },
    "POST /me/proof": { password: "any" },
    "POST /me/providers/{provider}/visit": {},
    "PATCH /me/notifications": { reminders: false },
    "PUT /me/push": {
      endpoint: "https://fcm.googleapis.com/fcm/send/x",
      keys: { p256dh: `B${"A".repeat(86)}`, auth: "A".repeat(22) },
    },
    "PUT /schedules/{scheduleId}/waitlist": { zoneIds: [], count: 1 },
    "POST /wallet/top-ups": { amount: 10_000 },
    "POST /wallet/top-ups/{topUpId}/confirmation": { paymentKey: "any", amount: 9_000 },
    "POST /wallet/vouchers": { code: "ABCD-EFGH-JKMN" },
    "POST /orders": pay,
    "POST /orders/price": choice,
    "POST /payments/{paymentId}/confirmation": { paymentKey, amount: payment.amount.amount },
    "POST /payments/{paymentId}/failure": { code: "PAY_PROCESS_CANCELED" },
    "POST /admin/venues": { name: text, city: text, address: text },
    "POST /admin/plans": { venueId, plan: planOf(1) },
    "POST /admin/concerts": { slug: "never", venueId, ...about },
    "POST /admin/schedules": { concertId, planHash, zones, ...times },
    "POST /admin/schedules/{scheduleId}/sale": { action: "pause" },
    "POST /admin/schedules/{scheduleId}/presales": {
      name: text,
      opensAt: inHours(1),
      closesAt: inHours(2),
    },
    "POST /admin/schedules/{scheduleId}/holds/extension": { minutes: 5 },
    "POST /admin/schedules/{scheduleId}/cancellation": { reason: "-", isDryRun: false },
    "POST /admin/schedules/{scheduleId}/terms": { depositMinutes: 0 },
    "POST /admin/payments/{paymentId}/issue-closing": { note: "-" },
    "PUT /admin/accounts/{accountId}/tier": { tier: "gold" },
    "POST /admin/coupons": { code: "NEVER-1", name: text, cut: { percent: 10 } },
    "POST /admin/vouchers": { count: 1, amount: 1_000 },
  };
  await endAll(ended);
  await endAll(endedAdmin);
  await connect(testEnv).execute(sql`DELETE FROM staff WHERE account_id = ${demoted.id}`);
});

/** The parameters without which a read is refused for another reason. */
const queries: Record<string, string> = {
  "GET /admin/accounts": "?email=nobody@example.com",
  "GET /admin/orders": "?search=FR-2345-6789",
};

/** The code with which an operation is refused; null when it is not. */
async function refusalOf(operation: string, as: Person): Promise<ProblemCode | null> {
  const [method, path = ""] = operation.split(" ");
  const filled = path.replaceAll(
    /\{(\w+)\}/g,
    (_, name: string) => ids[name] ?? crypto.randomUUID(),
  );
  const query = queries[operation] ?? "";
  const response = await call(`${method} ${filled}${query}`, {
    as,
    ...(method === "GET" ? {} : { body: bodies[operation] ?? {} }),
    headers: { "idempotency-key": crypto.randomUUID() },
  });
  const answer = await response.text();
  return response.ok ? null : (JSON.parse(answer) as { code: ProblemCode }).code;
}

const isChange = (operation: string) => !operation.startsWith("GET ");
const isForAdmins = (operation: string) => operation.includes(" /admin/");

it("[S11] after signing out everywhere, each earlier token is refused every lasting change", async () => {
  const changes = operations.filter(isChange);
  expect(changes.length).toBeGreaterThan(40);
  for (const operation of byToken) expect(changes).toContain(operation);
  for (const operation of changes) {
    if (byToken.includes(operation)) continue;
    const code = await refusalOf(operation, isForAdmins(operation) ? endedAdmin : ended);
    expect([operation, code]).toEqual([operation, "session-ended"]);
  }
  for (const operation of byToken)
    expect([operation, await refusalOf(operation, ended)]).not.toContain("session-ended");

  const as = ended;
  const { balance } = await answer(call("GET /wallet", { as }), 200, Wallet);
  expect(balance.amount).toBe(11_000);
  const order = await answer(call(`GET /orders/${ids["orderId"]}`, { as }), 200, Order);
  expect(order.status).toBe("paid");
  expect(await gatewayHas({ id: ids["paymentId"] ?? "" })).toMatchObject({ status: "IN_PROGRESS" });
  const payment = call(`GET /payments/${ids["paymentId"]}`, { as });
  expect(await answer(payment, 200, Payment)).toMatchObject({ status: "ready" });
  const topUp = call(`GET /wallet/top-ups/${ids["topUpId"]}`, { as });
  expect(await answer(topUp, 200, TopUp)).toMatchObject({ status: "ready" });
});

it("[S23] an account that leaves an organization's staff can no longer read or change anything as staff", async () => {
  const asAdmin = operations.filter(isForAdmins);
  expect(asAdmin.length).toBeGreaterThan(30);
  for (const operation of asAdmin) {
    expect([operation, await refusalOf(operation, demoted)]).toEqual([operation, "forbidden"]);
  }
  const made = sql`SELECT count(*)::int AS n FROM audit_log WHERE actor_id = ${demoted.id}
    AND action NOT IN ('venue.create', 'plan.create', 'concert.create', 'schedule.create')`;
  expect((await connect(testEnv).execute(made)).rows).toEqual([{ n: 0 }]);
});
