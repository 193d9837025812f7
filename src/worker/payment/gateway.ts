import type { GatewayMethod } from "../../contract/money/payments.ts";

export type RefundAccount = { bank: string; accountNumber: string; holderName: string };

/** The account for a fan's transfer, and its deadline. */
export type DepositAccount = { bank: string; accountNumber: string; holder: string; dueAt: string };

/** A payment as the gateway knows it. */
export type GatewayPayment = {
  paymentKey: string;
  orderId: string;
  amount: number;
  /** The amount not refunded yet. */
  balance: number;
  /** `waiting`: still undecided. `dead`: it never took money, or refunded all of it. */
  state: "waiting" | "paid" | "dead";
  /** Null for a method that we do not offer. */
  method: GatewayMethod | null;
  /** Set only while the fan's money is still to come. */
  deposit: DepositAccount | null;
  /** The refunds of this payment. A refund that we did not ask for has no id of ours. */
  cancels: { refundId: string | null; amount: number }[];
  receiptUrl: string | null;
  /** The secret that a genuine notice of a deposit repeats. */
  secret: string | null;
  /** Why it failed, as the gateway's code. */
  failure: string | null;
  /** The gateway's own answer, stored unchanged. */
  record: unknown;
};

export type Confirmation = { paymentKey: string; orderId: string; amount: number };

/** How a confirmation ended. `unknown` is not `refused`: the money may have moved. */
export type Verdict =
  | { state: "paid"; payment: GatewayPayment }
  | { state: "awaiting-deposit"; payment: GatewayPayment; deposit: DepositAccount }
  | { state: "refused"; reason: string; message: string; isFinal: boolean; record: unknown }
  | { state: "unknown" };

/** A refund to make. Its id is ours, so that asking twice makes one refund. */
export type GivingBack = {
  paymentKey: string;
  refundId: string;
  /** The number of temporary refusals so far. */
  refusals: number;
  amount: number;
  reason: string;
  /** Virtual accounts have no way back of their own. */
  account: RefundAccount | null;
};

export type CancelVerdict =
  | { state: "cancelled"; payment: GatewayPayment }
  | { state: "refused"; message: string; isFinal: boolean; record: unknown }
  | { state: "unknown" };

/** A change of money at the gateway: enough to go and look the payment up. */
export type Movement = { key: string; orderId: string; isCancel: boolean };

/** The claims of a webhook. They are not trusted, and only tell which payment to look up. */
export type Notice = {
  orderId: string;
  secret: string | null;
  /** The kind of the notice and the state that it claims. Both are stored and not trusted. */
  kind: string;
  status: string | null;
};

/** The gateway that takes cards. Each real one has an adapter. */
export interface PaymentGateway {
  readonly name: string;
  /** Takes the money that the fan has agreed to. Asked twice it takes it once. */
  confirm(confirmation: Confirmation): Promise<Verdict>;
  /** Gives back a part or all. Asked twice it gives back once. */
  cancel(givingBack: GivingBack): Promise<CancelVerdict>;
  byKey(paymentKey: string): Promise<GatewayPayment | null>;
  byOrder(orderId: string): Promise<GatewayPayment | null>;
  /** Reads a webhook; null if its form is unknown. */
  noticeOf(body: unknown): Notice | null;
  /** The movements between two moments, oldest first, a page at a time. */
  movements(span: { fromMs: number; toMs: number; after: string | null }): Promise<Movement[]>;
}

/** The gateway did not answer, or not to us: nothing is known from it. */
export class GatewayUnreachable extends Error {
  override readonly name = "GatewayUnreachable";
}
