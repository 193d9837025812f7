import type { Route } from "./frame/screen.tsx";
import { publicRoutes } from "./public-routes.ts";
import { loadWords } from "./state/language.ts";

/** All pages of the app. Non-public ones load when opened. */
export const routes: Route[] = [
  ...publicRoutes,
  {
    pattern: "/schedules/:id",
    load: () => import("./sale/sale-page.tsx").then((page) => page.SalePage),
  },
  {
    pattern: "/checkout/:scheduleId/:holdId",
    load: () => import("./checkout/checkout-page.tsx").then((page) => page.CheckoutPage),
  },
  {
    pattern: "/me",
    load: () => import("./tickets/tickets-page.tsx").then((page) => page.TicketsPage),
  },
  {
    pattern: "/orders/:id",
    load: () => import("./orders/order-page.tsx").then((page) => page.OrderPage),
  },
  {
    pattern: "/wallet",
    load: () => import("./wallet/wallet-page.tsx").then((page) => page.WalletPage),
  },
  {
    pattern: "/wallet/top-up",
    load: () => import("./wallet/top-up-page.tsx").then((page) => page.TopUpPage),
  },
  {
    pattern: "/payment/return",
    load: () =>
      import("./checkout/return/payment-return-page.tsx").then((page) => page.PaymentReturnPage),
  },
  {
    pattern: "/payments",
    load: () => import("./orders/payment-history-page.tsx").then((page) => page.PaymentsPage),
  },
  {
    pattern: "/profile",
    load: () => import("./account/profile-page.tsx").then((page) => page.ProfilePage),
  },
  {
    pattern: "/admin/*",
    load: async () => {
      const [page] = await Promise.all([import("./admin/admin-page.tsx"), loadWords("admin")]);
      return page.AdminPage;
    },
  },
  // Not linked anywhere; for developers.
  {
    pattern: "/design",
    load: () => import("./design/design-page.tsx").then((page) => page.DesignPage),
  },
  {
    pattern: "/sign-in",
    load: () => import("./account/sign-in-page.tsx").then((page) => page.SignInPage),
  },
  {
    pattern: "/reset-password",
    load: () => import("./account/reset-password-page.tsx").then((page) => page.ResetPasswordPage),
  },
];
