import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Hold } from "../../contract/sale/holds.ts";
import { asApiError } from "../api/problem.ts";
import { Amount } from "../components/amount.tsx";
import { focusHeading } from "../components/heading-focus.ts";
import { HoldClock } from "../holds/hold-clock.tsx";
import { problemText } from "../components/feedback/trouble.tsx";
import { seatsText } from "../../contract/plan/seat-names.ts";
import { language, words } from "../state/language.ts";
import { navigate } from "../state/router.ts";
import { showToast } from "../state/toast.ts";
import type { HoldEnd } from "../holds/give-back.ts";
import { GivingBack } from "../holds/giving-back.tsx";
import { PauseNote } from "./pause-note.tsx";
import type { Sale } from "./sale.ts";

/** Seats are already held, perhaps in another tab: pay for them, or release them and choose again. */
export function Held({ sale, hold }: { sale: Sale; hold: Hold }) {
  const w = words().held;
  const isBusy = useSignal(false);
  const look = () => sale.lookAtHolds().catch(() => {});
  const isPaused = sale.pause.now.value !== null;
  useEffect(() => sale.pause.watch(), [sale]);
  // The schedule tells what a pause does to the time of these seats.
  useEffect(() => {
    if (isPaused) void look();
  }, [isPaused]);
  const release = async () => {
    isBusy.value = true;
    try {
      await sale.release(hold.id);
      requestAnimationFrame(focusHeading);
    } catch (thrown) {
      showToast({ text: problemText(asApiError(thrown)) });
      await look();
    }
    isBusy.value = false;
  };
  const gaveBack = async (end: HoldEnd) => {
    if (end === "paid") return navigate("/me", { replace: true });
    showToast({ text: words().givingBack.done });
    await look();
    requestAnimationFrame(focusHeading);
  };
  if (hold.phase === "ending")
    return (
      <main id="main" class="wrap narrow held">
        <GivingBack hold={hold} onEnd={(end) => void gaveBack(end)} />
      </main>
    );
  return (
    <main id="main" class="wrap narrow held stack">
      <div class="held__card">
        <p class="t-14 c-2">{w.title}</p>
        <h1 class="t-24 num">{seatsText(hold.seats, language.value)}</h1>
        <p class="t-20 bold">
          <Amount of={hold.total} />
        </p>
        <HoldClock hold={hold} onExpired={() => void look()} />
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
      <PauseNote pause={sale.pause.now} />
    </main>
  );
}
