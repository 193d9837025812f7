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
    apply: "Apply",
    clear: "Clear filters",
    none: (text) => (text === "" ? "No concert fits" : `No concert fits “${text}”`),
    noneText: "Try fewer letters, or clear the filters to see everything.",
    instead: "How about one of these?",
    seeAll: "See all",
    weekend: "This weekend",
    month: "Next 30 days",
  },
  search: {
    label: "Concerts, artists, venues",
    open: "Find concerts",
    hint: "Part of a word will do, and small slips are fine.",
    suggestions: "Suggestions",
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
  ticket: {
    saved: "Saved on this device",
    offline: "Offline · this ticket works all the same",
    preparing: "Preparing the QR code",
    noCode: (number) =>
      `The QR code needs to have been online once. Show order number ${number} and your ID at the door.`,
    of: (index, total) => `${index} of ${total}`,
    previous: "Previous ticket",
    next: "Next ticket",
    bright: "Turn up the brightness and hold it at shoulder height.",
    daysLeft: (days) => (days === 0 ? "Today" : `In ${days} ${plural(days, "day", "days")}`),
  },
  notify: {
    title: "Notifications",
    text: "Ten minutes before the sale of a saved concert opens you are told on this device, as long as a page of ours is open. To be told with everything closed, use “Remind me” on the concert and keep it in your calendar.",
    on: "10 minutes before a sale opens",
    denied: "Notifications are blocked in this browser. You can allow them in its site settings.",
    unsupported: "This browser cannot notify. Calendar reminders work all the same.",
    soon: (title, minutes) =>
      `${title} goes on sale in ${minutes} ${plural(minutes, "minute", "minutes")}`,
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
} satisfies typeof korean;
