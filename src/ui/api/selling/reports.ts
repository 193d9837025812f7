import type { GatewayReport, UnsoldReport } from "../../../contract/admin/reports/other-reports.ts";
import type {
  ReportDelivery,
  SavedReport,
  SaveReport,
} from "../../../contract/admin/reports/report-files.ts";
import type { SalesReport } from "../../../contract/admin/reports/sales-reports.ts";
import { withQuery } from "../admin.ts";
import { request, requestResponse } from "../request.ts";
import { makeOnce } from "../setup/make-once.ts";

export type SalesAsked = {
  by: string;
  from: string;
  to: string;
  compare?: string;
  channel?: string;
  concertId?: string;
  scheduleId?: string;
  currency?: string;
};
type FileAsked = { format: "csv" | "xlsx"; language: string };
type Period = { from: string; to: string };

export const getSalesReport = (asked: SalesAsked) =>
  request<SalesReport>(withQuery("/admin/reports/sales", asked));
export const exportSalesReport = async (asked: SalesAsked & FileAsked) =>
  await (await requestResponse(withQuery("/admin/reports/sales-file", asked), {})).blob();
/** One line for each ticket, which no dimension groups and nothing is compared with. */
export async function exportTicketLines(asked: SalesAsked & FileAsked): Promise<Blob> {
  const lines = { ...asked, by: undefined, compare: undefined };
  return await (await requestResponse(withQuery("/admin/reports/ticket-file", lines), {})).blob();
}
export const getUnsoldReport = (period: Period) =>
  request<UnsoldReport>(withQuery("/admin/reports/unsold", period));
export const getGatewayReport = (period: Period) =>
  request<GatewayReport>(withQuery("/admin/reports/gateway", period));
export const getPayoutStatement = async (
  scheduleId: string,
  asked: Period & { format: "pdf" | "xlsx"; language: string },
) =>
  await (
    await requestResponse(withQuery(`/admin/schedules/${scheduleId}/payout-statement`, asked), {})
  ).blob();

export const listSavedReports = () => request<{ items: SavedReport[] }>("/admin/saved-reports");
/** Sent twice it would save two. */
export const saveReport = (report: SaveReport) => makeOnce("/admin/saved-reports", report);
export const removeReport = (id: string) =>
  request<null>(`/admin/saved-reports/${id}/removal`, {
    method: "POST",
    body: {},
    attemptsMax: 1,
  });

export const listDayFiles = () => request<{ items: ReportDelivery[] }>("/admin/report-deliveries");
export const getDayFile = async (id: string) =>
  await (await requestResponse(`/admin/report-deliveries/${id}/file`, {})).blob();
/** Sent twice it is due once. */
export const resendDayFile = (id: string) =>
  request<null>(`/admin/report-deliveries/${id}/resend`, { method: "POST", isRepeatable: true });
