import { hydrate, render } from "preact";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/buttons.css";
import "./styles/fields.css";
import "./styles/chips.css";
import "./styles/cards.css";
import "./frame/bars.css";
import "./styles/dialogs.css";
import "./styles/tabs.css";
import "./styles/tables.css";
import "./styles/tickets.css";
import "./frame/frame.css";
import "./frame/notices.css";
import "./styles/sections.css";
import "./styles/lists.css";
// The server draws these pages and cannot import styles, so they are imported here instead of in the pages.
import "./home/home.css";
import "./concerts/concerts.css";
import "./concert/concert.css";
import "./concert/dates.css";
import { App } from "./app.tsx";
import { startHoldBar } from "./holds/start.ts";
import { type Drawn, drawnId } from "./drawn.ts";
import { startValidity } from "./frame/validity.ts";
import { routes } from "./routes.ts";
import { clock } from "./state/clock.ts";
import { startInstalled, startUpdates } from "./state/installed.ts";
import { loadWords, settleLanguage, startLanguage } from "./state/language.ts";
import { startOnline } from "./state/online.ts";
import { giveLoaded } from "./state/resource.ts";
import { startRouter } from "./state/router.ts";
import { startServerClock } from "./state/server-clock.ts";
import { guest, startSession } from "./state/session.ts";
import { startTheme } from "./state/theme.ts";
import { startRecent } from "./concerts/recent.ts";
import { startViewerZone } from "./state/viewer-zone.ts";
import { startWishes } from "./wishlist/wishes.ts";

const root = document.getElementById("app");
const embedded = document.getElementById(drawnId)?.textContent;
const drawn = embedded ? (JSON.parse(embedded) as Drawn) : null;

startLanguage(drawn?.lang ?? null);
startRouter();
startInstalled();
void loadWords("public").then(show);

const prove = () =>
  import("./account/ways-in/prove-again.tsx").then(({ proveAgain }) => proveAgain());

function show(): void {
  if (root && drawn) {
    // The first render must equal the server's; browser-only state follows right after.
    giveLoaded(drawn.loaded);
    clock.hold(drawn.atMs);
    guest();
    hydrate(<App routes={routes} isMissing={drawn.isMissing} />, root);
    void settleLanguage();
  }
  startTheme();
  startValidity();
  startOnline();
  startViewerZone();
  startRecent();
  void startSession(prove);
  startWishes();
  startHoldBar();
  startServerClock();
  void startUpdates();
  if (root && !drawn) render(<App routes={routes} />, root);
}
