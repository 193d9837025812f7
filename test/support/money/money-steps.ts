import { fullAgreement } from "../../../src/contract/money/agreement.ts";
import { randomUUID } from "node:crypto";
import type { Gateway } from "../../../dev/stand-ins/gateway/gateway.ts";
import { AwaitedOrder, Order } from "../../../src/contract/money/orders.ts";
import { TopUp } from "../../../src/contract/money/wallets.ts";
import type { Asked } from "../api.ts";
import { read } from "../api.ts";
import { type Fan, holding, newFans, payRequest } from "../fans.ts";
import { seatMinor } from "../sales.ts";
import type { Server } from "../server.ts";

/** One request that moves money; repeated, it stays the same act. */
export type ApiRequest = readonly [what: string, asked: Asked];
export type Prepared = {
  fan: Fan;
  request: ApiRequest;
  seat: number;
  /** The gateway's name for it, if the gateway takes part. */
  paymentId: string | null;
  holdId: string | null;
};
export type MoneySystem = {
  server: Server;
  gateway: Gateway;
  scheduleId: string;
  nextSeat: number;
};

/** The wallet's part of a seat's price in a split payment. */
export const walletPartMinor = 4_000;

/** The Worker's requests to the books and to the gateway in each step; faults are planted by these names. */
export const steps = {
  "top-up": { books: "settle_top_up(", gateway: "/v1/payments/confirm", prepare: toTopUp },
  "begin to pay": { books: "start_card_payment(", gateway: null, prepare: toBegin },
  "pay by card": {
    books: "settle_card_payment(",
    gateway: "/v1/payments/confirm",
    prepare: toConfirm,
  },
  "pay in two parts": {
    books: "settle_card_payment(",
    gateway: "/v1/payments/confirm",
    prepare: toConfirmPart,
  },
  "pay from the wallet": { books: "purchase(", gateway: null, prepare: toPay },
  "cancel into the wallet": { books: "cancel_seats(", gateway: null, prepare: toCancel },
  "cancel onto the card": { books: "settle_refund(", gateway: "/cancel", prepare: toGiveBack },
} as const;
export type Step = keyof typeof steps;
export const allSteps = Object.keys(steps) as Step[];

const keyed = () => ({ "idempotency-key": randomUUID() });

async function newFan(system: MoneySystem, balanceMinor: number): Promise<Fan> {
  const [fan] = await newFans(system.server, 1, balanceMinor);
  if (!fan) throw new Error("there is no fan");
  return fan;
}

/** The fan's part on the gateway's page. */
function agree({ gateway }: MoneySystem, orderId: string, amount: number): string {
  return gateway.payments.agree({ orderId, orderName: "Frontrow", amount }).paymentKey;
}

async function toTopUp(system: MoneySystem): Promise<Prepared> {
  const fan = await newFan(system, 0);
  const amount = seatMinor;
  const asked = { as: fan, body: { amount }, headers: keyed() };
  const { id } = read(await system.server.api.ask("POST /wallet/top-ups", asked), 201, TopUp);
  const body = { paymentKey: agree(system, id, amount), amount };
  const request = [`POST /wallet/top-ups/${id}/confirmation`, { as: fan, body, headers: keyed() }];
  return { fan, request: request as unknown as ApiRequest, seat: -1, paymentId: id, holdId: null };
}

async function toBegin(system: MoneySystem, partMinor = 0): Promise<Prepared> {
  const fan = await newFan(system, partMinor);
  const seat = system.nextSeat++;
  const hold = await holding(system.server, fan, system.scheduleId, [seat]);
  const part = partMinor > 0 ? { walletMinor: partMinor } : {};
  const body = {
    scheduleId: system.scheduleId,
    holdId: hold.id,
    method: "card",
    agreement: fullAgreement,
    ...part,
  };
  const request: ApiRequest = ["POST /orders", { as: fan, body, headers: keyed() }];
  return { fan, request, seat, paymentId: null, holdId: hold.id };
}

function toConfirmPart(system: MoneySystem): Promise<Prepared> {
  return toConfirm(system, walletPartMinor);
}

async function toConfirm(system: MoneySystem, partMinor = 0): Promise<Prepared> {
  const begun = await toBegin(system, partMinor);
  const { payment } = read(await system.server.api.ask(...begun.request), 201, AwaitedOrder);
  return { ...begun, request: confirmRequest(system, begun.fan, payment), paymentId: payment.id };
}

export function confirmRequest(
  system: MoneySystem,
  fan: Fan,
  { id, amount: { amount } }: { id: string; amount: { amount: number } },
): ApiRequest {
  const body = { paymentKey: agree(system, id, amount), amount };
  return [`POST /payments/${id}/confirmation`, { as: fan, body }];
}

async function toPay(system: MoneySystem): Promise<Prepared> {
  const fan = await newFan(system, seatMinor);
  const seat = system.nextSeat++;
  const hold = await holding(system.server, fan, system.scheduleId, [seat]);
  return { fan, request: payRequest(fan, hold), seat, paymentId: null, holdId: hold.id };
}

async function toCancel(system: MoneySystem): Promise<Prepared> {
  const paid = await toPay(system);
  const { id } = read(await system.server.api.ask(...paid.request), 201, Order);
  const request: ApiRequest = [
    `POST /orders/${id}/cancellation`,
    { as: paid.fan, body: {}, headers: keyed() },
  ];
  return { ...paid, request };
}

async function toGiveBack(system: MoneySystem): Promise<Prepared> {
  const paying = await toConfirm(system);
  const reply = await system.server.api.ask(...paying.request);
  const { orderId } = JSON.parse(reply.bytes.toString()) as { orderId: string };
  const asked = { as: paying.fan, body: { to: "original" }, headers: keyed() };
  return { ...paying, request: [`POST /orders/${orderId}/cancellation`, asked] };
}
