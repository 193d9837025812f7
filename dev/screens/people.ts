import { randomUUID } from "node:crypto";
import type { APIRequestContext, Browser, Page } from "playwright-core";
import { fullConsent } from "../../src/contract/people/consent.ts";
import type { Visit } from "./scene.ts";

/** A new account with this balance, signed in without the form. Returns its address. */
export async function signUp({ page, lang }: Visit, balanceMinor = 0): Promise<string> {
  const context = page.context();
  const { origin } = new URL(page.url());
  await leave(page);
  await context.clearCookies();
  const data = {
    email: `${randomUUID().slice(0, 8)}@frontrow.test`,
    password: "a-good-long-password",
    name: lang === "ko" ? "남궁빛나라" : "Wilhelmina Featherstone",
    locale: lang,
    consent: fullConsent,
  };
  const reply = await context.request.post("/api/v1/accounts", { headers: { origin }, data });
  if (!reply.ok()) throw new Error(`nobody could sign up: ${await reply.text()}`);
  await page.evaluate(() => localStorage.setItem("frontrow.signed-in", "yes"));
  if (balanceMinor > 0) await topUp(context.request, origin, balanceMinor);
  return data.email;
}

/** Approves the payment at the gateway without opening its page. */
async function topUp(request: APIRequestContext, origin: string, amount: number): Promise<void> {
  const key = () => ({ origin, "idempotency-key": randomUUID() });
  const path = "/api/v1/wallet/top-ups";
  const begun = await request.post(path, { headers: key(), data: { amount } });
  const { id, checkoutUrl } = (await begun.json()) as { id: string; checkoutUrl: string };
  const gateway = new URL(checkoutUrl);
  const form = { ...Object.fromEntries(gateway.searchParams), answer: "pay" };
  const agreed = await request.post(gateway.origin + gateway.pathname, { form, maxRedirects: 0 });
  const paymentKey = new URL(agreed.headers()["location"] ?? "").searchParams.get("paymentKey");
  const confirmed = { headers: key(), data: { paymentKey, amount } };
  await request.post(`${path}/${id}/confirmation`, confirmed);
}

/** Leaves every page that could notice the missing session and sign out the next person. */
async function leave(page: Page): Promise<void> {
  await page.goto("/problems");
}

export async function signOut({ page }: Visit): Promise<void> {
  await leave(page);
  await page.context().clearCookies();
  await page.evaluate(() => localStorage.clear());
}

/** The schedule that a concert's page leads to. */
export async function scheduleOf({ page }: Visit, slug: string): Promise<string> {
  const response = await page.request.get(`/api/v1/concerts/${slug}/schedules`);
  const { items } = (await response.json()) as { items: { id: string; sale: string }[] };
  const open = items.find(({ sale }) => sale === "open") ?? items[0];
  if (!open) throw new Error(`${slug} has no dates`);
  return open.id;
}

/** An admin action, in a separate session. Returns the answer. */
export async function adminPost(
  browser: Browser,
  origin: string,
  path: string,
  data: object,
): Promise<{ id: string }> {
  const context = await browser.newContext();
  const { request } = context;
  const who = { email: "admin@frontrow.test", password: "frontrow-admin-1" };
  await request.post(`${origin}/api/v1/sessions`, { headers: { origin }, data: who });
  const headers = { origin, "idempotency-key": randomUUID() };
  const reply = await request.post(`${origin}/api/v1${path}`, { headers, data });
  if (!reply.ok()) throw new Error(`${path}: ${await reply.text()}`);
  // Some acts answer with nothing.
  const answer = (reply.status() === 204 ? { id: "" } : await reply.json()) as { id: string };
  await context.close();
  return answer;
}
