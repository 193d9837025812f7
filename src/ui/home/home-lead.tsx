import type { ConcertSummary } from "../../contract/catalogue/concerts.ts";
import { Amount } from "../components/amount.tsx";
import { Badge } from "../components/badge.tsx";
import { concertDays } from "../concerts/concert-card.tsx";
import { Countdown, ServerClock } from "../components/countdown.tsx";
import { Heart } from "../wishlist/heart.tsx";
import { Poster } from "../components/poster.tsx";
import { badgeOf, useSaleState } from "../concert/sale-state.ts";
import { When } from "../components/when.tsx";
import { dayShort, hour } from "../i18n/format.ts";
import { language, local } from "../state/language.ts";
import { words } from "../state/public-words.ts";

type Soon = ConcertSummary & { saleOpensAt: string };

/** The next opening with its countdown by the server's clock; without one, a concert on sale. */
export function Lead({ concerts }: { concerts: ConcertSummary[] }) {
  const soon = concerts
    .filter(
      (concert): concert is Soon => concert.sale === "upcoming" && concert.saleOpensAt !== null,
    )
    .sort((a, b) => Date.parse(a.saleOpensAt) - Date.parse(b.saleOpensAt));
  const featured =
    soon[0] ?? concerts.find(({ sale, stock }) => sale === "open" && stock !== "sold-out");
  if (!featured) return <h1 class="sr">{words().home.title}</h1>;
  return (
    <section class="lead" aria-label={words().home.next}>
      <div class={`wrap lead__in ${soon.length > 1 ? "" : "lead__in--alone"}`}>
        <Featured concert={featured} />
        {/* One alone is what stands beside it already. */}
        {soon.length > 1 ? <SoonList concerts={soon.slice(0, 5)} /> : null}
      </div>
    </section>
  );
}

function Featured({ concert }: { concert: ConcertSummary }) {
  const w = words();
  const sale = useSaleState(concert);
  const { venue, saleOpensAt } = concert;
  const href = `/concerts/${concert.slug}`;
  return (
    <div class="next">
      <a href={href} tabIndex={-1} aria-hidden="true">
        <Poster src={concert.poster} isFirst />
      </a>
      <div class="next__txt">
        <p>
          <Badge state={badgeOf(sale, concert.stock)} isBoxed />
        </p>
        <h1>
          <a href={href}>{local(concert.title)}</a>
        </h1>
        <p class="c-2 num">
          {local(venue.name)}
          <br />
          {concertDays(concert)}
        </p>
      </div>
      <div class="next__when">
        {sale === "upcoming" && saleOpensAt !== null ? (
          <div>
            <p class="t-14 c-2 next__open">
              {w.home.opensIn} · <When time={saleOpensAt} timeZone={venue.timeZone} />
            </p>
            <Countdown until={saleOpensAt} />
          </div>
        ) : concert.priceFrom ? (
          <p class="t-24 bold">{w.home.priceFrom(<Amount of={concert.priceFrom} />)}</p>
        ) : null}
        <p class="next__acts">
          <a class="btn btn--primary btn--lg" href={href}>
            {sale === "upcoming" ? w.home.see : w.home.book}
          </a>
          <Heart concert={concert} className="icon-btn icon-btn--line" />
        </p>
        <ServerClock />
      </div>
    </div>
  );
}

function SoonList({ concerts }: { concerts: Soon[] }) {
  const lang = language.value;
  return (
    <div class="board">
      <h2 id="soon">{words().home.soon}</h2>
      <ul aria-labelledby="soon">
        {concerts.map((concert) => {
          const { id, slug, title, venue, saleOpensAt: time } = concert;
          return (
            <li key={id}>
              <time dateTime={time}>
                {hour({ time, timeZone: venue.timeZone, lang })}
                <small>{dayShort({ time, timeZone: venue.timeZone, lang })}</small>
              </time>
              <div>
                <a href={`/concerts/${slug}`} class="semi board__link">
                  {local(title)}
                </a>
                <p class="t-14 c-3">{local(venue.name)}</p>
              </div>
              <Heart concert={concert} />
            </li>
          );
        })}
      </ul>
    </div>
  );
}
