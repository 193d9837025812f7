import type { remindersWords as korean } from "./words-ko.ts";

export const remindersWords = {
  notify: {
    title: "Notifications",
    on: "On this device",
    text: "We notify you about sale openings and returned seats, even when this page is closed.",
    denied: "This browser blocks notifications. You can allow them in its site settings.",
    unsupported: "This browser doesn't support notifications. We'll still email you.",
    install: "Add Frontrow to your home screen to turn this on. We'll still email you.",
    failed: "Couldn't turn on notifications. Please try again in a moment.",
  },
  opening: {
    on: "Reminder is set",
    title: "Reminder is on",
    titleOff: "Reminder is off",
    signIn: "Sign in to get a reminder one day before the sale opens and again ten minutes before.",
    mail: (email) =>
      `We'll email ${email} one day before the sale opens, and again ten minutes before.`,
    calendar: "Add to calendar",
    off: "Turn off",
    again: "Turn on again",
    done: "Done",
    list: "Sale reminders",
    of: (title) => `Reminder for ${title}`,
    opensAt: "On sale",
  },
} satisfies typeof korean;
