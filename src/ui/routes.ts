import type { Route } from "./components/screen.tsx";
import { publicRoutes } from "./public-routes.ts";
import { loadWords } from "./state/language.ts";

/** The screen at a glance. What is not public comes when it is opened. */
export const routes: Route[] = [
  ...publicRoutes,
  {
    pattern: "/schedules/:id",
    load: () => import("./pages/sale.tsx").then((page) => page.SalePage),
  },
  {
    pattern: "/checkout/:scheduleId/:holdId",
    load: () => import("./pages/checkout.tsx").then((page) => page.CheckoutPage),
  },
  { pattern: "/me", load: () => import("./pages/tickets.tsx").then((page) => page.TicketsPage) },
  {
    pattern: "/orders/:id",
    load: () => import("./pages/order.tsx").then((page) => page.OrderPage),
  },
  { pattern: "/wallet", load: () => import("./pages/wallet.tsx").then((page) => page.WalletPage) },
  {
    pattern: "/wallet/top-up",
    load: () => import("./pages/top-up.tsx").then((page) => page.TopUpPage),
  },
  {
    pattern: "/payment/return",
    load: () => import("./pages/payment-return.tsx").then((page) => page.PaymentReturnPage),
  },
  {
    pattern: "/payments",
    load: () => import("./pages/payment-history.tsx").then((page) => page.PaymentsPage),
  },
  {
    pattern: "/profile",
    load: () => import("./pages/profile.tsx").then((page) => page.ProfilePage),
  },
  {
    pattern: "/admin/*",
    load: async () => {
      const [page] = await Promise.all([import("./admin/admin.tsx"), loadWords("admin")]);
      return page.AdminPage;
    },
  },
  // Linked from nowhere: for those who build the screen.
  { pattern: "/design", load: () => import("./pages/design.tsx").then((page) => page.DesignPage) },
  {
    pattern: "/sign-in",
    load: () => import("./pages/sign-in.tsx").then((page) => page.SignInPage),
  },
  {
    pattern: "/reset-password",
    load: () => import("./pages/reset-password.tsx").then((page) => page.ResetPasswordPage),
  },
];
