import { plural } from "../i18n/plural.ts";
import type { holdBarWords as korean } from "./words-ko.ts";

const seatsOf = (count: number) => `${count} ${plural(count, "seat", "seats")}`;

export const holdBarWords = {
  holdBar: {
    label: "Seats held for you",
    held: (seats) => `${seatsOf(seats)} held`,
    paying: (seats) => `${seatsOf(seats)} waiting for your payment`,
    confirming: "We're confirming your payment",
    left: "Time left",
    paused: "Sale paused, clock stopped",
    goOn: "Continue",
    see: "View",
    deposit: (seats, until) => [`${seatsOf(seats)} · transfer by `, until],
    account: "See account",
    putAway: "Dismiss",
    over: "Your time for these seats ran out",
    again: "Hold them again",
  },
} satisfies typeof korean;
