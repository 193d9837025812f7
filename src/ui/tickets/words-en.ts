import type { ticketsWords as korean } from "./words-ko.ts";
import { plural } from "../i18n/plural.ts";

export const ticketsWords = {
  tickets: {
    title: "My tickets",
    signIn: "Sign in to see your tickets.",
    empty: "No upcoming concerts",
    browse: "Browse concerts",
    tabs: "My concerts",
    coming: "Upcoming",
    past: "Past",
    waitlists: "Waitlists",
    wishes: "Saved",
    deposit: (amount, until) => ["Transfer ", amount, " by ", until, "."],
    toDeposit: "Where to send it",
    emptyText: "Your tickets appear here once you book. They open offline, too.",
    noPast: "No past concerts",
    noWaitlist: "You're not on any waitlist",
    noWaitlistText:
      "Join the waitlist of a sold-out show, and we'll tell you when seats come back.",
    noHistory: "You haven't booked anything yet.",
    partCancelled: "Partly canceled",
    history: "Orders",
    status: { paid: "Paid", cancelled: "Canceled" },
  },
  visit: {
    title: "Your visit",
    doors: "Doors",
    from: (time) => `From ${time}`,
    venue: "Venue",
    id: "ID",
    idText: (name) => `Bring an ID that shows the name ${name}.`,
    noPhone: "Phone dead?",
    noPhoneText: "Give your name and order number at the entrance:",
  },
  ticket: {
    saved: "Saved on this device",
    offline: "Offline · this ticket still works",
    preparing: "Preparing the QR code",
    noCode: (number) =>
      `The QR code loads once you're online. Without it, show order number ${number} and your ID at the door.`,
    of: (index, total) => `${index} of ${total}`,
    previous: "Previous ticket",
    next: "Next ticket",
    bright: "Turn up the brightness and hold your phone at shoulder height.",
    daysLeft: (days) => (days === 0 ? "Today" : `In ${days} ${plural(days, "day", "days")}`),
  },
} satisfies typeof korean;
