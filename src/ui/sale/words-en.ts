import type { saleWords as korean } from "./words-ko.ts";

export const saleWords = {
  buying: { leave: "Leave. Your place and your seats are kept" },
  queue: {
    signIn: "Sign in to buy tickets. You go straight on afterwards.",
    over: "The sale for this date has ended",
    toConcert: "See other dates",
  },
  hold: {
    within: "left to pay",
    extend: "+2 min",
    extended: "2 minutes added.",
    warn: "One minute left. Pay now and the seats are yours.",
    warnExtend: "One minute left. If you need longer, you may add two, once.",
    more: "Add time",
  },
  held: {
    title: "Seats you are holding",
    pay: "Go to payment",
    release: "Let go and choose again",
  },
  moreTime: {
    label: "I need more time",
    text: (usual, longer) => `Your seats are held ${longer} minutes, not ${usual}.`,
  },
} satisfies typeof korean;
