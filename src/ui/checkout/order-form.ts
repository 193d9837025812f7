import { computed, signal } from "@preact/signals";
import {
  type AgreementItem,
  agreementItems,
  fullAgreement,
} from "../../contract/money/agreement.ts";
import { isReceiptNumber, type ReceiptType } from "../../contract/money/personal-numbers.ts";
import type { PaymentMethod } from "../../contract/money/payments.ts";
import type { OrderRequest } from "../api/orders.ts";
import { recallJson, rememberJson } from "../state/storage.ts";

export type FormFault = "mail" | "receipt" | "agreement";

/** Kept in the browser during the trip to the gateway; a phone number is not. */
type Kept = { mailTo: string; agreed: AgreementItem[]; keptAt: number };
export const formName = (holdId: string) => `form.${holdId}`;

/** A buyer's entries. Errors show on the first attempt to pay, and disappear as they are fixed. */
export function createOrderForm(holdId: string, accountMail: string) {
  const kept = recallJson<Kept>(formName(holdId));
  const mailTo = signal(kept?.mailTo ?? accountMail);
  const agreed = signal<readonly AgreementItem[]>(kept?.agreed ?? []);
  const receiptType = signal<ReceiptType | null>(null);
  const receiptNumber = signal("");
  const usesBalance = signal(false);
  const isTried = signal(false);

  const all = computed<FormFault[]>(() => {
    const found: FormFault[] = [];
    if (!/^\S+@\S+\.\S+$/.test(mailTo.value.trim())) found.push("mail");
    if (receiptOf() === "fault") found.push("receipt");
    if (agreementItems.some((item) => !agreed.value.includes(item))) found.push("agreement");
    return found;
  });
  const faults = computed(() => (isTried.value ? all.value : []));

  function receiptOf() {
    const type = receiptType.value;
    const number = receiptNumber.value.trim();
    if (type === null) return null;
    return isReceiptNumber(type, number) ? { type, number } : "fault";
  }

  function agree(items: readonly AgreementItem[], isAgreed: boolean): void {
    const others = agreed.value.filter((item) => !items.includes(item));
    agreed.value = isAgreed ? [...others, ...items] : others;
    keep();
  }

  function keep(): void {
    const chosen = { mailTo: mailTo.value, agreed: [...agreed.value], keptAt: Date.now() };
    rememberJson(formName(holdId), chosen satisfies Kept);
  }

  /**
   * The entries of an order with this payment method. Null if one is missing; its field shows an error from then on.
   */
  function wanted(
    method: PaymentMethod,
  ): Pick<OrderRequest, "mailTo" | "cashReceipt" | "agreement"> | null {
    isTried.value = true;
    const receipt = hasReceipt(method) ? receiptOf() : null;
    if (receipt === "fault" || all.value.some((fault) => fault !== "receipt")) return null;
    const mail = mailTo.value.trim();
    return {
      agreement: fullAgreement,
      ...(mail.toLowerCase() === accountMail.toLowerCase() ? {} : { mailTo: mail }),
      ...(receipt ? { cashReceipt: receipt } : {}),
    };
  }

  return {
    mailTo,
    agreed,
    receiptType,
    receiptNumber,
    usesBalance,
    faults,
    agree,
    keep,
    wanted,
  };
}

export type OrderForm = ReturnType<typeof createOrderForm>;

/** Only transfers get a cash receipt; a card has its own. */
export const hasReceipt = (method: PaymentMethod | null): boolean =>
  method === "transfer" || method === "virtualAccount";
