import { AppBar, TabBar } from "./frame/app-bar.tsx";
import { Footer } from "./frame/footer.tsx";
import { Later } from "./components/feedback/later.tsx";
import { wantsHoldBar } from "./holds/wants-bar.ts";
import { OfflineBanner } from "./frame/offline-banner.tsx";
import { type Route, Screen } from "./frame/screen.tsx";
import { Toaster } from "./components/feedback/toaster.tsx";
import { NotFoundPage } from "./frame/not-found-page.tsx";
import { OfflinePage } from "./frame/offline-page.tsx";
import { words } from "./state/public-words.ts";
import { address, stillAt } from "./state/router.ts";
import { isOnWaitlist } from "./waitlist/on-waitlist.ts";

/** Purchase pages have their own bar, with the clock and one way out. */
const isBuying = (path: string) => /^\/(schedules|checkout|queue)\//.test(path);

/** Admin pages have their own frame. */
const isFramed = (path: string) => isBuying(path) || /^\/admin(\/|$)/.test(path);

/** A page with its own bottom bar has no room for another. */
const hasBuyBar = (path: string) => isFramed(path) || path.startsWith("/concerts/");

const loadOffers = () =>
  import("./waitlist/offer-banner.tsx").then(({ OfferBanner }) => OfferBanner);

const loadHoldBar = () => import("./holds/hold-bar.tsx").then(({ HoldBar }) => HoldBar);

/** The frame around every page. The routes are passed in, since the server knows only the public ones. */
export function App({ routes, isMissing = false }: AppProps) {
  // The frame follows the visible page, since the next one may take long to load.
  const path = stillAt.value ?? address.value.path;
  return (
    <>
      <a class="skip" href="#main">
        {words().common.skip}
      </a>
      {isFramed(path) ? null : <AppBar path={path} />}
      <div class="dock">
        {isOnWaitlist.value ? <Later load={loadOffers} props={{}} /> : null}
        {wantsHoldBar.value ? <Later load={loadHoldBar} props={{}} /> : null}
        <OfflineBanner />
      </div>
      <Screen routes={routes} isMissing={isMissing} missing={NotFoundPage} offline={OfflinePage} />
      {isFramed(path) ? null : <Footer />}
      {hasBuyBar(path) ? null : <TabBar path={path} />}
      <Toaster />
    </>
  );
}

type AppProps = {
  routes: readonly Route[];
  /** The server has looked: there is nothing where the visit begins. */
  isMissing?: boolean;
};
