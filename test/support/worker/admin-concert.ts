import type {
  AdminConcert,
  AdminDate,
} from "../../../src/contract/admin/changes/concert-changes.ts";
import { krStandard } from "../../../src/contract/money/refund-rules.ts";

const both = (text: string) => ({ ko: text, en: text });
const won = (amount: number) => ({ amount, currency: "KRW" as const });

const date: AdminDate = {
  id: "00000000-0000-4000-8000-0000000000d1",
  revision: 3,
  startsAt: "2099-01-16T10:00:00.000Z",
  doorsAt: "2099-01-16T09:00:00.000Z",
  sale: "open",
  saleOpensAt: "2026-01-01T00:00:00.000Z",
  saleClosesAt: "2099-01-16T09:00:00.000Z",
  seatCount: 200,
  sold: 20,
  holders: 12,
  waitlisted: 3,
  held: 4,
  waiting: 5,
  zones: [{ id: "r", name: both("R석"), color: 1, price: won(10_000), fee: won(1_000) }],
  accountLimits: { perConcert: null, perDay: null },
  seating: { singleSeats: "advice", spacesOpenMinutes: null },
  seatsPerAccount: 4,
  holdMs: 300_000,
  shoppersMax: 2_000,
  admitPerMinute: 12_000,
  lobbyMs: 1_800_000,
  queueOrder: "fifo",
  intakes: 1,
  discounts: { priceTypes: [], automatic: [] },
  refundPolicy: krStandard,
  depositMinutes: 30,
  planHash: "a".repeat(64),
  isPlanTaken: true,
  presales: [],
};

/** A concert with one date on sale. */
export const concert: AdminConcert = {
  id: "00000000-0000-4000-8000-0000000000c1",
  revision: 7,
  slug: "slow-letter",
  title: both("느린 편지"),
  artist: both("서이안"),
  description: both("편지"),
  notice: null,
  organizer: null,
  genre: "concert",
  poster: "/posters/p.svg",
  ageLimit: 7,
  runningMinutes: 120,
  currency: "KRW",
  state: "published",
  publishAt: null,
  venue: { id: "v", name: both("온빛홀"), timeZone: "Asia/Seoul" },
  dates: [date],
};
