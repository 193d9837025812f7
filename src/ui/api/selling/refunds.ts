import type {
  CreateRefundJob,
  RefundJob,
  RefundJobAct,
  RefundJobLine,
} from "../../../contract/admin/refunds/refund-jobs.ts";
import type {
  StaffRefund,
  StaffRefundAsked,
  StaffRefundPreview,
} from "../../../contract/admin/refunds/staff-refunds.ts";
import type { TenderKind } from "../../../contract/money/order-channels.ts";
import { withQuery } from "../admin.ts";
import type { Page } from "../concerts.ts";
import { request, requestResponse } from "../request.ts";

/** It changes nothing, so it can be repeated. */
export const previewRefund = (orderId: string, asked: StaffRefundAsked) =>
  request<StaffRefundPreview>(`/admin/orders/${orderId}/refund-preview`, {
    method: "POST",
    body: asked,
    isRepeatable: true,
  });
/** Does exactly what the preview with this fingerprint said. */
export const makeRefund = (
  orderId: string,
  asked: StaffRefundAsked,
  { fingerprint, key }: { fingerprint: string; key: string },
) =>
  request<StaffRefund>(`/admin/orders/${orderId}/refunds`, {
    method: "POST",
    body: asked,
    key,
    ifMatch: fingerprint,
  });

/** Sells seats again that a refund kept empty. */
export const releaseKeptSeats = (orderId: string, seats: number[]) =>
  request<{ seats: number[] }>(`/admin/orders/${orderId}/kept-seats/release`, {
    method: "POST",
    body: { seats },
    isRepeatable: true,
  });

export const createRefundJob = (job: CreateRefundJob, key: string) =>
  request<RefundJob>("/admin/refund-jobs", { method: "POST", body: job, key });
export const listRefundJobs = (cursor?: string) =>
  request<Page<RefundJob>>(withQuery("/admin/refund-jobs", { cursor }));
export const getRefundJob = (id: string) =>
  request<RefundJob>(`/admin/refund-jobs/${id}`, { attemptsMax: 1 });
export const listRefundJobOrders = (id: string, state: string | null, cursor?: string) =>
  request<Page<RefundJobLine>>(withQuery(`/admin/refund-jobs/${id}/orders`, { state, cursor }));
/** An act on a job that has changed meanwhile is refused. */
export const controlRefundJob = (id: string, act: RefundJobAct["act"], revision: number) =>
  request<RefundJob>(`/admin/refund-jobs/${id}/acts`, {
    method: "POST",
    body: { act },
    ifMatch: revision,
  });
export const exportRefundJob = async (id: string) =>
  await (await requestResponse(`/admin/refund-jobs/${id}/report`, {})).text();
/** Recording it twice changes nothing. */
export const payRefundByHand = (orderId: string, refundId: string, hand: TenderKind) =>
  request<unknown>(`/admin/orders/${orderId}/refunds/${refundId}/payout`, {
    method: "POST",
    body: { hand },
    isRepeatable: true,
  });
