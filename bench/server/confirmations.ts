import { fullAgreement } from "../../src/contract/money/agreement.ts";
import { randomUUID } from "node:crypto";
import type { Workerd } from "../../dev/machine/workerd.ts";
import { openAccounts } from "../support/accounts.ts";
import { admit, as, holdRequest } from "../support/fans.ts";
import { type Figures, median, rounded } from "../support/figures.ts";
import { drive, inTurn, request, sendAll } from "../support/load.ts";
import { connections } from "./plain-writes.ts";
import { report, tell } from "../support/report.ts";
import { openSale, openHall, pairMinor, type Hall } from "../support/halls.ts";
import { compare, type Contender, type Pace } from "../support/slices.ts";
import type { GatewayProcess, Lab } from "../support/lab.ts";

const perSecondMin = 100;
const extraP95MsMax = 300;

/** Card payments confirmed, and how much longer that takes than the gateway alone. */
export async function measureConfirmations(lab: Lab, pace: Pace): Promise<Figures> {
  const hall = await openHall(lab, 2);
  const product = await lab.openProduct("disk");
  const confirm = confirmer(lab, pace, hall, product);
  const alone = gatewayAlone(lab.gateway, pace);
  const comparison = await compare([confirm, alone], pace, lab.probe);
  const figures = report("confirmations", comparison, []);
  const slices = comparison.slices.get("confirm") ?? [];
  const gateway = comparison.slices.get("company") ?? [];
  const extraMs = median(slices.map(({ p95Ms }, at) => p95Ms - (gateway[at]?.p95Ms ?? 0)));
  figures["confirm_extra_p95_ms"] = rounded(extraMs);
  const perSecond = figures["confirm_per_s"] ?? 0;
  tell("confirm_per_s", String(perSecond), perSecond >= perSecondMin, `aim ${perSecondMin}`);
  const isMet = extraMs <= extraP95MsMax;
  tell("confirm_extra_p95_ms", String(rounded(extraMs)), isMet, `aim at most ${extraP95MsMax}`);
  await verify(lab);
  return figures;
}

type Agreed = { id: string; amount: number; paymentKey: string };

/** Payments that their fans have agreed to, of a pair of seats each. */
function confirmer(lab: Lab, { sliceMs }: Pace, hall: Hall, product: Workerd): Contender {
  return {
    name: "confirm",
    expected: 200,
    prepare: async (answeredLast) => {
      const scheduleId = await openSale(lab, hall);
      const wanted = Math.min(Math.max(300, Math.ceil(answeredLast * 1.5)), hall.seatCount / 2);
      const shoppers = await admit(lab, product.port, scheduleId, wanted);
      const ids = shoppers.map(({ id }) => id);
      await openAccounts(lab, ids, pairMinor);
      const holds = shoppers.map((shopper) => holdRequest(scheduleId, shopper));
      const held = (await sendAll(product.port, holds, 201)) as { id: string }[];
      const orders = shoppers.map(({ token }, at) => {
        const headers = { ...as(token), "idempotency-key": randomUUID() };
        const body = { scheduleId, holdId: held[at]?.id, method: "card", agreement: fullAgreement };
        return request("POST /api/v1/orders", headers, body);
      });
      type Begun = { payment: { id: string; amount: { amount: number } } };
      const begun = (await sendAll(product.port, orders, 201)) as Begun[];
      const agreed = await eachAgreed(
        lab.gateway,
        begun.map(({ payment: { id, amount } }) => ({ id, amount: amount.amount })),
      );
      const confirmations = agreed.map(({ id, amount, paymentKey }, at) =>
        request(`POST /api/v1/payments/${id}/confirmation`, as(shoppers[at]?.token ?? ""), {
          paymentKey,
          amount,
        }),
      );
      const next = inTurn(confirmations);
      return () => drive({ port: product.port, connections, next, forMs: sliceMs });
    },
  };
}

/** The same at the gateway's door, with nothing of ours in between. */
function gatewayAlone(gateway: GatewayProcess, { sliceMs }: Pace): Contender {
  const authorization = `Basic ${Buffer.from(`${gateway.secret}:`).toString("base64")}`;
  return {
    name: "company",
    expected: 200,
    prepare: async (answeredLast) => {
      const wanted = Math.max(2_000, Math.ceil(answeredLast * 1.5));
      const asked = Array.from({ length: wanted }, () => ({ id: randomUUID(), amount: pairMinor }));
      const agreed = await eachAgreed(gateway, asked);
      const requests = agreed.map(({ id: orderId, amount, paymentKey }) =>
        request("POST /v1/payments/confirm", { authorization }, { orderId, amount, paymentKey }),
      );
      const next = inTurn(requests);
      const port = Number(new URL(gateway.url).port);
      return () => drive({ port, connections, next, forMs: sliceMs });
    },
  };
}

/** The fans' approval at the gateway. */
async function eachAgreed(
  { url }: GatewayProcess,
  payments: { id: string; amount: number }[],
): Promise<Agreed[]> {
  const agreed: Agreed[] = [];
  const back = "http://frontrow.test/";
  const take = payments.entries();
  const work = async () => {
    for (const [at, { id, amount }] of take) {
      const form = { orderId: id, amount: String(amount), successUrl: back, failUrl: back };
      const body = new URLSearchParams({ ...form, answer: "pay" });
      const init = { method: "POST", body, redirect: "manual" } as const;
      const response = await fetch(`${url}/checkout`, init);
      const location = new URL(response.headers.get("location") ?? "");
      const paymentKey = location.searchParams.get("paymentKey") ?? "";
      agreed[at] = { id, amount, paymentKey };
    }
  };
  await Promise.all(Array.from({ length: 32 }, work));
  return agreed;
}

/** Every confirmed payment has its order and its seats, and the ledger sums to nothing. */
async function verify({ sql }: Lab): Promise<void> {
  const { rows } = await sql.query<{ paid: number; ordered: number; sum: string }>(
    `SELECT (SELECT count(*)::int FROM payment WHERE purpose = 'order' AND status = 'paid') AS paid,
      (SELECT count(DISTINCT o.id)::int FROM customer_order o JOIN order_seat s ON s.order_id = o.id AND s.live
       WHERE o.payment_id IS NOT NULL) AS ordered,
      (SELECT coalesce(sum(balance_minor), 0) FROM ledger_balance) AS sum`,
  );
  const [found] = rows;
  if (!found || found.paid !== found.ordered || Number(found.sum) !== 0)
    throw new Error(`the books do not agree: ${JSON.stringify(found)}`);
  console.log(
    `    confirm: ${found.paid} paid, each with its order and seats; the ledger sums to 0`,
  );
}
