/** The ways to pay that the checkout page offers, and what Toss calls them. */
export const methodNames = {
  card: "카드",
  easyPay: "간편결제",
  transfer: "계좌이체",
  virtualAccount: "가상계좌",
} as const;
export type Method = keyof typeof methodNames;

export type PaymentStatus =
  | "READY"
  | "IN_PROGRESS"
  | "WAITING_FOR_DEPOSIT"
  | "DONE"
  | "ABORTED"
  | "EXPIRED"
  | "CANCELED"
  | "PARTIAL_CANCELED";

export type RefundAccount = { bank: string; accountNumber: string; holderName: string };
export type Cancel = {
  cancelAmount: number;
  cancelReason: string;
  taxFreeAmount: number;
  refundableAmount: number;
  canceledAt: string;
  transactionKey: string;
};

/** A payment with those of Toss's fields that a shop may read. */
export type Payment = {
  version: "2022-11-16";
  paymentKey: string;
  type: "NORMAL";
  orderId: string;
  orderName: string;
  mId: "frontrow";
  currency: "KRW";
  method: (typeof methodNames)[Method];
  totalAmount: number;
  balanceAmount: number;
  suppliedAmount: number;
  vat: number;
  taxFreeAmount: number;
  status: PaymentStatus;
  requestedAt: string;
  approvedAt: string | null;
  lastTransactionKey: string | null;
  secret: string | null;
  isPartialCancelable: boolean;
  failure: { code: string; message: string } | null;
  cancels: Cancel[] | null;
  card: { amount: number; issuerCode: string; number: string; approveNo: string } | null;
  easyPay: { provider: string; amount: number; discountAmount: number } | null;
  transfer: { bankCode: string; settlementStatus: string } | null;
  virtualAccount: VirtualAccount | null;
  cashReceipt: { type: string; amount: number; receiptUrl: string } | null;
  receipt: { url: string } | null;
};

export type VirtualAccount = {
  accountType: "일반";
  accountNumber: string;
  bankCode: string;
  customerName: string;
  dueDate: string;
  refundStatus: "NONE" | "COMPLETED";
  expired: boolean;
  settlementStatus: "INCOMPLETED" | "COMPLETED";
  refundReceiveAccount: RefundAccount | null;
};

/** What the shop asked for on the checkout page. */
export type Asked = {
  orderId: string;
  orderName: string;
  amount: number;
  method?: Method | undefined;
  /** How long a virtual account waits for its money; Toss counts in whole hours. */
  validHours?: number | undefined;
  cashReceipt?: string | undefined;
};

/** A payment that a fan has yet to agree to. */
export function newPayment(asked: Asked, paymentKey: string, requestedAt: string): Payment {
  const { orderId, orderName, amount, method = "card" } = asked;
  // The tax is a tenth of what is left without it: of 37,400 it is 3,400.
  const suppliedAmount = Math.round(amount / 1.1);
  return {
    version: "2022-11-16",
    paymentKey,
    type: "NORMAL",
    orderId,
    orderName,
    mId: "frontrow",
    currency: "KRW",
    method: methodNames[method],
    totalAmount: amount,
    balanceAmount: amount,
    suppliedAmount,
    vat: amount - suppliedAmount,
    taxFreeAmount: 0,
    status: "READY",
    requestedAt,
    approvedAt: null,
    lastTransactionKey: null,
    secret: null,
    isPartialCancelable: true,
    failure: null,
    cancels: null,
    card: method === "card" ? card(amount) : null,
    easyPay: method === "easyPay" ? { provider: "토스페이", amount, discountAmount: 0 } : null,
    transfer: method === "transfer" ? { bankCode: "88", settlementStatus: "INCOMPLETED" } : null,
    virtualAccount: null,
    cashReceipt:
      asked.cashReceipt === undefined
        ? null
        : { type: asked.cashReceipt, amount, receiptUrl: "https://dashboard.test/cash-receipt" },
    receipt: null,
  };
}

const card = (amount: number) => ({
  amount,
  issuerCode: "61",
  number: "12345678****123*",
  approveNo: "00000000",
});

/** Time as Toss writes it, in Seoul. */
export function seoulTime(epochMs: number): string {
  return new Date(epochMs + 9 * 3_600_000).toISOString().replace(/\.\d+Z$/, "+09:00");
}
