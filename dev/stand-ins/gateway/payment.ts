/** The payment methods of the checkout page, with Toss' names for them. */
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
  cashReceipt: CashReceipt | null;
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

/** Issued with a transfer. The tax office learns the recipient, the shop does not. */
export type CashReceipt = {
  type: (typeof receiptTypes)[number];
  receiptKey: string;
  issueNumber: string;
  receiptUrl: string;
  amount: number;
  taxFreeAmount: number;
};
export const receiptTypes = ["소득공제", "지출증빙"] as const;

/** The shop's request on the checkout page. */
export type Asked = {
  orderId: string;
  orderName: string;
  amount: number;
  method?: Method | undefined;
  /** How long a virtual account waits for its money; Toss counts in whole hours. */
  validHours?: number | undefined;
  cashReceipt?: (typeof receiptTypes)[number] | undefined;
  /** The number on the receipt; without it there is no receipt. */
  receiptNumber?: string | undefined;
};

/** A payment that a fan has yet to agree to. */
export function newPayment(asked: Asked, paymentKey: string, requestedAt: string): Payment {
  const { orderId, orderName, amount, method = "card" } = asked;
  // The tax is a tenth of the amount without tax: for 37,400 it is 3,400.
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
    cashReceipt: cashReceiptOf(asked),
    receipt: null,
  };
}

function cashReceiptOf({ method, amount, cashReceipt: type, receiptNumber }: Asked) {
  const isTransfer = method === "transfer" || method === "virtualAccount";
  if (!isTransfer || type === undefined || receiptNumber === undefined) return null;
  const issueNumber = String(amount).padStart(9, "0");
  const receiptUrl = "https://dashboard.test/cash-receipt";
  return {
    type,
    receiptKey: `cr_${issueNumber}`,
    issueNumber,
    receiptUrl,
    amount,
    taxFreeAmount: 0,
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
