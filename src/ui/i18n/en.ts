import { concertWords } from "../concert/words-en.ts";
import { concertsWords } from "../concerts/words-en.ts";
import { frameWords } from "../frame/words-en.ts";
import { homeWords } from "../home/words-en.ts";
import { wishlistWords } from "../wishlist/words-en.ts";
import { problem } from "./en-problems.ts";
import type { PublicMessages } from "./ko.ts";
import { plural } from "./plural.ts";

export const en = {
  common: {
    skip: "Skip to content",
    loading: "Loading",
    retry: "Try again",
    close: "Close",
    nothingLost: "Nothing was lost. Please try again in a moment.",
    soon: "Please try again in a moment.",
    offline: "You're offline. You can continue as soon as you're connected again.",
    secondsAgo: (seconds) => (seconds < 2 ? "Checked just now" : `Checked ${seconds} s ago`),
  },
  sale: {
    upcoming: "On sale soon",
    open: "On sale",
    paused: "Paused",
    closed: "Sale ended",
    cancelled: "Canceled",
    low: "Few left",
    soldOut: "Sold out",
  },
  countdown: {
    days: "days",
    hours: "hours",
    minutes: "min",
    seconds: "sec",
    dayMark: "d",
    left: ({ days, hours, minutes }) =>
      `${days} ${plural(days, "day", "days")}, ${hours} ${plural(hours, "hour", "hours")} and ${minutes} ${plural(minutes, "minute", "minutes")} left`,
    serverClock: "Server time",
    clockCounts: "Go by this clock",
  },
  problem,
  ...concertWords,
  ...concertsWords,
  ...frameWords,
  ...homeWords,
  ...wishlistWords,
} satisfies PublicMessages;
