import type { concertsWords as korean } from "./words-ko.ts";
import { plural } from "../i18n/plural.ts";

export const concertsWords = {
  list: {
    title: "Find concerts",
    results: (total, isMore) =>
      isMore ? `More than ${total} concerts` : `${total} ${plural(total, "concert", "concerts")}`,
    filters: "Filters",
    city: "City",
    anywhere: "Anywhere",
    from: "From",
    to: "To",
    dates: "Pick dates",
    apply: "Apply",
    clear: "Clear filters",
    none: (text) => (text === "" ? "No matching concerts" : `No concerts match “${text}”`),
    noneText: "Try a shorter search, or clear the filters to see everything.",
    instead: "How about one of these?",
    seeAll: "See all",
    weekend: "Weekend",
    month: "Next 30 days",
  },
  search: {
    label: "Concerts, artists, venues",
    open: "Find concerts",
    hint: "Part of a word is enough, and small typos are fine.",
    suggestions: "Suggestions",
    groups: { concerts: "Concerts", artists: "Artists", venues: "Venues" },
    shows: (total) => `${total} ${plural(total, "concert", "concerts")}`,
    nothing: (text) => `No suggestions for “${text}”`,
    count: (total) =>
      total === 0 ? "No suggestions" : `${total} ${plural(total, "suggestion", "suggestions")}`,
    all: (text) => `See all results for “${text}”`,
  },
  recent: { title: "Recently viewed" },
} satisfies typeof korean;
