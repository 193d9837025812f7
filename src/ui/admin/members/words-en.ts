import type { adminMembers as korean } from "./words-ko.ts";

export const adminMembers = {
  title: "Member tiers",
  text: "Members of a tier get its discounts. Past purchases don't change.",
  search: "Member's email",
  none: "No account has this email address. Check the spelling, or ask the fan which address they signed up with.",
  payments: "This member's payments",
  tier: "Tier",
  tierHelp: "Lowercase letters, digits and dashes. Leave empty for none.",
  save: "Save",
  saved: "Tier saved.",
} satisfies typeof korean;
