import type { frameWords as korean } from "./words-ko.ts";

export const frameWords = {
  footer: {
    line: "Concert seats, first come, first served, with the full price from the start.",
    times: "All show and sale times are local to the venue.",
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
  nav: {
    main: "Main menu",
    bottom: "Bottom menu",
    concerts: "Concerts",
    tickets: "My tickets",
    wallet: "Wallet",
    profile: "Profile",
    signIn: "Sign in",
    light: "Switch to light",
    dark: "Switch to dark",
  },
  notFound: {
    title: "There is nothing here",
    text: "The address may have changed, or the concert is over.",
    home: "See concerts",
  },
} satisfies typeof korean;
