import { randomBytes } from "node:crypto";

export type PaymentStatus =
  | "READY"
  | "IN_PROGRESS"
  | "DONE"
  | "ABORTED"
  | "EXPIRED"
  | "CANCELED"
  | "PARTIAL_CANCELED";

export type Cancel = { cancelAmount: number; cancelReason: string; canceledAt: string };
/** A payment with the fields of Toss's that anything here reads. */
export type Payment = {
  version: "2022-11-16";
  paymentKey: string;
  type: "NORMAL";
  orderId: string;
  orderName: string;
  mId: "frontrow";
  currency: "KRW";
  method: string;
  totalAmount: number;
  balanceAmount: number;
  status: PaymentStatus;
  requestedAt: string;
  approvedAt: string | null;
  failure: { code: string; message: string } | null;
  cancels: Cancel[] | null;
};

type Kept = Payment & { agreedAtMs: number };

/** An answer as Toss gives it: a payment, or `{ code, message }`. */
export type Answer = { status: number; body: unknown };

// A fan has ten minutes from agreeing to the merchant's confirmation.
const confirmMs = 600_000;

export const refusal = (status: number, code: string, message: string): Answer => ({
  status,
  body: { code, message },
});

/** Every payment of one run, in memory, and the rules of how one may change. */
export class Payments {
  readonly #byKey = new Map<string, Kept>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** The fan agreed on the checkout page. */
  agree(order: { orderId: string; orderName: string; amount: number }): Payment {
    const paymentKey = `tfr_${randomBytes(18).toString("base64url")}`;
    const payment = {
      version: "2022-11-16",
      paymentKey,
      type: "NORMAL",
      orderId: order.orderId,
      orderName: order.orderName,
      mId: "frontrow",
      currency: "KRW",
      method: "카드",
      totalAmount: order.amount,
      balanceAmount: order.amount,
      status: "IN_PROGRESS",
      requestedAt: this.#time(),
      approvedAt: null,
      failure: null,
      cancels: null,
      agreedAtMs: this.#now(),
    } satisfies Kept;
    this.#byKey.set(paymentKey, payment);
    return shown(payment);
  }

  confirm(asked: { paymentKey: string; orderId: string; amount: number }): Answer {
    const payment = this.#byKey.get(asked.paymentKey);
    if (!payment) return refusal(404, "NOT_FOUND_PAYMENT", "존재하지 않는 결제 입니다.");
    if (payment.orderId !== asked.orderId || payment.totalAmount !== asked.amount)
      return refusal(400, "INVALID_REQUEST", "잘못된 요청입니다.");
    if (payment.status === "DONE")
      return refusal(400, "ALREADY_PROCESSED_PAYMENT", "이미 처리된 결제 입니다.");
    if (payment.status === "IN_PROGRESS" && this.#now() - payment.agreedAtMs > confirmMs)
      payment.status = "EXPIRED";
    if (payment.status !== "IN_PROGRESS")
      return refusal(404, "NOT_FOUND_PAYMENT_SESSION", "결제 시간이 만료되었습니다.");
    if (this.#ofOrder(asked.orderId, "DONE"))
      return refusal(400, "DUPLICATED_ORDER_ID", "이미 승인 및 취소가 진행된 주문번호 입니다.");
    payment.status = "DONE";
    payment.approvedAt = this.#time();
    return { status: 200, body: shown(payment) };
  }

  /** The bank says no: what `TossPayments-Test-Code` and the checkout's refusing card bring about. */
  abort(paymentKey: string, code: string, message: string): void {
    const payment = this.#byKey.get(paymentKey);
    if (payment?.status !== "IN_PROGRESS") return;
    payment.status = "ABORTED";
    payment.failure = { code, message };
  }

  cancel(paymentKey: string, cancelReason: string, amount: number | undefined): Answer {
    const payment = this.#byKey.get(paymentKey);
    if (!payment) return refusal(404, "NOT_FOUND_PAYMENT", "존재하지 않는 결제 입니다.");
    if (payment.status === "CANCELED")
      return refusal(400, "ALREADY_CANCELED_PAYMENT", "이미 취소된 결제 입니다.");
    if (payment.status !== "DONE" && payment.status !== "PARTIAL_CANCELED")
      return refusal(403, "NOT_CANCELABLE_PAYMENT", "취소 할 수 없는 결제 입니다.");
    const cancelAmount = amount ?? payment.balanceAmount;
    if (cancelAmount <= 0 || cancelAmount > payment.balanceAmount)
      return refusal(403, "NOT_CANCELABLE_AMOUNT", "취소 할 수 없는 금액 입니다.");
    payment.balanceAmount -= cancelAmount;
    payment.status = payment.balanceAmount === 0 ? "CANCELED" : "PARTIAL_CANCELED";
    const cancel = { cancelAmount, cancelReason, canceledAt: this.#time() };
    payment.cancels = [...(payment.cancels ?? []), cancel];
    return { status: 200, body: shown(payment) };
  }

  byKey(paymentKey: string): Answer {
    return found(this.#byKey.get(paymentKey));
  }

  /** The one that took money if there is one, else the latest attempt. */
  byOrder(orderId: string): Answer {
    return found(this.#ofOrder(orderId, "DONE") ?? this.#ofOrder(orderId));
  }

  all(): Payment[] {
    return [...this.#byKey.values()].map(shown).toReversed();
  }

  #ofOrder(orderId: string, status?: PaymentStatus) {
    return [...this.#byKey.values()]
      .toReversed()
      .find((one) => one.orderId === orderId && (status === undefined || one.status === status));
  }

  #time(): string {
    return new Date(this.#now() + 9 * 3_600_000).toISOString().replace(/\.\d+Z$/, "+09:00");
  }
}

function found(payment: Kept | undefined): Answer {
  if (!payment) return refusal(404, "NOT_FOUND_PAYMENT", "존재하지 않는 결제 입니다.");
  return { status: 200, body: shown(payment) };
}

function shown(payment: Kept): Payment {
  const { agreedAtMs, ...told } = payment;
  void agreedAtMs;
  return told;
}
