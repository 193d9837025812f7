import { expect, it } from "vitest";
import type { Concert } from "../contract/catalog/concerts.ts";
import { drawPage, loadedNames } from "./server.tsx";

const template = `<!doctype html><html lang="ko"><head><!--head--><title>Frontrow</title><!--/head--></head>
<body><div id="app"></div></body></html>`;
const both = (text: string) => ({ ko: `${text}(한)`, en: text });
const atMs = Date.parse("2026-11-20T19:00:00+09:00");

const concert: Concert = {
  id: "0198f2a4-7c31-7b1e-9d57-2f6a4f0c1d2e",
  slug: "high-waves",
  title: both("Waves"),
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
  lastStartsAt: "2027-01-16T18:00:00+09:00",
  firstOnSaleStartsAt: null,
  saleOpensAt: "2026-11-20T20:00:00+09:00",
  openings: [],
  sale: "upcoming",
  stock: null,
  totalFrom: null,
  description: both("The biggest wave"),
  notice: both("Bring an ID"),
  organizer: { name: both("Frontrow Presents"), contact: "hello@frontrow.test" },
  seller: null,
  isListed: true,
  ageLimit: 12,
  runningMinutes: 120,
};

it("[CD40] the concert page names the seller in law, and a page that no list shows is kept from search engines", () => {
  const seller = {
    legalName: "Frontrow Presents Ltd.",
    representative: "Kim Haneul",
    businessNumber: "123-45-67890",
    mailOrderNumber: null,
    address: "16 Mulgyeol-ro",
    email: "law@frontrow.test",
    phone: "02-123-4567",
  };
  const url = new URL("/concerts/high-waves", "https://frontrow.test");
  const drawn = (more: Partial<Concert>) =>
    drawPage(template, {
      url,
      lang: "en",
      atMs,
      loaded: {
        [loadedNames.concert("high-waves")]: { ...concert, ...more },
        [loadedNames.schedules("high-waves")]: [],
      },
    });
  const html = drawn({ seller, isListed: false });
  for (const said of ["Frontrow Presents Ltd.", "123-45-67890", "mailto:law@frontrow.test"])
    expect(html).toContain(said);
  expect(html).toContain('<meta name="robots" content="noindex">');
  const listed = drawn({});
  expect(listed).not.toContain("noindex");
  expect(listed).not.toContain("Business registration number");
});
