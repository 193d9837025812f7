import { render } from "preact";
import "./styles/tokens.css";
import "./styles/components.css";
import "./styles/shell.css";
import { App } from "./app.tsx";
import { startLanguage } from "./state/language.ts";
import { startOnline } from "./state/online.ts";
import { startRouter } from "./state/router.ts";
import { startServerClock } from "./state/server-clock.ts";
import { startSession } from "./state/session.ts";
import { startTheme } from "./state/theme.ts";

startLanguage();
startTheme();
startOnline();
startRouter();
void startSession();
startServerClock();

const root = document.getElementById("app");
if (root) render(<App />, root);
