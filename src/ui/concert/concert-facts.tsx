import type { ComponentChildren } from "preact";
import type { Concert, Schedule } from "../../contract/catalog/concerts.ts";
import { Badge } from "../components/badge.tsx";
import { concertDays } from "../concerts/concert-card.tsx";
import { Heart } from "../wishlist/heart.tsx";
import { Icon } from "../components/icon.tsx";
import { Poster } from "../components/poster.tsx";
import { badgeOf, useSaleState } from "./sale-state.ts";
import { Share } from "../components/share.tsx";
import { local } from "../state/language.ts";
import { words } from "../state/public-words.ts";
import { Cast } from "./concert-cast.tsx";
import { Seller } from "./concert-seller.tsx";
import { calendarHref } from "./calendar-href.ts";
import { mapLinks } from "./map-links.ts";

type Props = { concert: Concert; chosen: Schedule | undefined };
type FactsProps = Props & { isPreview?: boolean };

/** The main facts: title, date, venue, duration, age limit. */
export function Facts({ concert, chosen, isPreview = false }: FactsProps) {
  const w = words().concert;
  const sale = useSaleState(chosen ?? concert);
  const { runningMinutes, ageLimit, venue } = concert;
  const facts = [
    runningMinutes === null ? null : w.minutes(runningMinutes),
    ageLimit === null ? null : ageLimit === 0 ? w.allAges : w.age(ageLimit),
  ].filter((fact) => fact !== null);
  return (
    <section class="facts">
      <Poster
        src={concert.poster}
        isFirst
        alt={concert.posterAlt ? local(concert.posterAlt) : w.posterOf(local(concert.title))}
        sizes="(min-width: 900px) 264px, (min-width: 600px) 216px, 124px"
      />
      <div class="facts__in">
        <p>
          <Badge state={badgeOf(sale, (chosen ?? concert).stock)} isBoxed />
        </p>
        <h1>{local(concert.title)}</h1>
        <p class="c-2">{local(concert.artist)}</p>
        <p class="facts__line num">
          <Icon name="calendar" size={20} />
          <b>{concertDays(concert)}</b>
        </p>
        <p class="facts__line">
          <Icon name="pin" size={20} />
          <span>
            {local(venue.name)}&nbsp;· {local(venue.city)}
          </span>
        </p>
        {facts.length > 0 ? (
          <p class="facts__line num">
            <Icon name="clock" size={20} />
            {facts.join(" · ")}
          </p>
        ) : null}
        {isPreview ? null : (
          <p class="facts__acts">
            <Heart concert={concert} />
            <Share title={concert.title} />
            {chosen ? (
              <a
                class="icon-btn"
                href={calendarHref(chosen.id, "show")}
                download
                aria-label={w.toCalendar}
              >
                <Icon name="calendar" />
              </a>
            ) : null}
          </p>
        )}
      </div>
    </section>
  );
}

/** Everything else to know before paying, in text rather than pictures. */
export function GoodToKnow({ concert, chosen }: Props) {
  const w = words().concert;
  const { venue, notice, organizer, seller, cast } = concert;
  return (
    <>
      <Section id="story" title={w.story}>
        <p class="prose">{local(concert.description)}</p>
      </Section>
      <Section id="about" title={w.about}>
        {notice ? <p class="prose">{local(notice)}</p> : null}
        {chosen ? (
          <dl class="dl">
            <dt>{w.limit}</dt>
            <dd>{w.limitText(chosen.seatsPerAccount, chosen.accountLimits)}</dd>
            <dt>{w.holding}</dt>
            <dd>{w.holdingText(Math.round(chosen.holdMs / 60_000))}</dd>
          </dl>
        ) : null}
      </Section>
      {cast ? (
        <Section id="cast" title={w.cast}>
          <Cast cast={cast} chosen={chosen} />
        </Section>
      ) : null}
      {venue.access ? (
        <Section id="access" title={w.access}>
          <p class="prose">{local(venue.access)}</p>
        </Section>
      ) : null}
      <Section id="venue" title={w.venue}>
        <p>
          <b>{local(venue.name)}</b>
          <br />
          <span class="c-2">{local(venue.address)}</span>
        </p>
        {venue.position ? (
          <p class="row">
            {mapLinks(venue).map(([map, href]) => (
              <a key={map} class="link" href={href} rel="noopener">
                {w.maps[map]}
              </a>
            ))}
          </p>
        ) : null}
        {venue.transit ? <p class="prose">{local(venue.transit)}</p> : null}
        {venue.gates.length > 0 ? (
          <ul>
            {venue.gates.map(({ id, name, note }) => (
              <li key={id}>
                <b>{local(name)}</b>
                {note ? <span class="c-2"> · {local(note)}</span> : null}
              </li>
            ))}
          </ul>
        ) : null}
      </Section>
      {organizer ? (
        <Section id="organizer" title={w.organizer}>
          <p>
            <b>{local(organizer.name)}</b>
            <br />
            <span class="c-2">{organizer.contact}</span>
          </p>
        </Section>
      ) : null}
      {seller ? (
        <Section id="seller" title={w.seller.title}>
          <Seller identity={seller} />
        </Section>
      ) : null}
    </>
  );
}

function Section({ id, title, children }: SectionProps) {
  return (
    <section class="sec" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}

type SectionProps = { id: string; title: string; children: ComponentChildren };
