import type { z } from "@hono/zod-openapi";
import type {
  AskInvitations,
  GuestFile,
  Invitations,
} from "../../../contract/admin/stock/invitations.ts";
import { request } from "../request.ts";

/** As sent: what has a usual value may be left out. */
export type NewInvitations = z.input<typeof AskInvitations>;

const path = (scheduleId: string) =>
  `/admin/schedules/${encodeURIComponent(scheduleId)}/invitations`;

export const listInvitations = async (scheduleId: string) =>
  (await request<{ items: Invitations[] }>(path(scheduleId))).items;
export const askInvitations = (scheduleId: string, body: NewInvitations, key: string) =>
  request<Invitations>(path(scheduleId), { method: "POST", body, key });
/** Reads a list of guests; nothing is asked for yet. */
export const readGuestFile = (scheduleId: string, file: Blob) =>
  request<GuestFile>(`/admin/schedules/${encodeURIComponent(scheduleId)}/stock/guest-file`, {
    method: "POST",
    file,
    isRepeatable: true,
  });
export const decideInvitations = (id: string, isApproved: boolean) =>
  request<Invitations>(`/admin/invitation-requests/${id}/decision`, {
    method: "POST",
    body: { isApproved },
    isRepeatable: true,
  });
export const cancelInvitation = (guestId: string, reason: string) =>
  request<null>(`/admin/invitation-guests/${guestId}/cancellation`, {
    method: "POST",
    body: { reason },
    isRepeatable: true,
  });
