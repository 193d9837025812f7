import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { MischiefKind } from "../../dev/stand-ins/gateway/mischief.ts";
import { codeOf } from "../support/api.ts";
import {
  type Case,
  endOf,
  insistAndCheck,
  openMoneySystem,
  prepared,
  right,
  settleAll,
} from "../support/money/money-system.ts";
import { allSteps, steps } from "../support/money/money-steps.ts";
import { eventually } from "../support/eventually.ts";

let system: Awaited<ReturnType<typeof openMoneySystem>>;

beforeAll(async () => {
  system = await openMoneySystem();
});
afterAll(() => system.close());

const withGateway = allSteps.filter((step) => steps[step].gateway !== null);

function atGateway(kind: MischiefKind, { step, request }: Case, delayMs = 0): void {
  const path = steps[step].gateway ?? "";
  const { paymentKey } = (request[1].body ?? {}) as { paymentKey?: string };
  system.gateway.mischiefs.plan({
    kind,
    path,
    delayMs,
    ...(paymentKey ? { text: paymentKey } : {}),
  });
}

for (const kind of ["drop-before-send", "drop-after-commit"] as const)
  it(`[F6] each step is done once when the books' part of it is lost: ${kind}`, async () => {
    const cases = await prepared(system);
    for (const each of cases) {
      system.server.bridge.faults.add({ kind, match: steps[each.step].books });
      await system.server.api.ask(...each.request);
      expect([each.step, system.server.bridge.faults.list()]).toEqual([each.step, []]);
    }
    await insistAndCheck(system, cases);
  });

for (const kind of ["lose-request", "lose-answer", "error-500"] as const)
  it(`[F7] each step is done once when the gateway's part of it is lost: ${kind}`, async () => {
    const cases = await prepared(system, withGateway);
    for (const each of cases) {
      atGateway(kind, each);
      await system.server.api.ask(...each.request);
    }
    await insistAndCheck(system, cases);
  });

it("[F8] each step is done once when the Worker is killed while the books work on it", async () => {
  const cases = await prepared(system);
  for (const { step } of cases)
    system.server.bridge.faults.add({ kind: "delay", match: steps[step].books, delayMs: 600 });
  await killAmid(cases, 250);
  system.server.bridge.faults.clear();
  await insistAndCheck(system, cases);
});

it("[F13] each step is done once when the Worker is killed while the gateway works on it", async () => {
  const cases = await prepared(system, withGateway);
  for (const each of cases) atGateway("delay", each, 600);
  await killAmid(cases, 250);
  system.gateway.mischiefs.clear();
  // The gateway is still working, and answers so to every repeated request.
  await sleep(500);
  await insistAndCheck(system, cases);
});

async function killAmid(cases: Case[], afterMs: number): Promise<void> {
  const asked = cases.map(({ request }) => system.server.api.ask(...request).catch(() => null));
  await sleep(afterMs);
  await system.server.kill();
  expect((await Promise.all(asked)).filter((reply) => reply === null).length).toBeGreaterThan(0);
  await system.server.restart();
}

it("[F9] each step is done once when it is sent three times at once", async () => {
  const cases = await prepared(system);
  for (const { request } of cases)
    await Promise.all([1, 2, 3].map(() => system.server.api.ask(...request)));
  await insistAndCheck(system, cases);
});

it("[F10] a card payment that reaches the books after its hold ended is refunded", async () => {
  const [late] = await prepared(system, ["pay by card"]);
  if (!late) throw new Error("there is no case");
  atGateway("delay", late, 1_000);
  const confirming = system.server.api.ask(...late.request);
  const { payments } = system.gateway;
  await eventually(
    () => expect(payments.byOrder(late.paymentId ?? "").body).toMatchObject({ status: "DONE" }),
    { interval: 10 },
  );
  // Does the work of the schedule's alarm when the guard runs out.
  await system.server.sql("SELECT void_hold($1)", [late.holdId]);
  const reply = await confirming;
  expect(JSON.parse(reply.bytes.toString())).toMatchObject({
    status: "refunded",
    reason: "hold-expired",
    refunds: [{ status: "done", to: "original" }],
  });
  expect(await endOf(system, late)).toEqual({
    orders: 0,
    seats: 0,
    walletMinor: 0,
    atGatewayMinor: 0,
  });
});

it("[F14] a payment or a top-up that is confirmed after the gateway's ten minutes takes no money", async () => {
  for (const late of await prepared(system, ["pay by card", "top-up"])) {
    system.gateway.payments.age(late.paymentId ?? "", 600_001);
    expect(codeOf(await system.server.api.insist(...late.request))).toBe("payment-refused");
    expect(await endOf(system, late)).toMatchObject({ orders: 0, walletMinor: 0 });
    expect(system.gateway.payments.byOrder(late.paymentId ?? "").body).toMatchObject({
      status: "EXPIRED",
    });
  }
});

it("[F12] the gateway's notices give seats to fans who never return, even if the notices come twice and out of order", async () => {
  const cases = await prepared(system, ["pay by card", "top-up", "pay by card"]);
  const { webhooks } = system.gateway;
  const url = `${system.server.siteUrl}/api/v1/webhooks/toss`;
  webhooks.mood = { url, copies: 3, delayMs: 100, isReversed: true };
  for (const each of cases) {
    atGateway("lose-answer", each);
    system.gateway.mischiefs.plan({ kind: "error-500", path: `/orders/${each.paymentId}` });
    expect(codeOf(await system.server.api.ask(...each.request))).toBe("outcome-unknown");
  }
  await eventually(
    async () => {
      for (const each of cases) expect(await endOf(system, each)).toEqual(right(each));
    },
    { interval: 200 },
  );
  webhooks.mood = { url: null, copies: 1, delayMs: 0, isReversed: false };
  await settleAll(system);
});
