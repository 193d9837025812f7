import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Schedule } from "../../contract/catalog/concerts.ts";
import type { Hold } from "../../contract/sale/holds.ts";
import { asApiError } from "../api/problem.ts";
import { placeHold } from "../api/sales.ts";
import { Empty } from "../components/feedback/empty.tsx";
import { SkeletonLines } from "../components/feedback/loading.tsx";
import { problemText } from "../components/feedback/trouble.tsx";
import { seatsText } from "../../contract/plan/seat-names.ts";
import { forgetChoice } from "./choice.ts";
import { language, words } from "../state/language.ts";
import { navigate } from "../state/router.ts";
import { useResource } from "../state/resource.ts";
import { account } from "../state/session.ts";
import { giveBack } from "../holds/give-back.ts";
import { keptPass } from "../sale/pass.ts";
import { showToast } from "../state/toast.ts";

type ExpiredProps = { holdId: string; hold: Hold | null; schedule: Schedule };

/**
 * The hold has ended. Shows how, as its schedule reports it. The seats are remembered, and one press tries to hold
 * them again.
 */
export function Expired({ holdId, hold, schedule }: ExpiredProps) {
  const w = words().expired;
  const isBusy = useSignal(false);
  const { data: end, error } = useResource(`end:${holdId}`, () => giveBack(schedule.id, holdId));
  useEffect(() => forgetChoice(holdId), [holdId]);
  const again = async (seats: number[]) => {
    isBusy.value = true;
    const pass = keptPass(schedule.id, account.value?.id ?? "");
    try {
      // The fan already asked for accessible seats when first holding them.
      const wanted = { seats, accessible: true };
      const held = await placeHold(schedule.id, wanted, pass?.pass ?? "", crypto.randomUUID());
      navigate(`/checkout/${schedule.id}/${held.id}`, { replace: true });
    } catch (thrown) {
      showToast({ text: problemText(asApiError(thrown)) });
      navigate(`/schedules/${schedule.id}`, { replace: true });
    }
  };
  if (end === undefined && !error)
    return (
      <main id="main" class="wrap page narrow">
        <SkeletonLines lines={4} />
      </main>
    );
  if (end === "paid")
    return (
      <main id="main" class="wrap page narrow">
        <Empty icon="check" title={w.paid} isPage>
          <p class="c-2">{w.paidText}</p>
          <a class="btn btn--primary" href="/me">
            {w.tickets}
          </a>
        </Empty>
      </main>
    );
  // The page claims that nothing was charged only if the server said so.
  const isSure = end === "free" && hold !== null;
  return (
    <main id="main" class="wrap page narrow">
      <Empty icon="clock" title={isSure ? w.title : w.goneTitle} isPage>
        <p class="c-2">{isSure ? w.text(seatsText(hold.seats, language.value)) : w.gone}</p>
        <div class="row row--wrap">
          {hold ? (
            <button
              class="btn btn--primary"
              type="button"
              aria-busy={isBusy.value}
              onClick={() => void again(hold.seats.map(({ seat }) => seat))}
            >
              {w.again}
            </button>
          ) : null}
          <a class="btn btn--secondary" href={`/schedules/${schedule.id}`}>
            {w.map}
          </a>
          <a class="btn btn--quiet" href="/me">
            {w.tickets}
          </a>
        </div>
      </Empty>
    </main>
  );
}
