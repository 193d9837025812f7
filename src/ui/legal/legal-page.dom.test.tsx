import { act, cleanup, render, screen } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { consentItems, legalFrom, legalVersion } from "../../contract/people/consent.ts";
import { SignInForm } from "../account/sign-in-form.tsx";
import { Footer } from "../frame/footer.tsx";
import { language, words } from "../state/language.ts";
import { PrivacyPage, TermsPage } from "./legal-page.tsx";
import type { Block } from "./legal-text.ts";
import { operator } from "./operator.ts";
import { privacyEn } from "./privacy-en.ts";
import { privacyKo } from "./privacy-ko.ts";
import { termsEn } from "./terms-en.ts";
import { termsKo } from "./terms-ko.ts";

beforeEach(() => void vi.stubGlobal("matchMedia", () => ({ matches: false })));
afterEach(() => {
  cleanup();
  language.value = "ko";
  vi.unstubAllGlobals();
});

const texts = { terms: [termsKo, termsEn], privacy: [privacyKo, privacyEn] } as const;

it.each([
  ["terms", TermsPage],
  ["privacy", PrivacyPage],
] as const)(
  "[U105] the page of the %s shows the version that is agreed to, and the operator",
  (item, of) => {
    const Page = of;
    for (const [index, lang] of (["ko", "en"] as const).entries()) {
      language.value = lang;
      const text = texts[item][index]?.(operator);
      if (!text) throw new Error(`there is no text in ${lang}`);
      render(<Page />);
      expect(screen.getByRole("heading", { level: 1 }).textContent).toBe(text.title);
      const day = new Intl.DateTimeFormat(lang, { dateStyle: "long", timeZone: "UTC" });
      const about = words().legal.about(legalVersion, day.format(new Date(legalFrom)));
      expect(screen.getByText(about)).toBeTruthy();
      for (const { title } of text.sections)
        expect(screen.getByRole("link", { name: title }).getAttribute("href")).toMatch(
          /^#part-\d+$/,
        );
      expect(screen.getByText(operator.businessNumber)).toBeTruthy();
      expect(screen.queryAllByText(words().legal.sample)).toHaveLength(operator.isSample ? 1 : 0);
      cleanup();
    }
  },
);

it("[U106] the legal texts have the same sections in both languages", () => {
  const shape = (block: Block) =>
    typeof block === "string"
      ? "text"
      : "list" in block
        ? `list of ${block.list.length}`
        : `table of ${block.head.length} by ${block.rows.map((row) => row.length).join()}`;
  for (const [korean, english] of Object.values(texts)) {
    const parts = [korean(operator), english(operator)].map(({ sections }) =>
      sections.map(({ body }) => body.map(shape)),
    );
    expect(parts[0]).toEqual(parts[1]);
  }
});

it("[U105] the form for signing up and the foot of every page lead to the legal texts", () => {
  render(<SignInForm />);
  void act(() => screen.getByRole("button", { name: words().signIn.submitNew }).click());
  for (const item of consentItems) {
    const link = screen.getByRole("link", { name: words().legal.full[item], hidden: true });
    expect(link.getAttribute("href")).toBe(`/${item}`);
  }
  cleanup();
  render(<Footer />);
  const hrefs = screen.getAllByRole("link").map((link) => link.getAttribute("href"));
  expect(hrefs).toEqual(["/terms", "/privacy"]);
});
