import type { ConcertSummary } from "../../contract/catalog/concerts.ts";
import { day, dayRange, inPieces } from "../i18n/format.ts";
import { language, local } from "../state/language.ts";
import { words } from "../state/public-words.ts";
import { Amount } from "../components/amount.tsx";
import { Badge } from "../components/badge.tsx";
import { Heart } from "../wishlist/heart.tsx";
import { Poster } from "../components/poster.tsx";
import { badgeOf, useSaleState } from "../concert/sale-state.ts";

/** The first and last day by the venue's calendar. */
export function concertDays({ firstStartsAt, lastStartsAt, venue }: ConcertSummary): string {
  if (firstStartsAt === null) return words().concert.dateOpen;
  const first = { time: firstStartsAt, timeZone: venue.timeZone, lang: language.value };
  return inPieces(lastStartsAt === null ? day(first) : dayRange(first, lastStartsAt));
}

export function ConcertCard({ concert, isFirst }: { concert: ConcertSummary; isFirst: boolean }) {
  const w = words();
  const sale = useSaleState(concert);
  const badge = badgeOf(sale, concert.stock);
  const isOver = badge === "closed" || badge === "cancelled" || badge === "soldOut";
  return (
    <li class={`card ${isOver ? "card--out" : ""}`}>
      <Poster src={concert.poster} isFirst={isFirst} />
      <Heart concert={concert} className="card__heart" />
      <div class="card__meta">
        <h3 class="card__title">
          <a href={`/concerts/${concert.slug}`}>{local(concert.title)}</a>
        </h3>
        <p class="card__sub">{local(concert.venue.name)}</p>
        <p class="card__sub">{concertDays(concert)}</p>
        <div class="card__foot">
          <Badge state={badge} />
          {concert.totalFrom && !isOver ? (
            <span class="card__price">{w.home.priceFrom(<Amount of={concert.totalFrom} />)}</span>
          ) : null}
        </div>
      </div>
    </li>
  );
}
