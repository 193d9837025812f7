import type { legalWords as korean } from "./words-ko.ts";

export const legalWords = {
  legal: {
    about: (version, day) => `Version ${version} · effective ${day}`,
    sample:
      "The operator's details are placeholders. This text has no legal effect until they are replaced.",
    contents: "Contents",
    operator: "Operator",
    name: "Company",
    representative: "Representative",
    address: "Address",
    businessNumber: "Business registration number",
    mailOrderNumber: "Mail-order sales registration",
    contact: "Contact",
    summary: "This is a summary. The full text applies.",
    full: { terms: "Read the full Terms of Service", privacy: "Read the full Privacy Policy" },
  },
} satisfies typeof korean;
