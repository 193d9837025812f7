import { expect } from "vitest";
import { startGateway } from "../../../dev/stand-ins/gateway/gateway.ts";
import { Reconciliation } from "../../../src/contract/money/payments.ts";
import { bookFindings } from "../../../src/db/admin/book-findings.ts";
import { codeOf, read } from "../api.ts";
import { newAdmin } from "../fans.ts";
import {
  allSteps,
  confirmRequest,
  type Prepared,
  type MoneySystem,
  type Step,
  steps,
  walletPartMinor,
} from "./money-steps.ts";
import { newHallSale, seatMinor } from "../sales.ts";
import { mustAgree } from "./books-check.ts";
import { openServer } from "../server.ts";

export type Case = Prepared & { step: Step };

/** A test system with a separate gateway and a sale. */
export async function openMoneySystem(): Promise<MoneySystem & { close(): Promise<void> }> {
  const gateway = await startGateway({ port: 0 });
  const server = await openServer(64, {
    PAYMENT_GATEWAY_URL: gateway.url,
    PAYMENT_GATEWAY_SECRET: gateway.secret,
    PAYMENT_CHECKOUT_URL: `${gateway.url}/checkout`,
  });
  const close = async () => {
    await server.close();
    await gateway.stop();
  };
  return { server, gateway, scheduleId: await newHallSale(server, 20), nextSeat: 0, close };
}

/** Every requested step, each by a separate fan, prepared but not done. */
export const prepared = (system: MoneySystem, wanted: Step[] = allSteps): Promise<Case[]> =>
  Promise.all(wanted.map(async (step) => ({ step, ...(await steps[step].prepare(system)) })));

/** Sends the request as the real screen does, until there is an answer; then all money must be where it belongs. */
export async function insistAndCheck(system: MoneySystem, cases: Case[]): Promise<void> {
  for (const each of cases) {
    const reply = await system.server.api.insist(...each.request);
    expect([each.step, codeOf(reply), reply.status < 300]).toEqual([each.step, null, true]);
    if (each.step === "begin to pay")
      await finish(system, each, JSON.parse(reply.bytes.toString()));
  }
  await settleAll(system);
  for (const each of cases)
    expect([each.step, await endOf(system, each)]).toEqual([each.step, right(each)]);
}

async function finish(
  system: MoneySystem,
  { fan }: Case,
  { payment }: { payment: Parameters<typeof confirmRequest>[2] },
) {
  const reply = await system.server.api.insist(...confirmRequest(system, fan, payment));
  expect(reply.status).toBe(200);
}

/** Does the cron's work at once; then everything must agree with everything. */
export async function settleAll(system: MoneySystem): Promise<void> {
  const { server, scheduleId } = system;
  await server.sql("UPDATE refund SET next_try_at = now() WHERE status = 'due'");
  await server.sql("UPDATE payment SET next_check_at = now()");
  await server.sql("UPDATE outbox SET available_at = now() WHERE delivered_at IS NULL");
  const admin = await newAdmin(server);
  const compare = () => server.api.ask("POST /admin/reconciliation", { as: admin });
  read(await compare(), 200, Reconciliation);
  const { repaired, findings } = read(await compare(), 200, Reconciliation);
  expect({ repaired, findings }).toEqual({ repaired: [], findings: [] });
  expect(await bookFindings(server.db, { since: 0, now: Date.now() })).toEqual([]);
  expect(await gatewayInBooks(system)).toBe(gatewayItself(system));
  // The map is cached for a moment.
  await mustAgree(server, scheduleId);
}

/** The money that the gateway holds for us, by its own account and by the books. */
const gatewayItself = ({ gateway }: MoneySystem) =>
  gateway.payments
    .all()
    .filter(({ status }) => ["DONE", "PARTIAL_CANCELED"].includes(status))
    .reduce((sum, { balanceAmount }) => sum + balanceAmount, 0);

async function gatewayInBooks({ server }: MoneySystem): Promise<number> {
  const [row] = await server.sql<{ net: string }>(
    `SELECT coalesce(sum(CASE WHEN debit_id = gateway_account() THEN amount_minor ELSE -amount_minor END), 0) AS net
     FROM transfer WHERE gateway_account() IN (debit_id, credit_id) AND payment_id IS NOT NULL`,
  );
  return Number(row?.net);
}

type End = { orders: number; seats: number; walletMinor: number; atGatewayMinor: number };

export async function endOf({ server, gateway }: MoneySystem, { fan }: Case): Promise<End> {
  const [row] = await server.sql<Record<"orders" | "seats" | "wallet", string>>(
    `SELECT (SELECT count(*) FROM customer_order WHERE account_id = $1) AS orders,
       (SELECT count(*) FROM order_seat s JOIN customer_order o ON o.id = s.order_id
        WHERE o.account_id = $1 AND s.live) AS seats,
       (SELECT balance_minor FROM wallet WHERE account_id = $1) AS wallet`,
    [fan.id],
  );
  const paid = await server.sql<{ id: string }>("SELECT id FROM payment WHERE account_id = $1", [
    fan.id,
  ]);
  const ids = new Set(paid.map(({ id }) => id));
  const atGatewayMinor = gateway.payments
    .all()
    .filter(({ orderId, status }) => ids.has(orderId) && status !== "IN_PROGRESS")
    .reduce((sum, { balanceAmount }) => sum + balanceAmount, 0);
  const { orders, seats, wallet } = row ?? {};
  return {
    orders: Number(orders),
    seats: Number(seats),
    walletMinor: Number(wallet),
    atGatewayMinor,
  };
}

/** Once each: one order, one charge, one refund. */
export function right({ step }: Case): End {
  const none = { orders: 1, seats: 0, walletMinor: 0, atGatewayMinor: 0 };
  switch (step) {
    case "top-up":
      return { ...none, orders: 0, walletMinor: seatMinor, atGatewayMinor: seatMinor };
    case "begin to pay":
    case "pay by card":
      return { ...none, seats: 1, atGatewayMinor: seatMinor };
    case "pay in two parts":
      return { ...none, seats: 1, atGatewayMinor: seatMinor - walletPartMinor };
    case "pay from the wallet":
      return { ...none, seats: 1 };
    case "cancel into the wallet":
      return { ...none, walletMinor: seatMinor };
    case "cancel onto the card":
      return none;
  }
}
