import type { Locale } from "../../contract/people/accounts.ts";
import { moneyText } from "../../contract/money/money-text.ts";
import type { LocalText, Money } from "../../contract/money/money.ts";
import type { Order, OrderSeat } from "../../contract/money/orders.ts";
import { readSeatKey, seatsText } from "../../contract/plan/seat-names.ts";
import { en } from "./words-en.ts";
import { ko, type Words } from "./words-ko.ts";

/** A language: its words, and how amounts, times and seats are written in it. */
export type Texts = {
  language: Locale;
  w: Words;
  of: (text: LocalText) => string;
  money: (money: Money) => string;
  /** By the venue's clock, with the zone's name if a reader could mistake it. */
  when: (time: string | number, timeZone: string) => string;
  hour: (time: number, timeZone: string) => string;
  /** A day by the venue's clock. */
  day: (time: number, timeZone: string) => string;
  seats: (seats: readonly Pick<OrderSeat, "key">[]) => string;
  method: (order: Pick<Order, "method">) => string;
};

const words: Record<Locale, Words> = { ko, en };
const tags: Record<Locale, string> = { ko: "ko-KR", en: "en-US" };
const dayParts = { year: "numeric", month: "long", day: "numeric" } as const;
/** As on the screen: a clock of 24 hours in Korean, and of 12 in English. */
const hourParts = {
  ko: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  en: { hour: "numeric", minute: "2-digit" },
} as const;

export function textsOf(language: Locale): Texts {
  const w = words[language];
  const format = (time: string | number, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(tags[language], options).format(new Date(time));
  return {
    language,
    w,
    of: (text) => text[language],
    money: (money) => moneyText(money, language),
    when: (time, timeZone) => {
      const isHome = language === "ko" && timeZone === "Asia/Seoul";
      const zone = isHome ? {} : { timeZoneName: "short" as const };
      const day = format(time, { ...dayParts, timeZone });
      const weekday = format(time, { weekday: "short", timeZone });
      const hour = format(time, { ...hourParts[language], timeZone, ...zone });
      return language === "ko" ? `${day} (${weekday}) ${hour}` : `${weekday}, ${day}, ${hour}`;
    },
    day: (time, timeZone) => format(time, { ...dayParts, weekday: "long", timeZone }),
    hour: (time, timeZone) => format(time, { ...hourParts[language], timeZone }),
    seats: (seats) =>
      seatsText(
        seats.map(({ key }) => readSeatKey(key)),
        language,
      ),
    method: ({ method }) => w.methods[method],
  };
}
