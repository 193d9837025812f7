import type { Locale } from "../contract/people/accounts.ts";
import type { Concert, PriceZone, SaleState, Schedule } from "../contract/catalog/concerts.ts";
import type { Currency } from "../contract/money/money.ts";
import { localTime } from "./local-time.ts";
import { socialPicture } from "./social-picture.ts";

const availability: Record<SaleState, string> = {
  upcoming: "PreOrder",
  open: "InStock",
  paused: "LimitedAvailability",
  closed: "SoldOut",
  cancelled: "Discontinued",
};
const decimals: Record<Currency, number> = { KRW: 0, JPY: 0, USD: 2, EUR: 2 };

function availabilityOf({ sale, stock }: Schedule): string {
  if (sale !== "open" || stock === null || stock === "plenty") return availability[sale];
  return stock === "low" ? "LimitedAvailability" : "SoldOut";
}

/** The kinds of events that search engines know, for the categories of every new shop; another is an event. */
const kinds = new Map([
  ["concert", "MusicEvent"],
  ["classical", "MusicEvent"],
  ["indie", "MusicEvent"],
  ["festival", "Festival"],
  ["musical", "TheaterEvent"],
  ["sports", "SportsEvent"],
  ["exhibition", "ExhibitionEvent"],
]);

/** The dates of a concert as schema.org events, with full prices. */
export function eventsOf(
  concert: Concert,
  schedules: readonly Schedule[],
  origin: string,
  lang: Locale,
) {
  const { venue } = concert;
  const time = (utc: string) => localTime(Date.parse(utc), venue.timeZone);
  const url = `${origin}/concerts/${concert.slug}?lang=${lang}`;
  return {
    "@context": "https://schema.org",
    "@graph": schedules.map((schedule) => ({
      "@type": kinds.get(concert.genre) ?? "Event",
      "@id": `${url}#${schedule.id}`,
      name: concert.title[lang],
      description: concert.description[lang],
      image: [new URL(socialPicture(concert.poster), origin).href],
      startDate: time(schedule.startsAt),
      ...(schedule.doorsAt === null ? {} : { doorTime: time(schedule.doorsAt) }),
      ...(concert.runningMinutes === null ? {} : { duration: `PT${concert.runningMinutes}M` }),
      eventStatus: `https://schema.org/${schedule.sale === "cancelled" ? "EventCancelled" : "EventScheduled"}`,
      eventAttendanceMode: "https://schema.org/OfflineEventAttendanceMode",
      performer: { "@type": "PerformingGroup", name: concert.artist[lang] },
      location: {
        "@type": "Place",
        name: venue.name[lang],
        address: {
          "@type": "PostalAddress",
          streetAddress: venue.address[lang],
          addressLocality: venue.city[lang],
        },
        ...(venue.position === null
          ? {}
          : {
              geo: {
                "@type": "GeoCoordinates",
                latitude: venue.position.lat,
                longitude: venue.position.lng,
              },
            }),
      },
      offers: schedule.zones.map((zone) => ({
        "@type": "Offer",
        name: zone.name[lang],
        price: decimalPrice(zone),
        priceCurrency: zone.price.currency,
        availability: `https://schema.org/${availabilityOf(schedule)}`,
        validFrom: time(schedule.saleOpensAt),
        url,
      })),
    })),
  };
}

function decimalPrice({ price, fee }: PriceZone): string {
  const digits = decimals[price.currency];
  return ((price.amount + fee.amount) / 10 ** digits).toFixed(digits);
}
