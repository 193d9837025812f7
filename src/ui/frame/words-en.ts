import type { frameWords as korean } from "./words-ko.ts";

export const frameWords = {
  footer: {
    line: "Concert tickets, first come, first served. You see the full price from the start.",
    times: "All show and sale times are local to the venue.",
    legal: "Terms and operator",
    terms: "Terms of Service",
    privacy: "Privacy Policy",
  },
  inApp: {
    text: (app) =>
      `The browser inside ${app} can lose your place in line or your payment. Please open this page in your own browser before you queue.`,
    open: "Open in my browser",
    copy: "Copy link",
    copied: "Copied. Paste it into Safari or Chrome.",
  },
  app: {
    install: "Add Frontrow to your home screen and your tickets open instantly, even offline.",
    installByHand:
      "Add Frontrow to your home screen to open tickets offline. Tap Share, then “Add to Home Screen”.",
    installNow: "Add to home screen",
    notNow: "Not now",
    newVersion: "A new version is available. You can finish what you're doing first.",
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
    title: "Page not found",
    text: "The address may have changed, or the concert may be over.",
    home: "Browse concerts",
  },
} satisfies typeof korean;
