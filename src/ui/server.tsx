import { renderToString } from "preact-render-to-string";
import type { Locale } from "../contract/people/accounts.ts";
import { App } from "./app.tsx";
import { type Drawn, drawnId, scriptJson } from "./drawn.ts";
import { headOf } from "./head.ts";
import { en } from "./i18n/en.ts";
import { ko } from "./i18n/ko.ts";
import { privatePatterns } from "./private-patterns.ts";
import { publicRoutes } from "./public-routes.ts";
import { clock } from "./state/clock.ts";
import { firstLanguage, language } from "./state/language.ts";
import { giveMessages } from "./state/messages.ts";
import { forgetLoaded, giveLoaded } from "./state/resource.ts";
import { drawAt, match } from "./state/router.ts";
import { guest } from "./state/session.ts";

export { listFilter, listSearch, loadedNames } from "./loaded-names.ts";

giveMessages("ko", ko);
giveMessages("en", en);

/** Whether the app itself draws a page at this address, once it is loaded. */
export const isPrivatePage = (path: string): boolean =>
  privatePatterns.some((pattern) => match(pattern, path) !== null);

/** A public page to render: its address, language, time and data. */
export type PublicPage = {
  url: URL;
  lang: Locale;
  atMs: number;
  loaded: Record<string, unknown>;
  isMissing?: boolean;
};

/** The language of a request: from the address, then from an earlier choice, then from the browser. */
export function languageOf(url: URL, chosen: string | undefined, accepted: string | undefined) {
  const browser = (accepted ?? "").split(",").map((tag) => tag.split(";")[0]);
  return firstLanguage([url.searchParams.get("lang"), chosen, ...browser]);
}

/**
 * Draws a page into the built document. It is fully synchronous, so two requests never see each other's screen state,
 * which the whole isolate shares.
 */
export function drawPage(document: string, page: PublicPage): string {
  const { url, lang, atMs, loaded, isMissing = false } = page;
  language.value = lang;
  clock.hold(atMs);
  guest();
  forgetLoaded();
  giveLoaded(loaded);
  drawAt(url.pathname, url.searchParams);
  const app = renderToString(<App routes={publicRoutes} isMissing={isMissing} />);
  forgetLoaded();
  const data = `<script type="application/json" id="${drawnId}">${scriptJson({ lang, atMs, loaded, isMissing } satisfies Drawn)}</script>`;
  return document
    .replace(/<html lang="\w+">/, `<html lang="${lang}">`)
    .replace(/<!--messages-(\w+)(.*?)-->/g, (_, of, preload: string) =>
      of === lang ? preload : "",
    )
    .replace(/<!--head-->[^]*<!--\/head-->/, () => headOf({ url, lang, loaded }))
    .replace('<div id="app"></div>', () => `<div id="app">${app}</div>${data}`);
}
