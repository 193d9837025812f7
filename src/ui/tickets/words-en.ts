import type { ticketsWords as korean } from "./words-ko.ts";
import { plural } from "../i18n/plural.ts";

export const ticketsWords = {
  tickets: {
    title: "My tickets",
    signIn: "Sign in to see your tickets.",
    empty: "No concerts coming up",
    browse: "Browse concerts",
    tabs: "My concerts",
    coming: "Coming up",
    past: "Past",
    waits: "Waitlists",
    wishes: "Saved",
    deposit: (amount, until) => ["Transfer ", amount, " by ", until, "."],
    toDeposit: "Where to",
    emptyText: "Your tickets gather here once you book, and open without a network too.",
    noPast: "No past concerts",
    noWaits: "You are on no waitlist",
    noWaitsText: "Join the waitlist of a sold-out show, and we tell you when seats come back.",
    noHistory: "You have not booked anything yet.",
    partCancelled: "Partly cancelled",
    history: "Orders",
    status: { paid: "Paid", cancelled: "Cancelled" },
  },
  visit: {
    title: "Your visit",
    doors: "Doors",
    from: (time) => `From ${time}`,
    venue: "Venue",
    id: "ID",
    idText: (name) => `Bring an ID in the name of ${name}.`,
    noPhone: "Phone dead?",
    noPhoneText: "Your name and order number get you in at the desk by the door:",
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
} satisfies typeof korean;
