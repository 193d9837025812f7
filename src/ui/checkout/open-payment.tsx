import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Hold } from "../../contract/sale/holds.ts";
import type { Payment } from "../../contract/money/payments.ts";
import { failPayment, getPayment, listPayments } from "../api/payments.ts";
import { type ApiError, asApiError } from "../api/problem.ts";
import { Amount } from "../components/amount.tsx";
import { Icon } from "../components/icon.tsx";
import { SkeletonLines } from "../components/feedback/loading.tsx";
import { ProblemNote } from "../components/feedback/trouble.tsx";
import { seatsText } from "../../contract/plan/seat-names.ts";
import { language, words } from "../state/language.ts";
import { navigate } from "../state/router.ts";

type OpenPaymentProps = {
  hold: Hold;
  onFreed: () => Promise<void>;
  /** There is none yet to be seen: the seats may wait for a payment from the wallet. */
  onNone: () => void;
};

/** The seats wait for a payment at the gateway, which the fan can continue or cancel to pay another way. */
export function OpenPayment({ hold, onFreed, onNone }: OpenPaymentProps) {
  const w = words().openPayment;
  const payment = useSignal<Payment | null>(null);
  const error = useSignal<ApiError | undefined>(undefined);
  const isBusy = useSignal(false);
  const look = async () => {
    const found = await paymentOf(hold).catch(() => null);
    if (!found) return onNone();
    if (found.status !== "ready")
      navigate(`/payment/return?payment=${found.id}`, { replace: true });
    payment.value = found;
  };
  useEffect(() => {
    void look();
    const timer = setInterval(() => {
      if (payment.peek() === null) void look();
    }, lookAgainMs);
    return () => clearInterval(timer);
  }, [hold]);
  const giveUp = async (id: string) => {
    isBusy.value = true;
    try {
      const { status } = await failPayment(id, "PAY_PROCESS_CANCELED");
      if (status === "refused") await onFreed();
      else navigate(`/payment/return?payment=${id}`, { replace: true });
    } catch (thrown) {
      error.value = asApiError(thrown);
    }
    isBusy.value = false;
  };
  const open = payment.value;
  if (!open || open.status !== "ready") return <SkeletonLines lines={6} />;
  return (
    <div class="stack-6">
      <h1>{w.title}</h1>
      <p class="c-2">
        {seatsText(hold.seats, language.value)} · <Amount of={open.amount} />
      </p>
      <div class="note">
        <Icon name="lock" />
        <p>{w.text}</p>
      </div>
      <ProblemNote error={error.value} />
      <div class="row row--wrap">
        {open.checkoutUrl === null ? null : (
          <a class="btn btn--primary" href={open.checkoutUrl}>
            {w.goOn}
          </a>
        )}
        <button
          class="btn btn--secondary"
          type="button"
          aria-busy={isBusy.value}
          onClick={() => void giveUp(open.id)}
        >
          {w.another}
        </button>
      </div>
    </div>
  );
}

const lookAgainMs = 4_000;

/** The newest payment of these seats that has not ended without money. */
async function paymentOf({ id }: Hold): Promise<Payment | null> {
  const { items } = await listPayments();
  const open = items.find(({ holdId, status }) => holdId === id && status !== "refused");
  return open ? await getPayment(open.id) : null;
}
