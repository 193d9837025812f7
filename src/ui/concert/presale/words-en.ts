import type { presaleWords as korean } from "./words-ko.ts";

export const presaleWords = {
  presale: {
    title: "Presale",
    signIn: "Presale access is tied to an account. Please sign in.",
    code: "Presale code",
    verify: "Verify",
    help: "If you're on a list, leave this empty. Once you're verified, you can line up right away.",
    verified: (name) => `You're verified: ${name}`,
    comeAt: "Opens",
    notListed: "You're not on a list. If you have a code, please enter it.",
  },
} satisfies typeof korean;
