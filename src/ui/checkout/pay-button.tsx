import type { Hold } from "../../contract/sale/holds.ts";
import type { Money } from "../../contract/money/money.ts";
import { Amount } from "../components/amount.tsx";
import { Icon } from "../components/icon.tsx";
import { ProblemNote } from "../components/feedback/trouble.tsx";
import { secondsLeft, warnSeconds } from "../holds/hold-clock.tsx";
import type { Payment } from "../sale/payment.ts";
import { words } from "../state/language.ts";
import { isOnline } from "../state/online.ts";
import { useClock } from "../state/use-clock.ts";

/** If the wallet is short, the button leads to the top-up, with the way back in the address. */
export function TopUpLink({ hold, missing }: { hold: Hold; missing: Money }) {
  const back = encodeURIComponent(`/checkout/${hold.scheduleId}/${hold.id}`);
  return (
    <a
      class="btn btn--primary btn--lg btn--block"
      href={`/wallet?need=${missing.amount}&back=${back}`}
    >
      <span>{words().checkout.topUp(<Amount of={missing} />)}</span>
    </a>
  );
}

type PayButtonProps = {
  payment: Payment;
  total: Money | undefined;
  isBusy: boolean;
  onPay: () => Promise<void>;
};

export function PayButton({ payment, total, isBusy, onPay }: PayButtonProps) {
  const w = words().checkout;
  const state = payment.state.value;
  return (
    <button
      class="btn btn--primary btn--lg btn--block"
      type="button"
      aria-busy={isBusy || state === "asking" || (total === undefined && state === "idle")}
      onClick={() => void onPay()}
    >
      {state === "asking" ? (
        w.asking
      ) : state === "unknown" ? (
        w.askAgain
      ) : (
        <span>{w.pay(total ? <Amount of={total} /> : "…")}</span>
      )}
    </button>
  );
}

/** Never shows a payment as failed while its outcome is unknown; the button says that it is being checked. */
export function PayNotes({ payment }: { payment: Payment }) {
  const w = words().checkout;
  const state = payment.state.value;
  return (
    <>
      <ProblemNote error={payment.refusal.value} />
      {state === "unknown" || (state === "asking" && !isOnline.value) ? (
        <div class="note note--warn" role="alert">
          <Icon name="clock" />
          <p>
            <b>{w.checking}</b>
            <br />
            {w.checkingText}
          </p>
        </div>
      ) : null}
    </>
  );
}

type LastMinuteProps = { hold: Hold; onExtend: () => Promise<void> };

/** The one-minute warning, announced once beside the button, which is always visible. */
export function LastMinute({ hold, onExtend }: LastMinuteProps) {
  const w = words().hold;
  const isLastMinute = useClock(
    (nowMs) => {
      const seconds = secondsLeft(hold, nowMs());
      return seconds > 0 && seconds <= warnSeconds;
    },
    [hold],
  );
  return (
    <div role="alert">
      {isLastMinute && hold.phase === "choosing" ? (
        <div class="note note--warn">
          <Icon name="clock" />
          <p class="grow">{hold.canExtend ? w.warnExtend : w.warn}</p>
          {hold.canExtend ? (
            <button class="btn btn--sm" type="button" onClick={() => void onExtend()}>
              {w.more}
            </button>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}
