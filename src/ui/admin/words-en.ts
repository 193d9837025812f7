import type { admin as korean } from "./words-ko.ts";

export const admin = {
  title: "Admin",
  menu: "Admin menu",
  signIn: "Sign in to see the admin screens.",
  forbidden: "Admins only",
  forbiddenText: (name: string) => `${name}'s account doesn't have access to these screens.`,
  toShop: "Go to the site",
  back: "Back",
  find: "Find",
  stale: "No new data",
  nav: {
    overview: "Overview",
    sales: "Sales and queue",
    payments: "Payments",
    reconciliation: "Reconciliation",
    shows: "Cancel a show",
    concerts: "Concerts",
    venues: "Venues",
    import: "Import",
    categories: "Categories",
    coupons: "Coupons",
    members: "Members",
    staff: "Team",
    organization: "Organization",
    acts: "Activity log",
  },
} satisfies typeof korean;
