import type { Hold } from "../../contract/sale/holds.ts";
import type { Money } from "../../contract/money/money.ts";
import { Amount } from "../components/amount.tsx";
import { Icon } from "../components/icon.tsx";
import { ProblemNote } from "../components/feedback/trouble.tsx";
import type { Payment } from "../sale/payment.ts";
import { words } from "../state/language.ts";
import { isOnline } from "../state/online.ts";

/** With too little in the wallet the one thing to do is to top it up; the way back is in the address. */
export function TopUpLink({ hold, missing }: { hold: Hold; missing: Money }) {
  const back = encodeURIComponent(`/checkout/${hold.scheduleId}/${hold.id}`);
  return (
    <div class="pay">
      <a
        class="btn btn--primary btn--lg btn--block"
        href={`/wallet?need=${missing.amount}&back=${back}`}
      >
        <span>{words().checkout.topUp(<Amount of={missing} />)}</span>
      </a>
    </div>
  );
}

type PayButtonProps = { payment: Payment; total: Money | undefined; onPay: () => Promise<void> };

/** Never says that a payment failed while nobody knows: it says that we are finding out. */
export function PayButton({ payment, total, onPay }: PayButtonProps) {
  const w = words().checkout;
  const state = payment.state.value;
  return (
    <div class="pay">
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
      <button
        class="btn btn--primary btn--lg btn--block"
        type="button"
        aria-busy={state === "asking" || (total === undefined && state === "idle")}
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
    </div>
  );
}
