import type { saleWords as korean } from "./words-ko.ts";

export const saleWords = {
  buying: { leave: "Leave. Your place and your seats stay yours" },
  queue: {
    signIn: "Sign in to buy tickets. You'll continue right after.",
    over: "Sales for this date have ended",
    toConcert: "See other dates",
  },
  hold: {
    within: "left to pay",
    whilePaying: "for your payment",
    stopped: "left. The clock has stopped",
    extend: "+2 min",
    extended: "2 minutes added.",
    warn: "One minute left. Pay now to keep your seats.",
    warnExtend: "One minute left. If you need more time, you can add two minutes once.",
    more: "Add time",
  },
  pause: {
    title: "The sale is paused.",
    text: "You keep your seats and your time. The sale continues automatically.",
    canPay: "You can still pay for the seats you hold.",
    go: "Paused",
  },
  presaleGone: {
    title: "All seats in the presale are sold.",
    text: (opening) => `If you have none, you keep your place for the general sale: ${opening}.`,
  },
  held: {
    title: "Seats you're holding",
    pay: "Go to payment",
    release: "Release and choose again",
  },
  givingBack: {
    title: "Releasing your seats",
    text: "We're making sure that no payment went through. Your seats are released as soon as we know, and you can close this page.",
    done: "Your seats have been released.",
  },
  moreTime: {
    label: "I need more time",
    text: (usual, longer) => `We hold your seats for ${longer} minutes instead of\u00a0${usual}.`,
  },
} satisfies typeof korean;
