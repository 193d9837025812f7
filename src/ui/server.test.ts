import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import type { Concert, Schedule } from "../contract/catalog/concerts.ts";
import { krStandard } from "../contract/money/refund-rules.ts";
import { drawPage, languageOf, loadedNames } from "./server.tsx";
import { socialPicture } from "./social-picture.ts";

const template = `<!doctype html><html lang="ko"><head><!--head--><title>Frontrow</title><!--/head--></head>
<body><div id="app"></div></body></html>`;
const both = (text: string) => ({ ko: `${text}(한)`, en: text });
const money = (amount: number) => ({ amount, currency: "KRW" as const });
const atMs = Date.parse("2026-11-20T19:00:00+09:00");

const concert: Concert = {
  id: "0198f2a4-7c31-7b1e-9d57-2f6a4f0c1d2e",
  slug: "high-waves",
  title: both(`Waves & "</script><img src=x>"`),
  artist: both("Parang"),
  genre: "concert",
  poster: "/posters/01-high-waves.svg",
  venue: {
    id: "0198f2a4-7c31-7b1e-9d57-2f6a4f0c1d2f",
    name: both("Arena"),
    city: both("Seoul"),
    address: both("16 Mulgyeol-ro"),
    timeZone: "Asia/Seoul",
    transit: both("Six minutes on foot"),
    access: both("Wheelchair places are in B1"),
    position: null,
    gates: [],
  },
  firstStartsAt: "2027-01-16T18:00:00+09:00",
  firstOnSaleStartsAt: null,
  lastStartsAt: "2027-01-16T18:00:00+09:00",
  saleOpensAt: "2026-11-20T20:00:00+09:00",
  openings: [],
  sale: "upcoming",
  stock: null,
  totalFrom: money(99_000),
  description: both("The biggest wave"),
  notice: both("Bring an ID"),
  organizer: { name: both("Frontrow Presents"), contact: "hello@frontrow.test" },
  seller: null,
  isListed: true,
  ageLimit: 12,
  runningMinutes: 120,
};
const schedule: Schedule = {
  id: "0198f2a4-7c31-7b1e-9d57-2f6a4f0c1d30",
  concertId: concert.id,
  startsAt: "2027-01-16T09:00:00.000Z",
  doorsAt: "2027-01-16T17:00:00+09:00",
  saleOpensAt: "2026-11-20T20:00:00+09:00",
  saleClosesAt: "2027-01-16T17:00:00+09:00",
  sale: "upcoming",
  stock: null,
  planHash: "0".repeat(64),
  presales: [],
  move: null,
  revision: 1,
  seatCount: 14_208,
  seatsPerAccount: 4,
  holdMs: 300_000,
  refundPolicy: krStandard,
  zones: [{ id: "a", name: both("A"), color: 4, price: money(97_000), fee: money(2_000) }],
};

const draw = (path: string, lang: "ko" | "en" = "en") =>
  drawPage(template, {
    url: new URL(path, "https://frontrow.test"),
    lang,
    atMs,
    loaded: {
      [loadedNames.concert("high-waves")]: concert,
      [loadedNames.schedules("high-waves")]: [schedule],
      [loadedNames.home]: { items: [concert], nextCursor: null },
    },
  });

it("[V50] without script a public page shows the concert, time, place, prices and the way to the seats", () => {
  const html = draw("/concerts/high-waves");
  for (const said of [
    "₩99,000",
    "Arena",
    "Six minutes on foot",
    "Wheelchair places",
    "Bring an ID",
  ])
    expect(html).toContain(said);
  expect(html).toContain('href="/schedules/0198f2a4-7c31-7b1e-9d57-2f6a4f0c1d30"');
  expect(draw("/concerts/high-waves", "ko")).toContain("99,000원");
});

it("[V83] a public page has no style attributes, since the policy allows none", () => {
  expect(draw("/")).not.toMatch(/<[^>]+\sstyle=/);
  expect(draw("/concerts/high-waves")).not.toMatch(/<[^>]+\sstyle=/);
});

it("[V51] text of the catalog cannot break out of its place, in a page or in its data", () => {
  const html = draw("/concerts/high-waves");
  expect(html).not.toContain("<img src=x>");
  const embedded = /id="drawn">([^<]*)</.exec(html)?.[1] ?? "";
  expect(JSON.parse(embedded).loaded["concert:high-waves"].title.en).toBe(concert.title.en);
});

it("[V52] search engines read the show's dates and the full price of a ticket", () => {
  const html = draw("/concerts/high-waves");
  const data = JSON.parse(/ld\+json">([^<]*)</.exec(html)?.[1] ?? "");
  expect(data["@graph"][0]).toMatchObject({
    "@type": "MusicEvent",
    startDate: "2027-01-16T18:00:00+09:00",
    location: { name: "Arena" },
    offers: [{ price: "99000", priceCurrency: "KRW", validFrom: schedule.saleOpensAt }],
  });
  expect(html).toContain(
    'property="og:image" content="https://frontrow.test/og/01-high-waves.png"',
  );
});

it("[V85] a page has its title in both languages, and one address for each", () => {
  const html = draw("/concerts/high-waves?lang=ko", "ko");
  expect(html).toContain('<html lang="ko">');
  expect(html).toContain(
    'rel="canonical" href="https://frontrow.test/concerts/high-waves?lang=ko"',
  );
  expect(html).toContain('hreflang="en" href="https://frontrow.test/concerts/high-waves?lang=en"');
  expect(draw("/concerts/high-waves")).toContain(
    'rel="canonical" href="https://frontrow.test/concerts/high-waves"',
  );
});

it("[V53] the language comes from the address, then from the fan's choice, then from the browser", () => {
  const at = (query: string) => new URL(`https://frontrow.test/${query}`);
  expect(languageOf(at("?lang=en"), "ko", "ko-KR")).toBe("en");
  expect(languageOf(at(""), "ko", "en-US,en;q=0.9")).toBe("ko");
  expect(languageOf(at(""), undefined, "fr, ko-KR;q=0.8, en;q=0.5")).toBe("ko");
  expect(languageOf(at("?lang=xx"), undefined, undefined)).toBe("en");
});

it("[V54] the content security policy allows the document's own script, and pictures of this site alone", () => {
  const page = readFileSync("src/ui/index.html", "utf8");
  const scripts = [...page.matchAll(/<script>([^<]*)<\/script>/g)];
  const hash = createHash("sha256")
    .update(scripts[0]?.[1] ?? "")
    .digest("base64");
  expect(scripts).toHaveLength(1);
  const policy = readFileSync("src/ui/public/_headers", "utf8");
  expect(policy).toContain(`script-src 'self' 'sha256-${hash}'; img-src 'self' data: blob:; `);
});

it("[V303] a drawn page preloads the messages of its own language, and of no other", () => {
  const built = template.replace(
    "<!--head-->",
    '<!--messages-en<link href="/en.js">--><!--messages-ko<link href="/ko.js">--><!--head-->',
  );
  const page = drawPage(built, {
    url: new URL("https://frontrow.test/"),
    lang: "ko",
    atMs,
    loaded: {},
  });
  expect(page).toContain('<link href="/ko.js">');
  expect(page).not.toMatch(/<!--messages|en\.js/);
});

it("[V304] a shared link shows a PNG of its drawn poster or of the site, or the JPEG of its uploaded poster, and never an SVG", () => {
  const uploaded = `/images/${"a".repeat(64)}`;
  const of = [
    "/posters/a-b.svg",
    "/posters/c.jpg",
    "https://cdn.example/d.png",
    "http://",
    undefined,
    `${uploaded}/1920.webp`,
    `${uploaded}/640.webp`,
  ];
  expect(of.map(socialPicture)).toEqual([
    "/og/a-b.png",
    "/posters/c.jpg",
    "/og/frontrow.png",
    "/og/frontrow.png",
    "/og/frontrow.png",
    `${uploaded}/800.jpg`,
    `${uploaded}/640.jpg`,
  ]);
});

it("[V320] without script a concert's page shows the refund rules of its date and the times of its presales", () => {
  const presale = {
    name: both("Fan club"),
    opensAt: "2026-11-18T20:00:00+09:00",
    closesAt: "2026-11-19T20:00:00+09:00",
  };
  const html = drawPage(template, {
    url: new URL("https://frontrow.test/concerts/high-waves"),
    lang: "ko",
    atMs,
    loaded: {
      [loadedNames.concert("high-waves")]: concert,
      [loadedNames.schedules("high-waves")]: [{ ...schedule, presales: [presale] }],
    },
  });
  const page = html
    .replaceAll(/<[^>]+>/g, "|")
    .replaceAll(/\|+/g, "|")
    .replaceAll("\u00a0", " ");
  expect(page).toContain("Fan club(한)|11월 18일 (수) 20:00|");
  // At first the full price with its fee; at the end minus a charge of 30 %, as in the rules.
  expect(page).toContain("지금 · 2027년 1월 6일 (수) 23:59까지|99,000원");
  expect(page).toMatch(/까지\|69,900원/);
});

const drawWith = (loaded: Record<string, unknown>, path = "/concerts/high-waves") =>
  drawPage(template, { url: new URL(path, "https://frontrow.test"), lang: "en", atMs, loaded });

it("[V357] the page of a canceled date announces the refund, and hides the time of its sale", () => {
  const page = (sale: Schedule["sale"]) =>
    drawWith({
      [loadedNames.concert("high-waves")]: { ...concert, sale },
      [loadedNames.schedules("high-waves")]: [{ ...schedule, sale }],
    });
  const said = "Tickets are refunded in full, including fees.";
  expect([page("cancelled").includes(said), page("cancelled").includes("On sale from")]).toEqual([
    true,
    false,
  ]);
  expect([page("open").includes(said), page("open").includes("On sale from")]).toEqual([
    false,
    true,
  ]);
});

it("[V358] the opening rail shows the next openings, and a single one only once", () => {
  const opensAt = concert.saleOpensAt ?? "";
  const shown = { firstStartsAt: schedule.startsAt, lastStartsAt: schedule.startsAt };
  const sale = { opensAt, presale: null, ...shown };
  const alone = { ...concert, openings: [sale] };
  const presale = { ...sale, opensAt: "2026-11-20T10:00:00+09:00", presale: both("Fan club") };
  const later = { ...sale, opensAt: "2026-11-28T20:00:00+09:00" };
  const next = {
    ...concert,
    id: "2",
    slug: "later",
    saleOpensAt: later.opensAt,
    openings: [later],
  };
  const home = (items: Concert[]) => {
    const html = drawWith({ [loadedNames.home]: { items, nextCursor: null } }, "/");
    const rail = /<h2 id="soon">.*?<\/ul>/s.exec(html)?.[0];
    return rail && [...rail.matchAll(/href="([^"]+)"/g)].map(([, href]) => href);
  };
  expect(home([next, alone])).toEqual(["/concerts/high-waves", "/concerts/later"]);
  expect(home([alone])).toBeUndefined();
  const twice = { ...concert, openings: [presale, sale] };
  expect(home([next, twice])).toEqual([
    ...Array(2).fill("/concerts/high-waves"),
    "/concerts/later",
  ]);
  const html = drawWith({ [loadedNames.home]: { items: [twice], nextCursor: null } }, "/");
  const page = html.replaceAll("\u00a0", " ");
  for (const kind of ["Fan club", "General sale"])
    expect(page).toContain(`Arena · Sat, 1/16 · ${kind}`);
});

it("[V428][V523] the rail is filled up with what is on sale, the next show first and the featured concert not again", () => {
  const open = (slug: string, day: string): Concert => ({
    ...concert,
    id: slug,
    slug,
    sale: "open",
    // The first date of all is over; the row names the first that can be bought.
    firstStartsAt: "2027-01-01T18:00:00+09:00",
    firstOnSaleStartsAt: `2027-01-${day}T18:00:00+09:00`,
  });
  const items = [concert, open("late", "20"), open("early", "10")];
  const html = drawWith({ [loadedNames.home]: { items, nextCursor: null } }, "/");
  const rail = /<h2 id="on-sale">.*?<\/ul>/s.exec(html)?.[0] ?? "";
  const hrefs = [...rail.matchAll(/href="([^"]+)"/g)].map(([, href]) => href);
  expect(hrefs).toEqual(["/concerts/early", "/concerts/late"]);
  const times = [...rail.matchAll(/<time dateTime="([^"]+)"/gi)].map(([, time]) => time);
  expect(times).toEqual(["2027-01-10T18:00:00+09:00", "2027-01-20T18:00:00+09:00"]);
});

it("[V359] the filter in the address is the selected one, in upper or lower case", () => {
  const html = drawWith(
    {
      [loadedNames.list("city=seoul")]: { items: [concert], nextCursor: null },
      [loadedNames.cities]: [
        { ko: "서울", en: "Seoul" },
        { ko: "부산", en: "Busan" },
      ],
    },
    "/concerts?city=seoul",
  );
  const marked = [...html.matchAll(/<a class="chip"[^>]*aria-current="true"[^>]*>([^<]+)/g)];
  expect(marked.map(([, name]) => name)).toEqual(["All", "Seoul"]);
});
