import type { Browser, Locator, Page } from "playwright-core";
import type { Locale } from "../../src/contract/people/accounts.ts";
import { whole } from "../../src/ui/i18n/whole.ts";
import type { Camera } from "./camera.ts";

/** The visitor, the language and the camera of a scene. */
export class Visit {
  readonly page: Page;
  readonly lang: Locale;
  readonly camera: Camera;
  readonly words: (typeof whole)[Locale];
  /** The address that shows the mails. */
  readonly inboxUrl: string;

  constructor(page: Page, lang: Locale, camera: Camera, inboxUrl: string) {
    this.page = page;
    this.lang = lang;
    this.camera = camera;
    this.words = whole[lang];
    this.inboxUrl = inboxUrl;
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole("button", { name });
  }

  link(name: string | RegExp): Locator {
    return this.page.getByRole("link", { name });
  }

  async open(path: string): Promise<void> {
    await this.page.goto(path);
    await this.page.locator("h1, [role=alert]").first().waitFor();
  }

  async signIn(email: string, password: string): Promise<void> {
    await this.page.locator("[name=email]").fill(email);
    await this.page.locator("[name=password]").fill(password);
    await this.page.locator("form.sign-in [type=submit]").click();
  }

  /** Answers a request of the screen with something made up, until the work is done. */
  async pretending(path: string | RegExp, answer: Pretence, work: () => Promise<void>) {
    await this.page.route(path, (route) =>
      answer === "silence"
        ? undefined
        : answer === "gone"
          ? route.abort()
          : route.fulfill({ status: answer.status ?? 200, json: answer.json }),
    );
    try {
      await work();
    } finally {
      await this.page.unroute(path);
    }
  }
}

export type Pretence = "silence" | "gone" | { status?: number; json: unknown };

/** A few screens, visited one after the other. */
export type Scene = { name: string; play: (visit: Visit, browser: Browser) => Promise<void> };
