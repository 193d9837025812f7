import { useSignal } from "@preact/signals";
import type { WaitlistEntry } from "../../contract/sale/waitlist.ts";
import { asApiError } from "../api/problem.ts";
import { leaveWaitlist } from "../api/waitlist.ts";
import { readSeatKey, seatsText } from "../../contract/plan/seat-names.ts";
import { language, local, words } from "../state/language.ts";
import { showToast } from "../state/toast.ts";
import { isLive, loadEntries, useEntries } from "./waitlist-state.ts";
import { Poster } from "../components/poster.tsx";
import { problemText } from "../components/feedback/trouble.tsx";
import { WaitlistPosition } from "./waitlist-position.tsx";
import { When } from "../components/when.tsx";

/** My waitlist entries; nothing without any. */
export function WaitlistEntries() {
  const w = words().waitlist;
  const entries = useEntries();
  if (!entries || entries.length === 0) return null;
  return (
    <section class="stack" aria-labelledby="waitlist">
      <h2 id="waitlist" class="sr">
        {w.title}
      </h2>
      <ul class="tl">
        {entries.map((entry) => (
          <Entry key={`${entry.scheduleId} ${entry.joinedAt}`} entry={entry} />
        ))}
      </ul>
    </section>
  );
}

function Entry({ entry }: { entry: WaitlistEntry }) {
  const w = words().waitlist;
  const isBusy = useSignal(false);
  const { concert, venue, scheduleId, offer } = entry;
  const page = `/concerts/${concert.slug}?date=${scheduleId}`;
  const leave = async () => {
    isBusy.value = true;
    try {
      await leaveWaitlist(scheduleId);
      showToast({ text: w.left });
    } catch (thrown) {
      showToast({ text: problemText(asApiError(thrown)) });
    }
    await loadEntries();
    isBusy.value = false;
  };
  const zones = entry.zones.map(({ name }) => local(name)).join(", ") || w.anyZone;
  return (
    <li class="tcard">
      <Poster src={concert.poster} sizes="96px" />
      <div class="tcard__b stack-2">
        <h3 class="t-16 semi">
          <a href={page}>{local(concert.title)}</a>
        </h3>
        <p class="t-14 c-2">
          <When time={entry.startsAt} timeZone={venue.timeZone} />
          <br />
          {zones} · {w.seats(entry.count)}
        </p>
        <WaitlistPosition entry={entry} />
        {offer ? (
          <p class="num">{seatsText(offer.seatKeys.map(readSeatKey), language.value)}</p>
        ) : null}
        <p class="row row--wrap">
          {offer ? (
            <a class="btn btn--primary btn--sm" href={`/checkout/${scheduleId}/${offer.holdId}`}>
              {w.pay}
            </a>
          ) : null}
          {entry.state === "waiting" ? (
            <a class="btn btn--secondary btn--sm" href={page}>
              {w.change}
            </a>
          ) : null}
          {isLive(entry) ? (
            <button
              class="btn btn--quiet btn--sm"
              type="button"
              aria-busy={isBusy.value}
              onClick={() => void leave()}
            >
              {w.leave}
            </button>
          ) : null}
        </p>
      </div>
    </li>
  );
}
