import type { z } from "zod";
import type { Act } from "../../contract/admin/activity.ts";
import type { AdminOrder, OrderSearch } from "../../contract/admin/orders.ts";
import type { GatewayLook } from "../../contract/admin/payments.ts";
import type { CancellationStory, CancelledShows } from "../../contract/admin/shows.ts";
import type { Coupon, CreateCoupon } from "../../contract/money/discounts.ts";
import type { CreatePresale, SaleChange } from "../../contract/admin/catalog-changes.ts";
import type { AdminOverview, AdminSchedule, WatchedSale } from "../../contract/admin/sales.ts";
import type { Cockpit, Filling } from "../../contract/live/cockpit.ts";
import type { QueueReport } from "../../contract/sale/queue.ts";
import type { AdminPayment, PaymentStory, Reconciliation } from "../../contract/money/payments.ts";
import type { Schedule } from "../../contract/catalog/concerts.ts";
import type { Page } from "./concerts.ts";
import { request, requestResponse } from "./request.ts";
import { makeOnce } from "./setup/make-once.ts";

/** An address with the given values as its query. */
export function withQuery(path: string, values: Record<string, string | null | undefined>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values))
    if (value !== null && value !== undefined && value !== "") query.set(name, value);
  const text = query.toString();
  return text === "" ? path : `${path}?${text}`;
}

/** A polled request fails at once instead of after several tries. */
const watched = { attemptsMax: 1 } as const;

export const getOverview = (since: string) =>
  request<AdminOverview>(withQuery("/admin/overview", { since }), watched);
export type ActFilter = { search?: string; since?: string; until?: string };
export const listActs = (subject?: string, cursor?: string, filter?: ActFilter) =>
  request<Page<Act>>(withQuery("/admin/acts", { subject, ...filter, cursor, limit: "20" }));
export const exportActs = async (filter: ActFilter) =>
  await (await requestResponse(withQuery("/admin/acts/export", filter), {})).blob();

export const listAdminSchedules = (wanted: {
  when: "coming" | "past";
  search?: string | undefined;
  cursor?: string | undefined;
}) => request<Page<AdminSchedule>>(withQuery("/admin/schedules", wanted));
export const getWatchedSale = (id: string) =>
  request<WatchedSale>(`/admin/schedules/${id}`, watched);

export const getQueueReport = (id: string, since: string) =>
  request<z.infer<typeof QueueReport>>(
    withQuery(`/admin/schedules/${id}/queue`, { since }),
    watched,
  );
export const getCockpit = (id: string, ticket: string | null) =>
  request<Cockpit>(withQuery(`/admin/schedules/${id}/cockpit`, { ticket }), watched);
export const getFilling = (id: string) =>
  request<Filling>(`/admin/schedules/${id}/filling`, watched);
/** Sending it twice has the effect of sending it once, also after somebody else has changed the date. */
export const changeSale = ({ id, revision }: AdminSchedule, change: SaleChange) =>
  request<Schedule>(`/admin/schedules/${id}/sale`, {
    method: "POST",
    body: change,
    ifMatch: revision,
    isRepeatable: true,
  });
/** Sent twice it would add the time twice, so it is never repeated automatically. */
export const extendHolds = (id: string, minutes: number) =>
  request<null>(`/admin/schedules/${id}/holds/extension`, { method: "POST", body: { minutes } });

export const getReconciliation = () => request<Reconciliation>("/admin/reconciliation");
/** It may take long, and doing it twice does no harm. */
export const runReconciliation = () =>
  request<Reconciliation>("/admin/reconciliation", { method: "POST", isRepeatable: true });
export const listReconciliations = (isTelling: boolean, cursor?: string) =>
  request<Page<Reconciliation>>(
    withQuery("/admin/reconciliation/history", { isTelling: String(isTelling), cursor }),
  );

export const findAdminOrders = (filter: Record<string, string>, cursor?: string) =>
  request<OrderSearch>(withQuery("/admin/orders", { ...filter, cursor }));
export const getAdminOrder = (id: string) => request<AdminOrder>(`/admin/orders/${id}`);

export const listAdminPayments = (filter: Record<string, string | undefined>, cursor?: string) =>
  request<Page<AdminPayment>>(withQuery("/admin/payments", { ...filter, cursor }));
export const getPaymentStory = (id: string) => request<PaymentStory>(`/admin/payments/${id}`);
export const lookAtGateway = (id: string) =>
  request<GatewayLook>(`/admin/payments/${id}/gateway`, { attemptsMax: 1 });
/** Repeating it is safe: it only records the true state. */
export const resolvePayment = (id: string) =>
  request<PaymentStory>(`/admin/payments/${id}/resolution`, {
    method: "POST",
    body: {},
    isRepeatable: true,
  });
export const closeIssue = (id: string, note: string) =>
  request<PaymentStory>(`/admin/payments/${id}/issue-closing`, { method: "POST", body: { note } });

const cancellationOf = (id: string) => `/admin/schedules/${id}/cancellation`;

export const listCancelledShows = () => request<CancelledShows>("/admin/cancellations");
export const getCancellation = (id: string, percent: number) =>
  request<CancellationStory>(
    withQuery(cancellationOf(id), { compensationPercent: String(percent) }),
  );
/** Starting it again changes nothing. */
export const beginCancellation = (id: string, reason: string, compensationPercent: number) =>
  request<unknown>(cancellationOf(id), {
    method: "POST",
    body: { reason, compensationPercent, isDryRun: false },
    isRepeatable: true,
  });
export const continueCancellation = (id: string) =>
  request<CancellationStory>(`${cancellationOf(id)}/continuation`, {
    method: "POST",
    body: {},
    isRepeatable: true,
  });

export const listCoupons = (cursor?: string) =>
  request<Page<Coupon>>(withQuery("/admin/coupons", { cursor }));
export const addCoupon = (coupon: z.input<typeof CreateCoupon>) =>
  makeOnce("/admin/coupons", coupon);
export const closeCoupon = (id: string) =>
  request<null>(`/admin/coupons/${id}`, { method: "DELETE" });

export const addPresale = (id: string, presale: z.input<typeof CreatePresale>) =>
  makeOnce(`/admin/schedules/${id}/presales`, presale);
