import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Hold } from "../../contract/sale/holds.ts";
import type { Payment } from "../../contract/money/payments.ts";
import { failPayment, getPayment, listPayments } from "../api/payments.ts";
import { type ApiError, asApiError } from "../api/problem.ts";
import { releaseHold } from "../api/sales.ts";
import { Amount } from "../components/amount.tsx";
import { Icon } from "../components/icon.tsx";
import { SkeletonLines } from "../components/feedback/loading.tsx";
import { ProblemNote } from "../components/feedback/trouble.tsx";
import { HoldClock } from "../holds/hold-clock.tsx";
import { seatsText } from "../../contract/plan/seat-names.ts";
import { language, words } from "../state/language.ts";
import { navigate } from "../state/router.ts";
import { showToast } from "../state/toast.ts";

const lookAgainMs = 4_000;
const calledOff = "PAY_PROCESS_CANCELED";

type OpenPaymentProps = { hold: Hold; onChanged: () => Promise<void> };

/**
 * The seats wait for a payment. Either it is open at the gateway, and the fan can continue it or cancel it to pay
 * another way; or nothing can see it yet, such as a wallet payment in another tab. In both cases the fan can release
 * the seats.
 */
export function OpenPayment({ hold, onChanged }: OpenPaymentProps) {
  const w = words().openPayment;
  // Undefined until the first look.
  const payment = useSignal<Payment | null | undefined>(undefined);
  const error = useSignal<ApiError | undefined>(undefined);
  const busy = useSignal<"another" | "release" | null>(null);
  const look = async () => {
    const found = await paymentOf(hold).catch(() => null);
    if (found && found.status !== "ready" && found.status !== "refused")
      return navigate(`/payment/return?payment=${found.id}`, { replace: true });
    // A payment that ended without money keeps no seats. This releases them in case the message was lost.
    if (found?.status === "refused") await failPayment(found.id, calledOff).catch(() => null);
    payment.value = found?.status === "ready" ? found : null;
    if (payment.peek() === null) await onChanged();
  };
  useEffect(() => {
    void look();
    const timer = setInterval(() => {
      if (!payment.peek()) void look();
    }, lookAgainMs);
    return () => clearInterval(timer);
  }, [hold.id]);
  const act = async (what: "another" | "release", work: () => Promise<void>) => {
    busy.value = what;
    error.value = undefined;
    await work().catch((thrown) => {
      error.value = asApiError(thrown);
    });
    busy.value = null;
  };
  /** False if the payment did not end unpaid; its own page shows how it ended. */
  const isCalledOff = async (id: string) => {
    const { status } = await failPayment(id, calledOff);
    if (status !== "refused") navigate(`/payment/return?payment=${id}`, { replace: true });
    return status === "refused";
  };
  const payAnother = async (id: string) => {
    if (await isCalledOff(id)) await onChanged();
  };
  const release = async () => {
    const open = payment.peek();
    if (open && !(await isCalledOff(open.id))) return;
    const released = await releaseHold(hold.scheduleId, hold.id);
    if (released === "asked") return await onChanged();
    showToast({ text: words().givingBack.done });
    navigate(`/schedules/${hold.scheduleId}`, { replace: true });
  };
  const open = payment.value;
  if (open === undefined) return <SkeletonLines lines={6} />;
  return (
    <div class="stack-6 outcome">
      <h1>{open ? w.title : w.unseen}</h1>
      <p class="c-2">
        {seatsText(hold.seats, language.value)}
        {open ? (
          <>
            {" · "}
            <Amount of={open.amount} />
          </>
        ) : null}
      </p>
      <HoldClock hold={hold} onExpired={() => void onChanged()} />
      <div class="note">
        <Icon name={open ? "lock" : "clock"} />
        <p role="status">{open ? w.text : w.unseenText}</p>
      </div>
      <ProblemNote error={error.value} />
      <div class="row row--wrap">
        {open?.checkoutUrl ? (
          <a class="btn btn--primary" href={open.checkoutUrl}>
            {w.goOn}
          </a>
        ) : null}
        {open ? (
          <button
            class="btn btn--secondary"
            type="button"
            aria-busy={busy.value === "another"}
            onClick={() => void act("another", () => payAnother(open.id))}
          >
            {w.another}
          </button>
        ) : (
          <a class="btn btn--secondary" href="/payments">
            {words().payment.toPayments}
          </a>
        )}
        <button
          class="btn btn--quiet"
          type="button"
          aria-busy={busy.value === "release"}
          onClick={() => void act("release", release)}
        >
          {w.release}
        </button>
      </div>
    </div>
  );
}

/** The newest payment for these seats. An open one is loaded in full, with the address of its page. */
async function paymentOf({ id }: Hold): Promise<Payment | null> {
  const { items } = await listPayments();
  const newest = items.find(({ holdId }) => holdId === id) ?? null;
  return newest === null || newest.status === "refused" ? newest : await getPayment(newest.id);
}
