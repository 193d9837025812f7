import { useSignal } from "@preact/signals";
import type { Hold } from "../../contract/sale/holds.ts";
import { asApiError } from "../api/problem.ts";
import { Amount } from "../components/amount.tsx";
import { focusHeading } from "../components/heading-focus.ts";
import { HoldClock } from "./hold-clock.tsx";
import { problemText } from "../components/feedback/trouble.tsx";
import { seatsText } from "../../contract/plan/seat-names.ts";
import { language, words } from "../state/language.ts";
import { showToast } from "../state/toast.ts";
import type { Sale } from "./sale.ts";

/** Seats are already held, perhaps in another tab: pay for them, or release them and choose again. */
export function Held({ sale, hold }: { sale: Sale; hold: Hold }) {
  const w = words().held;
  const isBusy = useSignal(false);
  const release = async () => {
    isBusy.value = true;
    try {
      await sale.release(hold.id);
      requestAnimationFrame(focusHeading);
    } catch (thrown) {
      showToast({ text: problemText(asApiError(thrown)) });
      await sale.lookAtHolds().catch(() => {});
    }
    isBusy.value = false;
  };
  return (
    <main id="main" class="wrap narrow held">
      <div class="held__card">
        <p class="t-14 c-2">{w.title}</p>
        <h1 class="t-24 num">{seatsText(hold.seats, language.value)}</h1>
        <p class="t-20 bold">
          <Amount of={hold.total} />
        </p>
        <HoldClock hold={hold} onExpired={() => void sale.lookAtHolds().catch(() => {})} />
        <a
          class="btn btn--primary btn--lg btn--block"
          href={`/checkout/${hold.scheduleId}/${hold.id}`}
        >
          {w.pay}
        </a>
        {hold.phase === "choosing" ? (
          <button
            class="btn btn--quiet btn--block"
            type="button"
            aria-busy={isBusy.value}
            onClick={() => void release()}
          >
            {w.release}
          </button>
        ) : null}
      </div>
    </main>
  );
}
