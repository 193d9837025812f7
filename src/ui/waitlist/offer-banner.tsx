import { useEffect } from "preact/hooks";
import type { WaitlistEntry } from "../../contract/sale/waitlist.ts";
import { clockText } from "../i18n/format.ts";
import { secondsUntil } from "../state/clock.ts";
import { local, words } from "../state/language.ts";
import { address } from "../state/router.ts";
import { useClock } from "../state/use-clock.ts";
import { loadEntries, useEntries } from "./waitlist-state.ts";
import { Icon } from "../components/icon.tsx";

const lookMs = 60_000;

/** Shows on every page that seats have come back, while they are held. */
export function OfferBanner() {
  const entries = useEntries();
  useEffect(() => {
    const look = () => {
      if (!document.hidden) void loadEntries();
    };
    const timer = setInterval(look, lookMs);
    document.addEventListener("visibilitychange", look);
    // The service worker passes each push message to every page.
    navigator.serviceWorker?.addEventListener("message", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
      navigator.serviceWorker?.removeEventListener("message", look);
    };
  }, []);
  const entry = entries?.find(({ offer }) => offer !== null);
  if (!entry?.offer || address.value.path.startsWith("/checkout/")) return null;
  return <Offer key={entry.offer.holdId} entry={entry} offer={entry.offer} />;
}

function Offer({ entry, offer }: OfferProps) {
  const w = words().waitlist;
  const seconds = useClock((nowMs) => secondsUntil(offer.expiresAt, nowMs()), [offer.expiresAt]);
  const isOver = seconds === 0;
  useEffect(() => {
    if (isOver) void loadEntries();
  }, [isOver]);
  if (isOver) return null;
  return (
    <aside class="wrap offer" aria-label={w.title}>
      <div class="note note--ok">
        <Icon name="ticket" />
        <p class="grow">
          <b role="status">{w.arrived(local(entry.concert.title))}</b>
          <br />
          <span class="num">
            <b>{clockText(seconds)}</b> {w.heldFor}
          </span>
        </p>
        <a class="btn btn--primary btn--sm" href={`/checkout/${entry.scheduleId}/${offer.holdId}`}>
          {w.pay}
        </a>
      </div>
    </aside>
  );
}

type OfferProps = {
  entry: WaitlistEntry;
  offer: NonNullable<WaitlistEntry["offer"]>;
};
