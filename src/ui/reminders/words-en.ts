import type { remindersWords as korean } from "./words-ko.ts";

export const remindersWords = {
  notify: {
    title: "Notifications",
    on: "On this device",
    text: "You are told of sale openings and returned seats, even with the page closed.",
    denied: "Notifications are blocked in this browser. You can allow them in its site settings.",
    unsupported: "This browser cannot be notified. You get mails all the same.",
    install: "Add Frontrow to your home screen to switch this on. You get mails all the same.",
    failed: "Notifications could not be switched on. Please try again in a moment.",
  },
  opening: {
    on: "Reminder is set",
    title: "Reminder is on",
    titleOff: "Reminder is off",
    signIn: "Sign in to be told a day and ten minutes before the sale opens.",
    mail: (email) => `A day and ten minutes before, we write to ${email}.`,
    calendar: "Add to calendar",
    off: "Turn off",
    again: "Turn on again",
    done: "Done",
    list: "Sale reminders",
    of: (title) => `Reminder for ${title}`,
    opensAt: "On sale",
  },
} satisfies typeof korean;
