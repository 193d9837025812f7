import { randomUUID } from "node:crypto";
import type { APIRequestContext } from "playwright-core";
import { inject } from "vitest";
import { fullAgreement } from "../../../src/contract/money/agreement.ts";
import { ownScheduleOf } from "./schedules.ts";

type HoldRequest =
  | { seats: number[] }
  | { best: { zoneId: string; count: number; together: boolean } };

export async function post<T>(client: APIRequestContext, path: string, data: object, pass = "") {
  const site: string = inject("siteUrl");
  const known = { origin: site, "idempotency-key": randomUUID() };
  const headers = { ...known, ...(pass === "" ? {} : { "frontrow-pass": pass }) };
  const answer = await client.post(`${site}/api/v1${path}`, { headers, data });
  if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** Lines up and holds seats, without the screen. */
export async function holdSeats(
  client: APIRequestContext,
  scheduleId: string,
  wanted: HoldRequest,
) {
  const queue = `/schedules/${scheduleId}/queue`;
  const { admission } = await post<{ admission: { pass: string } }>(client, queue, {});
  const holds = `/schedules/${scheduleId}/holds`;
  return await post<{ id: string }>(client, holds, wanted, admission.pass);
}

let ownSchedule: Promise<string> | null = null;

/** Buys two of the cheapest seats of the chamber concert from the wallet, on a separate schedule. */
export async function buyTwo(client: APIRequestContext): Promise<string> {
  ownSchedule ??= ownScheduleOf("far-mountain");
  const scheduleId = await ownSchedule;
  const best = { zoneId: "s", count: 2, together: true };
  const { id: holdId } = await holdSeats(client, scheduleId, { best });
  const paying = { scheduleId, holdId, method: "wallet", agreement: fullAgreement };
  const { id } = await post<{ id: string }>(client, "/orders", paying);
  return id;
}
