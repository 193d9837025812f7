import type { Hold, KnownHolds } from "../../contract/sale/holds.ts";
import type { Felt } from "../../contract/sale/felt.ts";
import type { Presales } from "../../contract/sale/presales.ts";
import type { Board, Turn } from "../../contract/sale/queue.ts";
import { request, requestResponse } from "./request.ts";

const at = (scheduleId: string) => `/schedules/${encodeURIComponent(scheduleId)}`;

/** One account has one place per schedule, so asking again gives the same place. */
export const takePlace = (scheduleId: string) =>
  request<Turn>(`${at(scheduleId)}/queue`, { method: "POST", body: {}, isRepeatable: true });
/** Asks to be let in, or, being in, for more time. */
export const enterShop = (scheduleId: string, place: string, moreTime: boolean) =>
  request<Turn>(`${at(scheduleId)}/queue/enter`, {
    method: "POST",
    body: { place, moreTime },
    isRepeatable: true,
  });
export const getBoard = (scheduleId: string) =>
  request<Board>(`${at(scheduleId)}/queue`, { attemptsMax: 1 });

/** The seats to hold: these, or a number in a zone for the server to choose. */
export type HoldRequest =
  | { seats: number[]; accessible: boolean; code?: string }
  | { best: { zoneId: string; count: number; together: boolean } };

export const placeHold = (scheduleId: string, wanted: HoldRequest, pass: string, key: string) =>
  request<Hold>(`${at(scheduleId)}/holds`, { method: "POST", body: wanted, pass, key });
export const listHolds = async (scheduleId: string) =>
  (await request<{ items: Hold[] }>(`${at(scheduleId)}/holds`)).items;
/** The holds that the books know, for all schedules. */
export const listKnownHolds = () => request<KnownHolds>("/me/holds", { attemptsMax: 2 });
/** `asked`: the seats stay held until the books confirm that no money moved. */
export async function releaseHold(scheduleId: string, holdId: string): Promise<"free" | "asked"> {
  const path = `${at(scheduleId)}/holds/${holdId}`;
  const { status } = await requestResponse(path, { method: "DELETE" });
  return status === 202 ? "asked" : "free";
}
export const extendHold = (scheduleId: string, holdId: string) =>
  request<Hold>(`${at(scheduleId)}/holds/${holdId}/extension`, {
    method: "POST",
    body: {},
    isRepeatable: true,
  });

/** Outlives the page, tells nothing about the fan, and is not repeated. */
export const reportFelt = (scheduleId: string, felt: Felt): void =>
  void fetch(`/api/v1${at(scheduleId)}/felt`, {
    method: "POST",
    keepalive: true,
    credentials: "omit",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(felt),
  }).catch(() => {});

export const getPresales = (scheduleId: string) =>
  request<Presales>(`${at(scheduleId)}/presale`, { attemptsMax: 2 });
/** Without a code it checks the lists. Repeating it costs nothing. */
export const verifyPresale = (scheduleId: string, code: string) =>
  request<Presales>(`${at(scheduleId)}/presale`, {
    method: "POST",
    body: code === "" ? {} : { code },
    isRepeatable: true,
    attemptsMax: 2,
  });
