import type { Locale } from "../contract/people/accounts.ts";
import type { Concert, Schedule } from "../contract/catalog/concerts.ts";
import { scriptJson } from "./drawn.ts";
import { dayRange } from "./i18n/format.ts";
import { words } from "./state/public-words.ts";
import { loadedNames } from "./loaded-names.ts";
import { socialPicture } from "./social-picture.ts";
import { eventsOf } from "./structured-data.ts";

type Head = { url: URL; lang: Locale; loaded: Record<string, unknown> };
type Told = {
  title: string;
  description: string;
  image?: string;
  data?: unknown;
  isListed?: boolean;
};

/** A page's head for search engines and messengers, in both languages. */
export function headOf(head: Head): string {
  const { url, lang } = head;
  const { title, description, image, data, isListed = true } = told(head);
  const at = (language: Locale | null) => {
    const address = new URL(url);
    address.searchParams.delete("lang");
    if (language !== null) address.searchParams.set("lang", language);
    return address.href;
  };
  const canonical = at(url.searchParams.has("lang") ? lang : null);
  const picture = socialPicture(image);
  return [
    `<title>${text(title === "" ? "Frontrow" : `${title} · Frontrow`)}</title>`,
    `<meta name="description" content="${text(description)}">`,
    ...(isListed ? [] : [`<meta name="robots" content="noindex">`]),
    `<link rel="canonical" href="${text(canonical)}">`,
    ...(["ko", "en"] as const).map(
      (other) => `<link rel="alternate" hreflang="${other}" href="${text(at(other))}">`,
    ),
    `<link rel="alternate" hreflang="x-default" href="${text(at(null))}">`,
    property("og:site_name", "Frontrow"),
    property("og:type", "website"),
    property("og:locale", lang === "ko" ? "ko_KR" : "en_US"),
    property("og:title", title === "" ? "Frontrow" : title),
    property("og:description", description),
    property("og:url", canonical),
    property("og:image", new URL(picture, url).href),
    ...(picture.startsWith("/og/")
      ? [
          property("og:image:type", "image/png"),
          property("og:image:width", "1200"),
          property("og:image:height", "630"),
        ]
      : []),
    ...(title === "" ? [] : [property("og:image:alt", title)]),
    `<meta name="twitter:card" content="summary_large_image">`,
    ...(data === undefined
      ? []
      : [`<script type="application/ld+json">${scriptJson(data)}</script>`]),
  ].join("\n    ");
}

function told({ url, lang, loaded }: Head): Told {
  const w = words();
  const [, section, slug] = url.pathname.split("/");
  const concert =
    slug === undefined ? undefined : (loaded[loadedNames.concert(slug)] as Concert | undefined);
  if (section === "concerts" && slug !== undefined && concert) {
    const schedules = (loaded[loadedNames.schedules(slug)] as Schedule[] | undefined) ?? [];
    return {
      title: concert.title[lang],
      description: shortened(`${whenAndWhere(concert, lang)} · ${concert.description[lang]}`),
      image: concert.poster,
      isListed: concert.isListed,
      data: eventsOf(concert, schedules, url.origin, lang),
    };
  }
  if (slug !== undefined) return { title: w.notFound.title, description: w.notFound.text };
  return {
    title: section === "concerts" ? w.list.title : w.home.title,
    description: w.footer.line,
  };
}

function whenAndWhere(concert: Concert, lang: Locale): string {
  const { venue, firstStartsAt: first, lastStartsAt: last } = concert;
  if (first === null || last === null) return venue.name[lang];
  const days = dayRange({ time: first, timeZone: venue.timeZone, lang }, last);
  return `${days} · ${venue.name[lang]}`;
}

const shortened = (long: string) => (long.length <= 180 ? long : `${long.slice(0, 179)}…`);

const property = (name: string, content: string) =>
  `<meta property="${name}" content="${text(content)}">`;

const text = (raw: string) =>
  raw.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
