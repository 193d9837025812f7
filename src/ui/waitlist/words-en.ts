import type { waitlistWords as korean } from "./words-ko.ts";
import { plural } from "../i18n/plural.ts";

export const waitlistWords = {
  waitlist: {
    title: "Waitlist",
    join: "Wait for returns",
    waiting: "On the waitlist",
    offered: "Pay for your seats",
    signIn: "Sign in to wait for returned seats.",
    how: "When seats come back we hold them for whoever has waited longest. Nobody else can buy them meanwhile.",
    howLong: "They are held for 30 minutes, 15 in the last week, and 5 on the last day.",
    howMissed:
      "Miss them and you go to the end of the line; miss three and your wait ends. Nobody can promise that seats come back.",
    zones: "Zone",
    anyZone: "Any zone",
    count: "How many of you?",
    together: "Only seats together",
    together2: "Groups may wait longer. Switched off, you may get seats apart in one zone.",
    submit: "Join the waitlist",
    save: "Save changes",
    leave: "Leave the waitlist",
    left: "You are off the waitlist.",
    joined: "You are on the waitlist.",
    saved: "Changed. You keep your place.",
    first: "You are next",
    ahead: (from, to) => `About ${from}–${to} ahead of you`,
    aheadMany: (from) => `More than ${from} ahead of you`,
    seats: (count) => `${count} ${plural(count, "ticket", "tickets")}`,
    missed: (count) => `${count} ${plural(count, "chance", "chances")} missed of 3`,
    until: "Waiting ends",
    pay: "Go and pay",
    change: "Change",
    arrived: (title) => `Seats came back: ${title}`,
    heldFor: "left to pay for them",
    state: {
      waiting: "Waiting",
      offered: "Seats came back",
      bought: "Bought",
      missed: "Ended after three missed chances",
      closed: "Sale ended",
    },
  },
} satisfies typeof korean;
