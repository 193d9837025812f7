import type { JoinWaitlist, Waitlist, WaitlistEntry } from "../../contract/sale/waitlist.ts";
import { request } from "./request.ts";

export const listWaitlist = () => request<Waitlist>("/me/waitlist");
export const joinWaitlist = (scheduleId: string, wanted: JoinWaitlist) =>
  request<WaitlistEntry>(`/schedules/${scheduleId}/waitlist`, {
    method: "PUT",
    body: wanted,
    isRepeatable: true,
  });
export const leaveWaitlist = (scheduleId: string) =>
  request<null>(`/schedules/${scheduleId}/waitlist`, { method: "DELETE", isRepeatable: true });
