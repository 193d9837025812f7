import { decodeSnapshot, type Snapshot } from "../../contract/live.ts";
import type { Hold } from "../../contract/holds.ts";
import type { Turn } from "../../contract/queue.ts";
import { ApiError } from "./problem.ts";
import { request, requestResponse } from "./request.ts";

const at = (scheduleId: string) => `/schedules/${encodeURIComponent(scheduleId)}`;

/** One account has one place per schedule, so asking again gives the same place. */
export const takePlace = (scheduleId: string) =>
  request<Turn>(`${at(scheduleId)}/queue`, { method: "POST", body: {}, isRepeatable: true });
export const leaveQueue = (scheduleId: string) =>
  request<null>(`${at(scheduleId)}/queue`, { method: "DELETE" });

/** What to hold: these seats, or so many of a zone for the box office to choose. */
export type Wish =
  | { seats: number[] }
  | { best: { zoneId: string; count: number; together: boolean } };

export const placeHold = (scheduleId: string, wish: Wish, pass: string, key: string) =>
  request<Hold>(`${at(scheduleId)}/holds`, { method: "POST", body: wish, pass, key });
export const listHolds = async (scheduleId: string) =>
  (await request<{ items: Hold[] }>(`${at(scheduleId)}/holds`)).items;
export const releaseHold = (scheduleId: string, holdId: string) =>
  request<null>(`${at(scheduleId)}/holds/${holdId}`, { method: "DELETE" });
export const extendHold = (scheduleId: string, holdId: string) =>
  request<Hold>(`${at(scheduleId)}/holds/${holdId}/extension`, {
    method: "POST",
    body: {},
    isRepeatable: true,
  });

export type SeatsAnswer = { snapshot: Snapshot; etag: string | null } | "unchanged";

/** The live seats, or `unchanged` when nothing has moved since the given ETag. */
export async function getSeats(scheduleId: string, etag: string | null): Promise<SeatsAnswer> {
  const response = await requestResponse(`${at(scheduleId)}/seats.bin`, {
    headers: {
      accept: "application/octet-stream",
      ...(etag === null ? {} : { "if-none-match": etag }),
    },
    attemptsMax: 1,
  });
  if (response.status === 304) return "unchanged";
  const snapshot = decodeSnapshot(new Uint8Array(await response.arrayBuffer()));
  if (!snapshot) throw new ApiError("internal-error", "the seats could not be read");
  return { snapshot, etag: response.headers.get("etag") };
}
