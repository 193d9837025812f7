import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { MischiefKind } from "../dev/gateway/mischief.ts";
import { startGateway } from "../dev/gateway.ts";
import { Reconciliation } from "../src/contract/payments.ts";
import { bookFindings } from "../src/db/book-findings.ts";
import { codeOf, read } from "./api.ts";
import { tokenOf } from "./fans.ts";
import {
  allSteps,
  confirmWish,
  type Prepared,
  type Scene,
  type Step,
  steps,
} from "./money-steps.ts";
import { newHouseSale, seatMinor } from "./sales.ts";
import { mustAgree } from "./sound.ts";
import { openStage } from "./stage.ts";

let scene: Scene;
const admin = { token: "" };

beforeAll(async () => {
  const gateway = await startGateway({ port: 0 });
  const stage = await openStage(64, {
    PAYMENT_GATEWAY_URL: gateway.url,
    PAYMENT_GATEWAY_SECRET: gateway.secret,
    PAYMENT_CHECKOUT_URL: `${gateway.url}/checkout`,
  });
  scene = { stage, gateway, scheduleId: await newHouseSale(stage, 20), nextSeat: 0 };
  admin.token = await tokenOf(crypto.randomUUID(), "admin");
});
afterAll(async () => {
  await scene.stage.close();
  await scene.gateway.stop();
});

const prepared = (wanted: Step[] = allSteps) =>
  Promise.all(wanted.map(async (step) => ({ step, ...(await steps[step].prepare(scene)) })));
type Case = Prepared & { step: Step };

/** Sends it as our own screen does, again until it is answered; then nobody's money may be anywhere but where it should. */
async function insistAndCheck(cases: Case[]): Promise<void> {
  for (const each of cases) {
    const reply = await scene.stage.api.insist(...each.wish);
    expect([each.step, codeOf(reply), reply.status < 300]).toEqual([each.step, null, true]);
    if (each.step === "begin to pay") await finish(each, JSON.parse(reply.bytes.toString()));
  }
  await settleAll();
  for (const each of cases)
    expect([each.step, await endOf(each)]).toEqual([each.step, right(each)]);
}

async function finish({ fan }: Case, { payment }: { payment: Parameters<typeof confirmWish>[2] }) {
  const reply = await scene.stage.api.insist(...confirmWish(scene, fan, payment));
  expect(reply.status).toBe(200);
}

/** What the cron does, at once; then everything must agree with everything. */
async function settleAll(): Promise<void> {
  const { stage, scheduleId } = scene;
  await stage.sql("UPDATE refund SET next_try_at = now() WHERE status = 'due'");
  await stage.sql("UPDATE payment SET next_check_at = now()");
  await stage.sql("UPDATE outbox SET available_at = now() WHERE delivered_at IS NULL");
  const compare = () => stage.api.ask("POST /admin/reconciliation", { as: admin });
  read(await compare(), 200, Reconciliation);
  const { repaired, findings } = read(await compare(), 200, Reconciliation);
  expect({ repaired, findings }).toEqual({ repaired: [], findings: [] });
  expect(await bookFindings(stage.db, { since: 0, now: Date.now() })).toEqual([]);
  expect(await gatewayInBooks()).toBe(gatewayItself());
  // The map is remembered for a moment.
  await vi.waitFor(() => mustAgree(stage, scheduleId), { timeout: 5_000, interval: 500 });
}

/** What the company holds for us, by its own account and by the books. */
const gatewayItself = () =>
  scene.gateway.payments
    .all()
    .filter(({ status }) => ["DONE", "PARTIAL_CANCELED"].includes(status))
    .reduce((sum, { balanceAmount }) => sum + balanceAmount, 0);

async function gatewayInBooks(): Promise<number> {
  const [row] = await scene.stage.sql<{ net: string }>(
    `SELECT coalesce(sum(CASE WHEN debit_id = gateway_account() THEN amount_minor ELSE -amount_minor END), 0) AS net
     FROM transfer WHERE gateway_account() IN (debit_id, credit_id) AND payment_id IS NOT NULL`,
  );
  return Number(row?.net);
}

type End = { orders: number; seats: number; walletMinor: number; atCompanyMinor: number };

async function endOf({ fan }: Case): Promise<End> {
  const [row] = await scene.stage.sql<Record<"orders" | "seats" | "wallet", string>>(
    `SELECT (SELECT count(*) FROM customer_order WHERE account_id = $1) AS orders,
       (SELECT count(*) FROM order_seat s JOIN customer_order o ON o.id = s.order_id
        WHERE o.account_id = $1 AND s.live) AS seats,
       (SELECT balance_minor FROM wallet WHERE account_id = $1) AS wallet`,
    [fan.id],
  );
  const paid = await scene.stage.sql<{ id: string }>(
    "SELECT id FROM payment WHERE account_id = $1",
    [fan.id],
  );
  const ids = new Set(paid.map(({ id }) => id));
  const atCompanyMinor = scene.gateway.payments
    .all()
    .filter(({ orderId, status }) => ids.has(orderId) && status !== "IN_PROGRESS")
    .reduce((sum, { balanceAmount }) => sum + balanceAmount, 0);
  const { orders, seats, wallet } = row ?? {};
  return {
    orders: Number(orders),
    seats: Number(seats),
    walletMinor: Number(wallet),
    atCompanyMinor,
  };
}

/** Once each: one order, one charge, one refund. */
function right({ step }: Case): End {
  const none = { orders: 1, seats: 0, walletMinor: 0, atCompanyMinor: 0 };
  switch (step) {
    case "top-up":
      return { ...none, orders: 0, walletMinor: seatMinor, atCompanyMinor: seatMinor };
    case "begin to pay":
    case "pay by card":
      return { ...none, seats: 1, atCompanyMinor: seatMinor };
    case "pay from the wallet":
      return { ...none, seats: 1 };
    case "cancel into the wallet":
      return { ...none, walletMinor: seatMinor };
    case "cancel onto the card":
      return none;
  }
}

const withCompany = allSteps.filter((step) => steps[step].company !== null);

function atCompany(kind: MischiefKind, { step, wish }: Case, delayMs = 0): void {
  const path = steps[step].company ?? "";
  const { paymentKey } = (wish[1].body ?? {}) as { paymentKey?: string };
  scene.gateway.mischiefs.plan({
    kind,
    path,
    delayMs,
    ...(paymentKey ? { text: paymentKey } : {}),
  });
}

for (const kind of ["drop-before-send", "drop-after-commit"] as const)
  it(`[F6] each step is done once when the books' part of it is lost: ${kind}`, async () => {
    const cases = await prepared();
    for (const each of cases) {
      scene.stage.bridge.faults.add({ kind, match: steps[each.step].books });
      await scene.stage.api.ask(...each.wish);
      expect([each.step, scene.stage.bridge.faults.list()]).toEqual([each.step, []]);
    }
    await insistAndCheck(cases);
  });

for (const kind of ["lose-request", "lose-answer", "error-500"] as const)
  it(`[F7] each step is done once when the company's part of it is lost: ${kind}`, async () => {
    const cases = await prepared(withCompany);
    for (const each of cases) {
      atCompany(kind, each);
      await scene.stage.api.ask(...each.wish);
    }
    await insistAndCheck(cases);
  });

it("[F8] each step is done once when the Worker is killed while the books are at it", async () => {
  const cases = await prepared();
  for (const { step } of cases)
    scene.stage.bridge.faults.add({ kind: "delay", match: steps[step].books, delayMs: 600 });
  await killAmid(cases, 250);
  scene.stage.bridge.faults.clear();
  await insistAndCheck(cases);
});

it("[F8] each step is done once when the Worker is killed while the company is at it", async () => {
  const cases = await prepared(withCompany);
  for (const each of cases) atCompany("delay", each, 600);
  await killAmid(cases, 250);
  scene.gateway.mischiefs.clear();
  // The company is still at it, and says so to whoever asks again.
  await sleep(500);
  await insistAndCheck(cases);
});

async function killAmid(cases: Case[], afterMs: number): Promise<void> {
  const asked = cases.map(({ wish }) => scene.stage.api.ask(...wish).catch(() => null));
  await sleep(afterMs);
  await scene.stage.kill();
  expect((await Promise.all(asked)).filter((reply) => reply === null).length).toBeGreaterThan(0);
  await scene.stage.restart();
}

it("[F9] each step is done once when it is sent three times at once", async () => {
  const cases = await prepared();
  for (const { wish } of cases)
    await Promise.all([1, 2, 3].map(() => scene.stage.api.ask(...wish)));
  await insistAndCheck(cases);
});

it("[F10] a card payment that the books hear of when the hold is over gives its money back", async () => {
  const [late] = await prepared(["pay by card"]);
  if (!late) throw new Error("there is no case");
  atCompany("delay", late, 500);
  const confirming = scene.stage.api.ask(...late.wish);
  await sleep(200);
  // What the schedule's alarm does when the guard runs out.
  await scene.stage.sql("SELECT void_hold($1)", [late.holdId]);
  const reply = await confirming;
  expect(JSON.parse(reply.bytes.toString())).toMatchObject({
    status: "refunded",
    reason: "hold-expired",
    refunds: [{ status: "done", to: "original" }],
  });
  expect(await endOf(late)).toEqual({ orders: 0, seats: 0, walletMinor: 0, atCompanyMinor: 0 });
});

it("[F10] a payment or a top-up confirmed after the company's ten minutes takes nothing", async () => {
  for (const late of await prepared(["pay by card", "top-up"])) {
    scene.gateway.payments.age(late.paymentId ?? "", 600_001);
    expect(codeOf(await scene.stage.api.insist(...late.wish))).toBe("payment-refused");
    expect(await endOf(late)).toMatchObject({ orders: 0, walletMinor: 0 });
    expect(scene.gateway.payments.byOrder(late.paymentId ?? "").body).toMatchObject({
      status: "EXPIRED",
    });
  }
});

it("[F12] fans who never come back have their seats by the company's notices, doubled and out of order", async () => {
  const cases = await prepared(["pay by card", "top-up", "pay by card"]);
  const { webhooks } = scene.gateway;
  const url = `${scene.stage.siteUrl}/api/v1/webhooks/toss`;
  webhooks.mood = { url, copies: 3, delayMs: 100, isReversed: true };
  for (const each of cases) {
    atCompany("lose-answer", each);
    scene.gateway.mischiefs.plan({ kind: "error-500", path: `/orders/${each.paymentId}` });
    expect(codeOf(await scene.stage.api.ask(...each.wish))).toBe("outcome-unknown");
  }
  await vi.waitFor(
    async () => {
      for (const each of cases) expect(await endOf(each)).toEqual(right(each));
    },
    { timeout: 10_000, interval: 200 },
  );
  webhooks.mood = { url: null, copies: 1, delayMs: 0, isReversed: false };
  await settleAll();
});

it("[F11] each step is done once when the books are away for a minute", async () => {
  const cases = await prepared();
  const replies = await scene.stage.withoutBooks(async () => {
    const first = await Promise.all(cases.map(({ wish }) => scene.stage.api.ask(...wish)));
    await sleep(60_000);
    return first;
  });
  for (const reply of replies) expect(["outcome-unknown", "unavailable"]).toContain(codeOf(reply));
  await insistAndCheck(cases);
}, 120_000);
