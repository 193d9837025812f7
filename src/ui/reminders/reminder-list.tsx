import type { ConcertSummary } from "../../contract/catalog/concerts.ts";
import { asApiError } from "../api/problem.ts";
import { local, words } from "../state/language.ts";
import { account } from "../state/session.ts";
import { showToast } from "../state/toast.ts";
import { reminders, setWish } from "../wishlist/wishes.ts";
import { problemText } from "../components/feedback/trouble.tsx";
import { When } from "../components/when.tsx";

/** The saved concerts whose sale is still to open, each with its reminder switch. */
export function ReminderList({ concerts }: { concerts: readonly ConcertSummary[] }) {
  const w = words().opening;
  const coming = concerts.filter(({ sale }) => sale === "upcoming");
  if (!account.value || coming.length === 0) return null;
  const change = async (concertId: string, isTold: boolean) => {
    try {
      await setWish(concertId, true, isTold);
    } catch (thrown) {
      showToast({ text: problemText(asApiError(thrown)) });
    }
  };
  return (
    <section class="stack-2" aria-labelledby="reminders">
      <h3 id="reminders" class="t-18">
        {w.list}
      </h3>
      {coming.map((concert) => (
        <label key={concert.id} class="between">
          <span>
            {local(concert.title)}
            {concert.saleOpensAt ? (
              <span class="help">
                {w.opensAt} <When time={concert.saleOpensAt} timeZone={concert.venue.timeZone} />
              </span>
            ) : null}
          </span>
          <input
            class="switch"
            type="checkbox"
            role="switch"
            aria-label={w.of(local(concert.title))}
            checked={reminders.value.has(concert.id)}
            onChange={(event) => void change(concert.id, event.currentTarget.checked)}
          />
        </label>
      ))}
    </section>
  );
}
