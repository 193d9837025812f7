import type { waitlistWords as korean } from "./words-ko.ts";
import { plural } from "../i18n/plural.ts";

export const waitlistWords = {
  waitlist: {
    title: "Waitlist",
    join: "Join waitlist",
    waiting: "On the waitlist",
    offered: "Pay for your seats",
    signIn: "Sign in to join the waitlist.",
    how: "When seats come back, we hold them for the person who has waited longest. Nobody else can buy them in the meantime.",
    howLong: "We hold them for 30 minutes, 15 in the last week, and 5 on the last day.",
    howMissed:
      "If you miss them, you move to the end of the line. After three misses, you leave the waitlist. We can't promise that seats will come back.",
    zones: "Zone",
    anyZone: "Any zone",
    count: "How many of you?",
    together: "Only seats together",
    together2:
      "Groups may wait longer. If you turn this off, you may get separate seats in one zone.",
    submit: "Join the waitlist",
    save: "Save changes",
    leave: "Leave the waitlist",
    left: "You've left the waitlist.",
    joined: "You're on the waitlist.",
    saved: "Saved. You keep your position.",
    first: "You're next",
    ahead: (from, to) => `About ${from}–${to} ahead of you`,
    aheadMany: (from) => `More than ${from} ahead of you`,
    seats: (count) => `${count} ${plural(count, "ticket", "tickets")}`,
    missed: (count) => `${count} of 3 chances missed`,
    until: "Waitlist closes",
    pay: "Pay now",
    change: "Change",
    arrived: (title) => `Seats came back: ${title}`,
    heldFor: "left to pay for them",
    state: {
      waiting: "Waiting",
      offered: "Seats came back",
      bought: "Bought",
      missed: "Ended after three misses",
      closed: "Sale ended",
    },
  },
} satisfies typeof korean;
