import type { ConcertSummary, Opening } from "../../contract/catalog/concerts.ts";
import { Amount } from "../components/amount.tsx";
import { Badge } from "../components/badge.tsx";
import { concertDays } from "../concerts/concert-card.tsx";
import { Countdown, ServerClock } from "../components/countdown.tsx";
import { Heart } from "../wishlist/heart.tsx";
import { Poster } from "../components/poster.tsx";
import { badgeOf, useSaleState } from "../concert/sale-state.ts";
import { When } from "../components/when.tsx";
import { dayRangeShort, dayShort, hour, inPieces } from "../i18n/format.ts";
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
  const opening = concerts
    .flatMap((concert) => concert.openings.map((each) => openingRow(concert, each)))
    .sort((a, b) => Date.parse(a.time) - Date.parse(b.time));
  // A single opening is already shown beside the list.
  const isTold = opening.length === 1 && opening[0]?.time === featured.saleOpensAt;
  const openings = isTold ? [] : opening.slice(0, rowsMax);
  const shows = showsOnSale(concerts, featured).slice(0, rowsMax - openings.length);
  const isAlone = openings.length + shows.length === 0;
  return (
    <section class="lead" aria-label={words().home.next}>
      <div class={`wrap lead__in ${isAlone ? "lead__in--alone" : ""}`}>
        <Featured concert={featured} />
        {isAlone ? null : (
          <div class="board">
            <Rows id="soon" title={words().home.soon} rows={openings} />
            <Rows id="on-sale" title={words().home.onSale} rows={shows.map(showRow)} />
          </div>
        )}
      </div>
    </section>
  );
}

const rowsMax = 5;

type Row = { concert: ConcertSummary; time: string; about: string | null };

/** Its time, the days that it is for, and whether it is a presale. */
function openingRow(concert: ConcertSummary, opening: Opening): Row {
  const { opensAt, presale, firstStartsAt, lastStartsAt } = opening;
  const { timeZone } = concert.venue;
  const first = { time: firstStartsAt, timeZone, lang: language.value };
  const days = inPieces(dayRangeShort(first, lastStartsAt));
  const kind = presale ? local(presale) : words().home.general;
  return { concert, time: opensAt, about: `${days}\u00a0· ${kind}` };
}
const showRow = (concert: OnSale): Row => ({
  concert,
  time: concert.firstOnSaleStartsAt,
  about: null,
});

type OnSale = ConcertSummary & { firstOnSaleStartsAt: string };

/** The concerts with seats to buy now, the next show first. */
function showsOnSale(concerts: ConcertSummary[], featured: ConcertSummary): OnSale[] {
  return concerts
    .filter(
      (concert): concert is OnSale =>
        concert.sale === "open" &&
        concert.stock !== "sold-out" &&
        concert.firstOnSaleStartsAt !== null &&
        concert.id !== featured.id,
    )
    .sort((a, b) => Date.parse(a.firstOnSaleStartsAt) - Date.parse(b.firstOnSaleStartsAt));
}

function Featured({ concert }: { concert: ConcertSummary }) {
  const w = words();
  const sale = useSaleState(concert);
  const { venue, saleOpensAt } = concert;
  const href = `/concerts/${concert.slug}`;
  return (
    <div class="next">
      <a href={href} tabIndex={-1} aria-hidden="true">
        <Poster src={concert.poster} isFirst sizes="(min-width: 900px) 320px, 216px" />
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
        ) : concert.totalFrom ? (
          <p class="t-24 bold">{w.home.priceFrom(<Amount of={concert.totalFrom} />)}</p>
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

function Rows({ id, title, rows }: { id: string; title: string; rows: Row[] }) {
  const lang = language.value;
  if (rows.length === 0) return null;
  return (
    <>
      <h2 id={id}>{title}</h2>
      <ul aria-labelledby={id}>
        {rows.map(({ concert, time, about }) => {
          const { slug, title: name, venue } = concert;
          return (
            <li key={`${concert.id} ${time} ${about}`}>
              <time dateTime={time}>
                {hour({ time, timeZone: venue.timeZone, lang })}
                <small>{dayShort({ time, timeZone: venue.timeZone, lang })}</small>
              </time>
              <div>
                <a href={`/concerts/${slug}`} class="semi board__link">
                  {local(name)}
                </a>
                <p class="t-14 c-3 num">
                  {local(venue.name)}
                  {about === null ? null : `\u00a0· ${about}`}
                </p>
              </div>
              <Heart concert={concert} />
            </li>
          );
        })}
      </ul>
    </>
  );
}
