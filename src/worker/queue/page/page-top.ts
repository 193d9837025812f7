import type { LocalText } from "../../../contract/money/money.ts";
import { escapeHtml } from "../../pages/page.ts";
import { icon } from "./page-parts.ts";
import type { PageWords } from "./page-words.ts";

type Top = {
  language: keyof LocalText;
  href: string;
  title: string;
  /** The venue and date, or the page's purpose. */
  about: string[];
  w: Pick<PageWords, "theme">;
};

/** The top of these pages: the show, the language switch, and the theme. */
export function pageTop({ language, href, title, about, w }: Top): string {
  const other = language === "ko" ? "en" : "ko";
  const otherName = other === "en" ? "English" : "한국어";
  return `<header><div class="wrap"><a class="what" href="${href}"><b>${escapeHtml(title)}</b><small class="num">${about.map((part) => `<span>${escapeHtml(part)}</span>`).join(" ")}</small></a><a class="btn" href="?lang=${other}" lang="${other}" hreflang="${other}">${otherName}</a><button class="btn needs-script" type="button" id="theme" aria-label="${w.theme}">${icon("theme")}</button></div></header>`;
}
