import type { homeWords as korean } from "./words-ko.ts";

export const homeWords = {
  home: {
    title: "Concert tickets",
    next: "Next up",
    opensIn: "On sale in",
    see: "View concert",
    book: "Get tickets",
    soon: "On sale soon",
    general: "General sale",
    onSale: "On sale now",
    now: "Worth seeing now",
    genres: "Genres",
    all: "All",
    empty: "No concerts yet",
    more: "Show more",
    priceFrom: (price) => ["from ", price],
  },
} satisfies typeof korean;
