import type { legalWords as korean } from "./words-ko.ts";

export const legalWords = {
  legal: {
    about: (version, day) => `Version ${version} · in force from ${day}`,
    sample:
      "The operator's details are still examples. Until they are real, this text has no legal force.",
    contents: "Contents",
    operator: "Operator",
    name: "Company",
    representative: "Representative",
    address: "Address",
    businessNumber: "Business registration number",
    mailOrderNumber: "Mail-order sales registration",
    contact: "Contact",
    summary: "This is a summary. Please read the full text for what exactly holds.",
    full: { terms: "Read the full Terms of Service", privacy: "Read the full Privacy Policy" },
  },
} satisfies typeof korean;
