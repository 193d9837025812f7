/** A payment as the gateway knows it. */
export type GatewayPayment = {
  paymentKey: string;
  orderId: string;
  amount: number;
  /** `waiting`: it may still go either way. `dead`: it never took money, or gave it back. */
  state: "waiting" | "paid" | "dead";
  /** What the gateway said, to be kept as it is. */
  record: unknown;
};

export type Confirmation = { paymentKey: string; orderId: string; amount: number };

/** How a confirmation ended. `unknown` is not `refused`: the money may have moved. */
export type Verdict =
  | { state: "paid"; payment: GatewayPayment }
  | { state: "refused"; message: string; isFinal: boolean; record: unknown }
  | { state: "unknown" };

/** The company that takes cards. Each real one has an adapter. */
export interface PaymentGateway {
  readonly name: string;
  /** Takes the money that the fan has agreed to. Asked twice it takes it once. */
  confirm(confirmation: Confirmation): Promise<Verdict>;
  byKey(paymentKey: string): Promise<GatewayPayment | null>;
  byOrder(orderId: string): Promise<GatewayPayment | null>;
}

/** The gateway did not answer, or not to us: nothing is known from it. */
export class GatewayUnreachable extends Error {
  override readonly name = "GatewayUnreachable";
}
