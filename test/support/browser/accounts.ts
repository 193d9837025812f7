import { randomUUID } from "node:crypto";
import type { APIRequestContext, APIResponse } from "playwright-core";
import { inject } from "vitest";
import { fullConsent } from "../../../src/contract/people/consent.ts";

export interface Account {
  email: string;
  password: string;
}

/** Signs up a new fan on the screen. */
export const newAccount = (): Account => ({
  email: `${randomUUID()}@frontrow.test`,
  password: "a-good-long-password",
});

/** Makes an account, logs the client in and tops up the wallet, by the API and the gateway's page. */
export async function openAccount(client: APIRequestContext, balanceMinor = 0): Promise<Account> {
  const account = newAccount();
  const site: string = inject("siteUrl");
  const post = (path: string, data: object, more: Record<string, string> = {}) =>
    client.post(`${site}/api/v1${path}`, {
      headers: { origin: site, "idempotency-key": randomUUID(), ...more },
      data,
    });
  await done(post("/accounts", { ...account, name: "김하늘", consent: fullConsent }));
  if (balanceMinor === 0) return account;
  const topUp = await done<TopUp>(post("/wallet/top-ups", { amount: balanceMinor }));
  const paymentKey = await agree(client, topUp.checkoutUrl);
  await done(
    post(`/wallet/top-ups/${topUp.id}/confirmation`, { paymentKey, amount: balanceMinor }),
  );
  return account;
}

type TopUp = { id: string; checkoutUrl: string };

/** Does the fan's part on the gateway's page; the gateway's name for the payment comes back in the address. */
async function agree(client: APIRequestContext, checkoutUrl: string): Promise<string> {
  const { origin, pathname, searchParams } = new URL(checkoutUrl);
  const form = { ...Object.fromEntries(searchParams), answer: "pay" };
  const answer = await client.post(origin + pathname, { form, maxRedirects: 0 });
  const back = new URL(answer.headers()["location"] ?? "");
  return back.searchParams.get("paymentKey") ?? "";
}

async function done<T>(asked: Promise<APIResponse>): Promise<T> {
  const answer = await asked;
  if (!answer.ok()) throw new Error(`${answer.url()}: ${answer.status()} ${await answer.text()}`);
  return (await answer.json()) as T;
}
