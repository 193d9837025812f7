import type { presaleWords as korean } from "./words-ko.ts";

export const presaleWords = {
  presale: {
    title: "Presale",
    signIn: "A presale is verified for an account. Please sign in.",
    code: "Presale code",
    verify: "Verify",
    help: "If you are on a list, leave it empty. Once verified you can line up at once.",
    verified: (name) => `You are verified: ${name}`,
    comeAt: "Opens",
    notListed: "You are on no list. If you have a code, please type it in.",
  },
} satisfies typeof korean;
