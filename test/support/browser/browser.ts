import type {
  Browser,
  BrowserContext,
  BrowserContextOptions,
  Page,
  Response,
} from "playwright-core";
import { inject } from "vitest";
import { launchBrowser } from "../../../dev/machine/browser.ts";
import type { Locale } from "../../../src/contract/people/accounts.ts";
import { type ApiDocument, Documented } from "../documented.ts";
import { type Account, openAccount } from "./accounts.ts";
import { whole } from "../../../src/ui/i18n/whole.ts";

/** The screen's own words, so that a test looks for the text that a fan reads. */
export const words = whole;

export const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
  locale: "ko-KR",
  timezoneId: "Asia/Seoul",
};
/** For tests of motion, and of the whole way as most fans go it. */
export const withMotion: BrowserContextOptions = { reducedMotion: "no-preference" };
/** For tests of the service worker: the app without a network, a new version, notifications. */
export const withServiceWorker: BrowserContextOptions = { serviceWorkers: "allow" };
export const desktop: BrowserContextOptions = {
  viewport: { width: 1440, height: 900 },
  locale: "en-US",
  timezoneId: "Asia/Seoul",
};

const longestWaitMs = 15_000;

/** One browser for all test files of this process, which ends with it: a start costs as much as a test does. */
let browser: Promise<Browser> | null = null;
let documented: Documented | null = null;

/** A visitor with a separate browser context. Any error in the page fails the test at the end. */
export class Visitor {
  readonly page: Page;
  readonly #context: BrowserContext;
  readonly #locale: Locale;
  readonly #faults: string[] = [];
  readonly #checks: Promise<void>[] = [];

  private constructor(context: BrowserContext, page: Page, locale: Locale, api: Documented) {
    this.#context = context;
    this.#locale = locale;
    this.page = page;
    page.on("pageerror", (error) => this.#faults.push(String(error)));
    page.on("response", (response) => {
      if (response.status() >= 500) this.#faults.push(`${response.status()} ${response.url()}`);
      this.#checks.push(this.#check(response, api));
    });
  }

  /** Checks an answer of the API against its document; answers simulated by a test have no request id. */
  async #check(response: Response, api: Documented): Promise<void> {
    const headers = response.headers();
    if (headers["x-request-id"] === undefined) return;
    const isJson = /\bjson$/.test(headers["content-type"] ?? "");
    // The body of a page that has been left is gone.
    const body = isJson ? await response.body().catch(() => null) : new Uint8Array();
    if (body === null) return;
    const { pathname, search } = new URL(response.url());
    const fault = api.faultOf({
      method: response.request().method(),
      path: pathname + search,
      status: response.status(),
      header: (name) => headers[name] ?? null,
      body,
    });
    if (fault !== null) this.#faults.push(fault);
  }

  /** The service worker fetches the whole app at a first visit, and motion costs a picture a frame, so both are off by default. */
  static async arrive(options: BrowserContextOptions): Promise<Visitor> {
    browser ??= launchBrowser(inject("browserPath"));
    const usual: BrowserContextOptions = {
      baseURL: inject("siteUrl"),
      serviceWorkers: "block",
      reducedMotion: "reduce",
    };
    const context = await (await browser).newContext({ ...usual, ...options });
    context.setDefaultTimeout(longestWaitMs);
    documented ??= new Documented(await apiDocument(context));
    const locale = options.locale?.startsWith("en") ? "en" : "ko";
    return new Visitor(context, await context.newPage(), locale, documented);
  }

  /** Gives the visitor a new account, signed in and with this balance. */
  async signUp(balanceMinor = 0, role: "fan" | "admin" = "fan"): Promise<Account> {
    const account = await openAccount({ balanceMinor, role, locale: this.#locale });
    await this.#context.addInitScript(() => localStorage.setItem("frontrow.signed-in", "yes"));
    await this.#context.addCookies(account.cookies);
    return account;
  }

  async signIn(email: string, password: string): Promise<void> {
    await this.page.locator("[name=email]").fill(email);
    await this.page.locator("[name=password]").fill(password);
    await this.page.locator("form.sign-in [type=submit]").click();
  }

  /** Presses Tab until an element of that name has the focus: the only way for a fan without a mouse. */
  async tabTo(name: string | RegExp): Promise<void> {
    const names = new Set<string>();
    const deadline = performance.now() + longestWaitMs;
    while (performance.now() < deadline) {
      const found = await this.focused();
      if (typeof name === "string" ? found.startsWith(name) : name.test(found)) return;
      names.add(found);
      await this.page.keyboard.press("Tab");
    }
    throw new Error(`Tab never came to ${String(name)}, but to: ${[...names].join(" | ")}`);
  }

  /** The accessible name of the focused element; nothing if that is the page itself. */
  focused(): Promise<string> {
    return this.page.evaluate(() => {
      const element = document.activeElement as HTMLElement | null;
      if (element === document.body) return "";
      const field = element instanceof HTMLInputElement ? element.labels?.[0] : null;
      const shown = (field ?? element)?.cloneNode(true) as HTMLElement | undefined;
      for (const hidden of shown?.querySelectorAll("[aria-hidden=true]") ?? []) hidden.remove();
      const name = element?.getAttribute("aria-label") ?? shown?.textContent ?? "";
      return name.replaceAll(/\s+/g, " ").trim();
    });
  }

  async leave(): Promise<void> {
    await Promise.all(this.#checks);
    await this.#context.close();
    if (this.#faults.length > 0) throw new Error(`in the page: ${this.#faults.join("\n")}`);
  }
}

async function apiDocument({ request }: BrowserContext): Promise<ApiDocument> {
  return (await (await request.get("/api/v1/openapi.json")).json()) as ApiDocument;
}
