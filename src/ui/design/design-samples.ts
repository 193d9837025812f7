import type { ConcertSummary, PriceZone } from "../../contract/catalog/concerts.ts";
import type { Hold } from "../../contract/sale/holds.ts";

const both = (ko: string, en: string) => ({ ko, en });
const won = (amount: number) => ({ amount, currency: "KRW" as const });
const inMs = (ms: number) => new Date(Date.now() + ms).toISOString();

/** Made-up data for the design page. */
export const concert: ConcertSummary = {
  id: "0198f2a4-7c31-7b1e-9d57-2f6a4f0c1d2e",
  slug: "high-waves",
  title: both("파랑주의보 〈높은 파도〉", "Parang Juuibo: High Waves"),
  artist: both("파랑주의보", "Parang Juuibo"),
  genre: "concert",
  poster: "/posters/01-high-waves.svg",
  venue: {
    id: "0198f2a4-7c31-7b1e-9d57-2f6a4f0c1d2f",
    name: both("한강아레나", "Hangang Arena"),
    city: both("서울", "Seoul"),
    address: both("물결로 16", "16 Mulgyeol-ro"),
    timeZone: "Asia/Seoul",
  },
  firstStartsAt: "2027-01-16T18:00:00+09:00",
  lastStartsAt: "2027-01-17T17:00:00+09:00",
  firstOnSaleStartsAt: null,
  saleOpensAt: inMs(7 * 86_400_000),
  openings: [],
  sale: "upcoming",
  stock: "plenty",
  totalFrom: won(99_000),
};

export const zones: PriceZone[] = ["VIP", "R", "S", "A"].map((name, index) => ({
  id: name.toLowerCase(),
  name: both(`${name}석`, name),
  color: index + 1,
  price: won(176_000 - index * 26_000),
  fee: won(2_000),
}));

/** A hold with this many seconds left. */
export const holdOf = (seconds: number): Hold => ({
  id: "0198f2a4-7c31-7b1e-9d57-2f6a4f0c1d31",
  scheduleId: "0198f2a4-7c31-7b1e-9d57-2f6a4f0c1d30",
  phase: "choosing",
  seats: [],
  total: won(308_000),
  expiresAt: inMs(seconds * 1_000),
  isPaused: false,
  canExtend: true,
  serverTime: inMs(0),
});
