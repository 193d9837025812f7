import type { CreateConcert } from "../../src/contract/admin/catalog-changes.ts";
import { dayMs, hourMs, minuteMs, nextSeoul, seoulIn } from "./calendar.ts";
import { type ConcertText, texts } from "./texts.ts";
import { organized } from "./venue-texts.ts";
import type { venues } from "./venues.ts";

export type SeedDate = {
  startsAt: number;
  saleOpensAt: number;
  saleClosesAt: number;
  /** How much of the date the crowd has already bought. */
  sold?: number;
};

export type SeedConcert = {
  about: Omit<CreateConcert, "venueId" | "currency">;
  venue: keyof typeof venues;
  /** Price by zone in won, and the fee of each ticket. */
  prices: Record<string, number>;
  fee: number;
  dates: SeedDate[];
};

type Details = Pick<SeedConcert["about"], "genre" | "ageLimit" | "runningMinutes">;

/** The concerts on the posters, on the dates that the posters give. */
export function seedConcerts(now: number): SeedConcert[] {
  // A sale ends an hour before the show.
  const date = (startsAt: number, saleOpensAt: number, sold = 0): SeedDate => {
    return { startsAt, saleOpensAt, saleClosesAt: startsAt - hourMs, sold };
  };
  const on = (month: number, day: number, hour: number) => nextSeoul(now, month, day, hour);
  const lastWeek = seoulIn(now, -7, 20);
  const busan = on(12, 19, 18);
  const bicycle = on(1, 23, 15);
  return [
    {
      about: about("high-waves", "01-high-waves", texts.highWaves, {
        genre: "concert",
        ageLimit: 12,
        runningMinutes: 120,
      }),
      venue: "arena",
      prices: { vip: 176_000, r: 152_000, s: 130_000, a: 97_000 },
      fee: 2_000,
      dates: [
        date(on(1, 16, 18), now + 2 * minuteMs),
        date(on(1, 16, 18) + 23 * hourMs, seoulIn(now, 1, 20)),
      ],
    },
    {
      about: about("220v", "02-220v", texts.volts, {
        genre: "indie",
        ageLimit: 19,
        runningMinutes: 90,
      }),
      venue: "club",
      prices: { standing: 54_000 },
      fee: 1_000,
      dates: [date(on(12, 12, 19), lastWeek, 0.97)],
    },
    {
      about: about("slow-letter", "03-slow-letter", texts.slowLetter, {
        genre: "concert",
        ageLimit: 8,
        runningMinutes: 110,
      }),
      venue: "theatre",
      prices: { r: 130_000, s: 108_000, a: 86_000 },
      fee: 2_000,
      dates: [date(on(2, 13, 14), lastWeek, 0.15), date(on(2, 13, 14) + 5 * hourMs, lastWeek, 0.1)],
    },
    {
      about: about("midnight-parcel", "04-midnight-parcel", texts.parcel, {
        genre: "concert",
        ageLimit: 8,
        runningMinutes: 130,
      }),
      venue: "stadium",
      prices: { vip: 152_000, r: 130_000, s: 108_000, a: 64_000 },
      fee: 2_000,
      dates: [
        { startsAt: busan, saleOpensAt: lastWeek, saleClosesAt: now - hourMs },
        date(on(1, 30, 18), lastWeek),
      ],
    },
    {
      about: about("far-mountain", "05-far-mountain", texts.mountain, {
        genre: "classical",
        ageLimit: 8,
        runningMinutes: 100,
      }),
      venue: "chamber",
      prices: { r: 54_000, s: 32_000 },
      fee: 1_000,
      dates: [date(on(3, 6, 17), lastWeek, 0.1)],
    },
    {
      about: about("june-garden", "06-june-garden", texts.garden, {
        genre: "festival",
        ageLimit: null,
        runningMinutes: 540,
      }),
      venue: "lawn",
      prices: { picnic: 148_000, lawn: 118_000 },
      fee: 2_000,
      dates: [
        date(on(6, 5, 12), seoulIn(now, 7, 14)),
        date(on(6, 5, 12) + dayMs, seoulIn(now, 7, 14)),
      ],
    },
    {
      about: about("moon-bicycle", "07-moon-bicycle", texts.bicycle, {
        genre: "musical",
        ageLimit: 8,
        runningMinutes: 150,
      }),
      venue: "round",
      prices: { vip: 130_000, r: 108_000, s: 86_000, a: 64_000 },
      fee: 2_000,
      dates: [
        date(bicycle, lastWeek, 0.2),
        date(bicycle + 5 * hourMs, lastWeek),
        date(bicycle + dayMs, lastWeek),
        date(bicycle + 7 * dayMs, lastWeek),
        date(bicycle + 8 * dayMs, lastWeek),
        // The third block of dates, up to the last day on the poster.
        date(bicycle + 77 * dayMs, seoulIn(now, 18, 19)),
        date(bicycle + 78 * dayMs, seoulIn(now, 18, 19)),
      ],
    },
    {
      about: about("fifty-nine", "08-fifty-nine", texts.fiftyNine, {
        genre: "indie",
        ageLimit: 12,
        runningMinutes: 59,
      }),
      venue: "sky",
      prices: { r: 76_000 },
      fee: 1_000,
      dates: [date(on(12, 31, 23), lastWeek, 1)],
    },
  ];
}

function about(slug: string, poster: string, text: ConcertText, details: Details) {
  return { slug, poster: `/posters/${poster}.svg`, ...text, ...details, ...organized };
}
