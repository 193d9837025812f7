import type { adminMembers as korean } from "./words-ko.ts";

export const adminMembers = {
  title: "Member tiers",
  text: "Members of a tier have its discounts. What they have bought stays as it is.",
  search: "A member's e-mail",
  none: "Nobody has this e-mail address.",
  payments: "This member's payments",
  tier: "Tier",
  tierHelp: "Small letters, digits and dashes. Empty for none.",
  save: "Save",
  saved: "The tier is saved.",
} satisfies typeof korean;
