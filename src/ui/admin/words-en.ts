import type { admin as korean } from "./words-ko.ts";

export const admin = {
  title: "Admin",
  menu: "Admin menu",
  signIn: "Sign in to see the admin screens.",
  forbidden: "For admins only",
  forbiddenText: (name: string) => `The account of ${name} may not see these screens.`,
  toShop: "To the shop",
  back: "Back",
  find: "Find",
  stale: "No newer values came",
  nav: {
    overview: "Overview",
    sales: "Sales and queue",
    payments: "Payments",
    reconciliation: "Reconciliation",
    shows: "Cancel a show",
    coupons: "Coupons",
    members: "Members",
    acts: "Log",
  },
} satisfies typeof korean;
