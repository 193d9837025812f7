import { plural } from "./plural.ts";
import type { pages as korean } from "./ko-pages.ts";

export const pages = {
  footer: {
    line: "Concert seats, first come, first served, with the full price from the start.",
    times: "All show and sale times are local to the venue.",
  },
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
    none: (text) => (text === "" ? "No concert fits" : `No concert fits “${text}”`),
    noneText: "Try fewer letters, or clear the filters to see everything.",
    instead: "How about one of these?",
    seeAll: "See all",
    weekend: "Weekend",
    month: "Next 30 days",
  },
  search: {
    label: "Concerts, artists, venues",
    open: "Find concerts",
    hint: "Part of a word will do, and small slips are fine.",
    suggestions: "Suggestions",
    groups: { concerts: "Concerts", artists: "Artists", venues: "Venues" },
    shows: (total) => `${total} ${plural(total, "concert", "concerts")}`,
    nothing: (text) => `No suggestion for “${text}”`,
    count: (total) =>
      total === 0 ? "No suggestions" : `${total} ${plural(total, "suggestion", "suggestions")}`,
    all: (text) => `See all for “${text}”`,
  },
  calendar: {
    label: "Show dates",
    previous: "Previous month",
    next: "Next month",
    none: "no show",
    times: (count) => `${count} ${plural(count, "show", "shows")}`,
  },
  inApp: {
    text: (app) =>
      `The browser within ${app} may lose the queue or a payment. Please open this page outside before you queue.`,
    open: "Open in my browser",
    copy: "Copy the address",
    copied: "Copied. Paste it into Safari or Chrome.",
  },
  app: {
    install: "On your home screen, tickets open at once and without network.",
    installByHand:
      "On your home screen, tickets open without network. Press Share, then “Add to Home Screen”.",
    installNow: "Add to home screen",
    notNow: "Not now",
    newVersion: "There is a new version. Finish what you are doing first, if you like.",
    update: "Update now",
  },
  recent: { title: "Seen recently" },
  wish: {
    add: (title) => `Save ${title}`,
    remove: (title) => `Remove ${title} from saved`,
    title: "Saved concerts",
    empty: "Nothing saved yet",
    emptyText: "Press the heart of a concert to keep it here.",
    onlyHere: "These are on this device only. Sign in to keep them with your account.",
    kept: "Saved. You find it under My tickets.",
  },
  refundRules: {
    title: "What you get back if you cancel",
    when: "Cancelled",
    back: "You get back",
    now: "Now",
    until: (time) => `before ${time}`,
    from: (time) => `from ${time}`,
    nothing: "Cannot be cancelled",
    fees: {
      always: "Booking fees are returned too.",
      never: "Booking fees are not returned.",
      "booking-day": "Booking fees are returned only on the day of booking.",
    },
    example: (zone, price) => ["One ", zone, " ticket for ", price, " bought now"],
    shown: "Price zone",
  },
} satisfies typeof korean;
