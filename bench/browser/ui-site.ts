import { randomUUID } from "node:crypto";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { fullConsent } from "../../src/contract/people/consent.ts";

/** A phone of the middle class: this many times slower than here, on such a network. */
export const slow = { cpu: 4, bytesPerS: 9e6 / 8, latencyMs: 100 } as const;

export const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
  locale: "ko-KR",
  timezoneId: "Asia/Seoul",
};

export const desktop: BrowserContextOptions = {
  viewport: { width: 1440, height: 900 },
  locale: "ko-KR",
  timezoneId: "Asia/Seoul",
};

type Person = { token: string };

/** One concert's first date in the wanted state. */
export async function scheduleOf(siteUrl: string, slug: string, sale: string): Promise<string> {
  const answer = await fetch(`${siteUrl}/api/v1/concerts/${slug}/schedules`);
  const { items } = (await answer.json()) as { items: { id: string; sale: string }[] };
  const found = items.find((each) => each.sale === sale);
  if (!found) throw new Error(`${slug} has no date that is ${sale}`);
  return found.id;
}

const newAccount = () => ({
  email: `${randomUUID()}@frontrow.test`,
  password: "a-good-long-password",
  name: "김하늘",
  consent: fullConsent,
});

/** A new account, created through the API. */
export async function newPerson(siteUrl: string): Promise<Person> {
  const session = (await post(`${siteUrl}/api/v1/accounts`, newAccount())) as {
    accessToken: string;
  };
  return { token: session.accessToken };
}

export async function post(
  url: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<unknown> {
  const answer = await fetch(url, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json", ...headers },
  });
  if (!answer.ok) throw new Error(`${answer.status} ${url}: ${await answer.text()}`);
  return await answer.json();
}

/** A browser with a new account signed in. */
export async function newVisitor(
  browser: Browser,
  siteUrl: string,
  device: BrowserContextOptions = phone,
): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: siteUrl, ...device });
  const answer = await context.request.post("/api/v1/accounts", {
    data: newAccount(),
    headers: { origin: new URL(siteUrl).origin },
  });
  if (!answer.ok()) throw new Error(`nobody could sign up: ${answer.status()}`);
  await context.addInitScript(() => localStorage.setItem("frontrow.signed-in", "yes"));
  return context;
}

/** A browser signed in with an existing account. */
export async function signIn(
  browser: Browser,
  siteUrl: string,
  email: string,
  password: string,
  device: BrowserContextOptions,
): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: siteUrl, ...device });
  const answer = await context.request.post("/api/v1/sessions", {
    data: { email, password },
    headers: { origin: new URL(siteUrl).origin },
  });
  if (!answer.ok()) throw new Error(`${email} could not log in: ${answer.status()}`);
  await context.addInitScript(() => localStorage.setItem("frontrow.signed-in", "yes"));
  return context;
}

export async function slowDown(page: Page): Promise<void> {
  const client = await page.context().newCDPSession(page);
  await client.send("Emulation.setCPUThrottlingRate", { rate: slow.cpu });
  await client.send("Network.enable");
  await client.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: slow.latencyMs,
    downloadThroughput: slow.bytesPerS,
    uploadThroughput: slow.bytesPerS,
  });
}
