import type { Page, Route } from "./frame/screen.tsx";
import { privatePatterns } from "./private-patterns.ts";
import { publicRoutes } from "./public-routes.ts";
import { loadWords } from "./state/language.ts";

const loads: Record<(typeof privatePatterns)[number], () => Promise<Page>> = {
  "/schedules/:id": () => import("./sale/sale-page.tsx").then((page) => page.SalePage),
  "/checkout/:scheduleId/:holdId": () =>
    import("./checkout/checkout-page.tsx").then((page) => page.CheckoutPage),
  "/me": () => import("./tickets/tickets-page.tsx").then((page) => page.TicketsPage),
  "/orders/:id": () => import("./orders/order-page.tsx").then((page) => page.OrderPage),
  "/wallet": () => import("./wallet/wallet-page.tsx").then((page) => page.WalletPage),
  "/wallet/top-up": () => import("./wallet/top-up-page.tsx").then((page) => page.TopUpPage),
  "/payment/return": () =>
    import("./checkout/return/payment-return-page.tsx").then((page) => page.PaymentReturnPage),
  "/payments": () => import("./orders/payment-history-page.tsx").then((page) => page.PaymentsPage),
  "/profile": () => import("./account/profile-page.tsx").then((page) => page.ProfilePage),
  "/profile/security": () =>
    import("./account/ways-in/security-page.tsx").then((page) => page.SecurityPage),
  "/admin/*": async () => {
    const [page] = await Promise.all([import("./admin/admin-page.tsx"), loadWords("admin")]);
    return page.AdminPage;
  },
  "/join": async () => {
    const [page] = await Promise.all([import("./admin/staff/join-page.tsx"), loadWords("admin")]);
    return page.JoinPage;
  },
  // Not linked anywhere; for developers.
  "/design": () => import("./design/design-page.tsx").then((page) => page.DesignPage),
  "/sign-in": () => import("./account/sign-in-page.tsx").then((page) => page.SignInPage),
  "/terms": () => import("./legal/legal-page.tsx").then((page) => page.TermsPage),
  "/privacy": () => import("./legal/legal-page.tsx").then((page) => page.PrivacyPage),
  "/reset-password": () =>
    import("./account/reset-password-page.tsx").then((page) => page.ResetPasswordPage),
};

/** All pages of the app. Non-public ones load when opened. */
export const routes: Route[] = [
  ...publicRoutes,
  ...privatePatterns.map((pattern) => ({ pattern, load: loads[pattern] })),
];
