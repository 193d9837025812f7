import { randomUUID } from "node:crypto";
import type { APIRequestContext } from "playwright-core";
import { inject } from "vitest";
import { fullAgreement } from "../src/contract/agreement.ts";

/** Buys two neighbours of the cheapest seats at the first date of the chamber concert, from the wallet. */
export async function buyTwo(client: APIRequestContext): Promise<string> {
  const site: string = inject("siteUrl");
  const post = async <T>(path: string, data: object, more: Record<string, string> = {}) => {
    const headers = { origin: site, "idempotency-key": randomUUID(), ...more };
    const answer = await client.post(`${site}/api/v1${path}`, { headers, data });
    if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  const dates = await client.get(`${site}/api/v1/concerts/far-mountain/schedules`);
  const { items } = (await dates.json()) as { items: { id: string }[] };
  const scheduleId = items[0]?.id ?? "";
  const queue = `/schedules/${scheduleId}/queue`;
  const { admission } = await post<{ admission: { pass: string } }>(queue, {});
  const hold = await post<{ id: string }>(
    `/schedules/${scheduleId}/holds`,
    { best: { zoneId: "s", count: 2, together: true } },
    { "frontrow-pass": admission.pass },
  );
  const paying = { scheduleId, holdId: hold.id, method: "wallet", agreement: fullAgreement };
  const { id } = await post<{ id: string }>("/orders", paying);
  return id;
}
