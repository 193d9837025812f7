import { computed, signal } from "@preact/signals";
import type { Order } from "../../../contract/money/orders.ts";
import { isAccountNumber } from "../../../contract/money/personal-numbers.ts";
import type {
  RefundAccount,
  RefundPreview,
  RefundTarget,
} from "../../../contract/money/refunds.ts";
import type { Cancellation } from "../../api/orders.ts";
import { type ApiError, asApiError } from "../../api/problem.ts";

type RefundCalls = {
  preview: (id: string, seats: readonly number[]) => Promise<RefundPreview>;
  cancel: (id: string, cancellation: Cancellation, key: string) => Promise<Order>;
};

/** The tickets to cancel, the refund to the won, and its target. */
export function createRefund(order: Pick<Order, "id" | "seats" | "method">, calls: RefundCalls) {
  const live = order.seats.filter(({ isCancelled }) => !isCancelled);
  const seats = signal<readonly number[]>(live.map(({ seat }) => seat));
  const to = signal<RefundTarget>(order.method === "wallet" ? "wallet" : "original");
  const account = signal<RefundAccount>({ bank: "", accountNumber: "", holder: "" });
  const isTried = signal(false);
  const preview = signal<RefundPreview | undefined>(undefined);
  /** Tickets that can be canceled only together; known after the first look. */
  const tables = signal<readonly (readonly number[])[]>([]);
  const error = signal<ApiError | undefined>(undefined);
  const isBusy = signal(false);
  let act = { request: "", key: "" };
  let asked = 0;

  async function look(): Promise<void> {
    const number = ++asked;
    preview.value = undefined;
    if (seats.value.length === 0) return;
    try {
      const answer = await calls.preview(order.id, seats.value);
      if (number !== asked) return;
      preview.value = answer;
      tables.value = answer.tables;
      if (!answer.targets.includes(to.value)) to.value = "wallet";
    } catch (thrown) {
      if (number === asked) error.value = asApiError(thrown);
    }
  }

  async function choose(seat: number, isChosen: boolean): Promise<void> {
    const together = tables.value.find((table) => table.includes(seat)) ?? [seat];
    const others = seats.value.filter((chosen) => !together.includes(chosen));
    seats.value = isChosen ? [...others, ...together].sort((a, b) => a - b) : others;
    error.value = undefined;
    await look();
  }

  /** Pressing twice, or again after a lost answer, is one act; a different choice of tickets is another. */
  async function cancel(): Promise<Order | null> {
    const shown = preview.value;
    if (isBusy.value || !shown) return null;
    const isToAccount = to.value === "original" && shown.needsAccount;
    isTried.value = isToAccount;
    if (isToAccount && accountFaults(account.value).length > 0) return null;
    const wanted = {
      seats: [...seats.value],
      to: to.value,
      ...(isToAccount ? { account: account.value } : {}),
      expectedMinor: shown.refund.amount,
    };
    const request = JSON.stringify(wanted);
    if (act.request !== request) act = { request, key: crypto.randomUUID() };
    isBusy.value = true;
    error.value = undefined;
    try {
      return await calls.cancel(order.id, wanted, act.key);
    } catch (thrown) {
      error.value = asApiError(thrown);
      if (error.value.code === "refund-changed") await look();
      return null;
    } finally {
      isBusy.value = false;
    }
  }

  const faults = computed(() => (isTried.value ? accountFaults(account.value) : []));
  return { live, seats, to, account, faults, preview, tables, error, isBusy, look, choose, cancel };
}

export type AccountField = keyof RefundAccount;

function accountFaults({ bank, accountNumber, holder }: RefundAccount): AccountField[] {
  const isWrong = {
    bank: bank === "",
    accountNumber: !isAccountNumber(accountNumber),
    holder: holder.trim() === "",
  };
  return (["bank", "accountNumber", "holder"] as const).filter((field) => isWrong[field]);
}

export type RefundState = ReturnType<typeof createRefund>;
