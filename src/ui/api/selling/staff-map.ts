import type { StaffSeat, StaffSeats } from "../../../contract/admin/seats/staff-map.ts";
import { request, requestResponse } from "../request.ts";

const path = (scheduleId: string) => `/admin/schedules/${encodeURIComponent(scheduleId)}/seats`;

/** All seats as staff see them, unless they are still those of the tag. */
export async function getStaffSeats(scheduleId: string, tag: string | null) {
  const response = await requestResponse(path(scheduleId), {
    attemptsMax: 1,
    headers: tag === null ? {} : { "if-none-match": tag },
  });
  if (response.status === 304) return "unchanged" as const;
  const seats = (await response.json()) as StaffSeats;
  return { ...seats, tag: response.headers.get("etag"), codes: await unpack(seats.states) };
}
export type ReadSeats = Exclude<Awaited<ReturnType<typeof getStaffSeats>>, "unchanged">;

export const getStaffSeat = (scheduleId: string, seat: number) =>
  request<StaffSeat>(`${path(scheduleId)}/details?seat=${seat}`);

async function unpack(text: string): Promise<Uint16Array> {
  const packed = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  const seats = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Uint16Array(await new Response(seats).arrayBuffer());
}
