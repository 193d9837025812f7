import { randomBytes } from "node:crypto";
import { newPayment, seoulTime } from "./payment.ts";
import type { Asked, Payment, PaymentStatus, RefundAccount } from "./payment.ts";

/** An answer as Toss gives it: a payment, or `{ code, message }`. */
export type Answer = { status: number; body: unknown };
export type CancelAsked = {
  cancelReason: string;
  cancelAmount: number | undefined;
  refundReceiveAccount: RefundAccount | undefined;
};
export type Transaction = {
  transactionKey: string;
  paymentKey: string;
  orderId: string;
  status: PaymentStatus;
  transactionAt: string;
  amount: number;
};

type Kept = Payment & { requestedAtMs: number; agreedAtMs: number; dueAtMs: number; asked: Asked };

// A fan has half an hour to agree, and the shop ten minutes from there to confirm.
const agreeMs = 1_800_000;
const confirmMs = 600_000;
const hourMs = 3_600_000;

export const refusal = (status: number, code: string, message: string): Answer => ({
  status,
  body: { code, message },
});
const notFound = refusal(404, "NOT_FOUND_PAYMENT", "존재하지 않는 결제 입니다.");
const newKey = () => `tfr_${randomBytes(18).toString("base64url")}`;

/** Every payment of one run, in memory, and the rules of how one may change. */
export class Payments {
  /** Everything that moved money, in order. */
  readonly transactions: Transaction[] = [];
  readonly #byKey = new Map<string, Kept>();
  readonly #now: () => number;
  readonly #onChange: (payment: Payment) => void;

  constructor(now: () => number = Date.now, onChange: (payment: Payment) => void = () => {}) {
    this.#now = now;
    this.#onChange = onChange;
  }

  /** The fan has come to the checkout page. */
  begin(asked: Asked): Payment {
    const now = this.#now();
    const payment = newPayment(asked, newKey(), seoulTime(now));
    const kept = { ...payment, requestedAtMs: now, agreedAtMs: 0, dueAtMs: 0, asked };
    this.#byKey.set(payment.paymentKey, kept);
    return shown(kept);
  }

  /** The fan agreed there; null when that was too late. */
  agreeTo(paymentKey: string, changed: Partial<Asked> = {}): Payment | null {
    const kept = this.#known(paymentKey);
    if (kept?.status !== "READY") return null;
    const renewed = newPayment({ ...kept.asked, ...changed }, paymentKey, kept.requestedAt);
    Object.assign(kept, renewed, { status: "IN_PROGRESS", agreedAtMs: this.#now() });
    return shown(kept);
  }

  /** Both at once, for callers that need no page. */
  agree(asked: Asked): Payment {
    const { paymentKey } = this.begin(asked);
    const payment = this.agreeTo(paymentKey);
    if (!payment) throw new Error("a payment expired as it began");
    return payment;
  }

  confirm(asked: { paymentKey: string; orderId: string; amount: number }): Answer {
    const payment = this.#known(asked.paymentKey);
    if (!payment) return notFound;
    if (payment.orderId !== asked.orderId || payment.totalAmount !== asked.amount)
      return refusal(400, "INVALID_REQUEST", "잘못된 요청입니다.");
    if (payment.status === "DONE" || payment.status === "WAITING_FOR_DEPOSIT")
      return refusal(400, "ALREADY_PROCESSED_PAYMENT", "이미 처리된 결제 입니다.");
    if (payment.status !== "IN_PROGRESS")
      return refusal(404, "NOT_FOUND_PAYMENT_SESSION", "결제 시간이 만료되었습니다.");
    if (this.#ofOrder(asked.orderId, hasSettled))
      return refusal(400, "DUPLICATED_ORDER_ID", "이미 승인 및 취소가 진행된 주문번호 입니다.");
    if (payment.method === "가상계좌") this.#openAccount(payment);
    else this.#approve(payment);
    return { status: 200, body: shown(payment) };
  }

  #openAccount(payment: Kept): void {
    payment.dueAtMs = this.#now() + (payment.asked.validHours ?? 24) * hourMs;
    payment.secret = `ps_${randomBytes(12).toString("base64url")}`;
    payment.virtualAccount = {
      accountType: "일반",
      accountNumber: `X${randomBytes(6).toString("hex")}`,
      bankCode: "20",
      customerName: "김하늘",
      dueDate: seoulTime(payment.dueAtMs),
      refundStatus: "NONE",
      expired: false,
      settlementStatus: "INCOMPLETED",
      refundReceiveAccount: null,
    };
    this.#change(payment, "WAITING_FOR_DEPOSIT");
  }

  #approve(payment: Kept): void {
    payment.approvedAt = seoulTime(this.#now());
    payment.receipt = { url: `https://dashboard.test/receipt/${payment.paymentKey}` };
    this.#record(payment, payment.totalAmount, "DONE");
  }

  /** The fan pays into the virtual account, in time for the bank. */
  deposit(paymentKey: string): boolean {
    const payment = this.#known(paymentKey);
    if (payment?.status !== "WAITING_FOR_DEPOSIT") return false;
    this.#approve(payment);
    return true;
  }

  /** Seldom, the bank takes a deposit back. */
  bankError(paymentKey: string): boolean {
    const payment = this.#known(paymentKey);
    if (payment?.status !== "DONE" || !payment.virtualAccount) return false;
    payment.approvedAt = null;
    this.#change(payment, "WAITING_FOR_DEPOSIT");
    return true;
  }

  /** The bank declines, as for the checkout's refused card. */
  abort(paymentKey: string, code: string, message: string): void {
    const payment = this.#known(paymentKey);
    if (payment?.status !== "IN_PROGRESS" && payment?.status !== "READY") return;
    payment.failure = { code, message };
    this.#change(payment, "ABORTED");
  }

  cancel(paymentKey: string, asked: CancelAsked): Answer {
    const payment = this.#known(paymentKey);
    if (!payment) return notFound;
    const { cancelReason, cancelAmount = payment.balanceAmount, refundReceiveAccount } = asked;
    if (payment.status === "CANCELED")
      return refusal(400, "ALREADY_CANCELED_PAYMENT", "이미 취소된 결제 입니다.");
    if (!["DONE", "PARTIAL_CANCELED", "WAITING_FOR_DEPOSIT"].includes(payment.status))
      return refusal(403, "NOT_CANCELABLE_PAYMENT", "취소 할 수 없는 결제 입니다.");
    if (cancelAmount <= 0 || cancelAmount > payment.balanceAmount)
      return refusal(403, "NOT_CANCELABLE_AMOUNT", "취소 할 수 없는 금액 입니다.");
    const isWhole = cancelAmount === payment.balanceAmount;
    if (payment.status === "WAITING_FOR_DEPOSIT" && !isWhole)
      return refusal(
        403,
        "NOT_ALLOWED_PARTIAL_REFUND_WAITING_DEPOSIT",
        "입금 대기중인 결제 입니다.",
      );
    if (payment.virtualAccount && payment.status !== "WAITING_FOR_DEPOSIT") {
      if (!refundReceiveAccount)
        return refusal(400, "INVALID_REFUND_ACCOUNT_INFO", "환불 계좌 정보를 확인해주세요.");
      Object.assign(payment.virtualAccount, { refundReceiveAccount, refundStatus: "COMPLETED" });
    }
    const isUnpaid = payment.status === "WAITING_FOR_DEPOSIT";
    payment.balanceAmount -= cancelAmount;
    const status = isWhole ? "CANCELED" : "PARTIAL_CANCELED";
    if (isUnpaid) this.#change(payment, status);
    else this.#takeBack(payment, cancelAmount, cancelReason, status);
    return { status: 200, body: shown(payment) };
  }

  #takeBack(payment: Kept, amount: number, cancelReason: string, status: PaymentStatus): void {
    const transactionKey = randomBytes(16).toString("hex");
    const cancel = {
      cancelAmount: amount,
      cancelReason,
      taxFreeAmount: 0,
      refundableAmount: payment.balanceAmount,
      canceledAt: seoulTime(this.#now()),
      transactionKey,
    };
    payment.cancels = [...(payment.cancels ?? []), cancel];
    this.#record(payment, amount, status, transactionKey);
  }

  byKey(paymentKey: string): Answer {
    return found(this.#known(paymentKey));
  }

  /** The attempt that took money if there is one, else the latest one. */
  byOrder(orderId: string): Answer {
    return found(this.#ofOrder(orderId, hasSettled) ?? this.#ofOrder(orderId));
  }

  all(): Payment[] {
    const kept = [...this.#byKey.keys()].map((key) => this.#known(key));
    return kept
      .filter((payment) => payment !== undefined)
      .map(shown)
      .toReversed();
  }

  /** Makes the payments of an order older, so that their clocks run out. */
  age(orderId: string, ms: number): void {
    for (const payment of this.#byKey.values()) {
      if (payment.orderId !== orderId) continue;
      payment.requestedAtMs -= ms;
      payment.agreedAtMs -= ms;
      payment.dueAtMs -= ms;
    }
  }

  #ofOrder(orderId: string, isWanted: (payment: Kept) => boolean = () => true) {
    return [...this.#byKey.values()]
      .toReversed()
      .map(({ paymentKey }) => this.#known(paymentKey))
      .find((one) => one?.orderId === orderId && isWanted(one));
  }

  /** The payment as its clocks have left it. */
  #known(paymentKey: string): Kept | undefined {
    const payment = this.#byKey.get(paymentKey);
    if (payment && this.#isOver(payment)) {
      if (payment.virtualAccount) payment.virtualAccount.expired = true;
      this.#change(payment, "EXPIRED");
    }
    return payment;
  }

  #isOver({ status, requestedAtMs, agreedAtMs, dueAtMs }: Kept): boolean {
    const now = this.#now();
    if (status === "READY") return now - requestedAtMs > agreeMs;
    if (status === "IN_PROGRESS") return now - agreedAtMs > confirmMs;
    return status === "WAITING_FOR_DEPOSIT" && now > dueAtMs;
  }

  #record(
    payment: Kept,
    amount: number,
    status: PaymentStatus,
    transactionKey = randomBytes(16).toString("hex"),
  ): void {
    const { paymentKey, orderId } = payment;
    const transactionAt = seoulTime(this.#now());
    this.transactions.push({ transactionKey, paymentKey, orderId, status, transactionAt, amount });
    payment.lastTransactionKey = transactionKey;
    this.#change(payment, status);
  }

  #change(payment: Kept, status: PaymentStatus): void {
    payment.status = status;
    this.#onChange(shown(payment));
  }
}

const hasSettled = ({ status }: Payment) =>
  ["DONE", "PARTIAL_CANCELED", "CANCELED", "WAITING_FOR_DEPOSIT"].includes(status);

function found(payment: Kept | undefined): Answer {
  return payment ? { status: 200, body: shown(payment) } : notFound;
}

/** A copy, since an answer once given must not change with the payment. */
function shown(payment: Kept): Payment {
  const { requestedAtMs, agreedAtMs, dueAtMs, asked, ...told } = payment;
  void [requestedAtMs, agreedAtMs, dueAtMs, asked];
  return structuredClone(told);
}
