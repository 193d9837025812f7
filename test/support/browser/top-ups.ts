import { randomUUID } from "node:crypto";
import type { APIRequestContext, APIResponse } from "playwright-core";
import { inject } from "vitest";

type TopUp = { id: string; checkoutUrl: string };

/** Tops up a wallet by the API and the gateway's page, so that the gateway knows of it too; gives its id. */
export async function topUpAtGateway(client: APIRequestContext, amount: number): Promise<string> {
  const site: string = inject("siteUrl");
  const post = <T>(path: string, data: object) =>
    answered<T>(
      client.post(`${site}/api/v1/wallet/top-ups${path}`, {
        headers: { origin: site, "idempotency-key": randomUUID() },
        data,
      }),
    );
  const { id, checkoutUrl } = await post<TopUp>("", { amount });
  const paymentKey = await agree(client, checkoutUrl);
  await post(`/${id}/confirmation`, { paymentKey, amount });
  return id;
}

/** The fan's actions on the gateway's page; the resulting address has the gateway's name for the payment. */
async function agree(client: APIRequestContext, checkoutUrl: string): Promise<string> {
  const { origin, pathname, searchParams } = new URL(checkoutUrl);
  const form = { ...Object.fromEntries(searchParams), answer: "pay" };
  const answer = await client.post(origin + pathname, { form, maxRedirects: 0 });
  const back = new URL(answer.headers()["location"] ?? "");
  return back.searchParams.get("paymentKey") ?? "";
}

async function answered<T>(asked: Promise<APIResponse>): Promise<T> {
  const answer = await asked;
  if (!answer.ok()) throw new Error(`${answer.url()}: ${answer.status()} ${await answer.text()}`);
  return (await answer.json()) as T;
}
