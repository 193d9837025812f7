import { AppBar, TabBar } from "./components/app-bar.tsx";
import { OfflineBanner } from "./components/offline-banner.tsx";
import { type Route, Screen } from "./components/screen.tsx";
import { Toaster } from "./components/toaster.tsx";
import { ConcertPage } from "./pages/concert.tsx";
import { HomePage } from "./pages/home.tsx";
import { NotFoundPage } from "./pages/not-found.tsx";
import { words } from "./state/language.ts";
import { address } from "./state/router.ts";

/** The screen at a glance. Home and concert come with the first load; the others when they are opened. */
const routes: Route[] = [
  { pattern: "/", page: HomePage },
  { pattern: "/concerts/:slug", page: ConcertPage },
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
    pattern: "/sign-in",
    load: () => import("./pages/sign-in.tsx").then((page) => page.SignInPage),
  },
];

/** While seats are being bought the page has its own bar, with the clock in it and one way out. */
const isBuying = (path: string) => /^\/(schedules|checkout)\//.test(path);

/** A page with a bar of its own at the bottom has no room for another. */
const hasBuyBar = (path: string) => isBuying(path) || path.startsWith("/concerts/");

export function App() {
  const { path } = address.value;
  return (
    <>
      <a class="skip" href="#main">
        {words().common.skip}
      </a>
      {isBuying(path) ? null : <AppBar path={path} />}
      <OfflineBanner />
      <Screen routes={routes} missing={NotFoundPage} />
      {hasBuyBar(path) ? null : <TabBar path={path} />}
      <Toaster />
    </>
  );
}
