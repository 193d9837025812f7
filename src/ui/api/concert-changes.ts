import type { AdminConcertSummary } from "../../contract/admin/changes/concert-list.ts";
import { withQuery } from "./admin.ts";
import type { Page } from "./concerts.ts";
import type { z } from "zod";
import type { CreateSchedule, PresaleChange } from "../../contract/admin/catalog-changes.ts";
import type {
  AdminConcert,
  AdminDate,
  ConcertChange,
  DateChange,
} from "../../contract/admin/changes/concert-changes.ts";
import type { DateMoved, MoveDate } from "../../contract/admin/changes/date-moves.ts";
import type { CouponChange } from "../../contract/money/discounts.ts";
import { request } from "./request.ts";
import { makeOnce } from "./setup/make-once.ts";

type Seen = { id: string; revision: number };
// After a lost answer, a second attempt would be refused as changed meanwhile: by itself.
const based = ({ revision }: Seen) => ({ ifMatch: revision, attemptsMax: 1 });

export const getAdminConcert = (id: string) => request<AdminConcert>(`/admin/concerts/${id}`);
export const changeConcert = (seen: Seen, body: ConcertChange) =>
  request<AdminConcert>(`/admin/concerts/${seen.id}`, { method: "PATCH", body, ...based(seen) });
export const changeDate = (seen: Seen, body: DateChange) =>
  request<AdminDate>(`/admin/schedules/${seen.id}`, { method: "PATCH", body, ...based(seen) });
export const moveDate = (seen: Seen, body: MoveDate) =>
  request<DateMoved>(`/admin/schedules/${seen.id}/move`, { method: "POST", body, ...based(seen) });
export const changePresale = (
  { id }: { id: string },
  date: Seen,
  body: z.input<typeof PresaleChange>,
) => request<AdminDate>(`/admin/presales/${id}`, { method: "PATCH", body, ...based(date) });
export const changeCoupon = (seen: Seen, body: CouponChange) =>
  request<{ revision: number }>(`/admin/coupons/${seen.id}`, {
    method: "PATCH",
    body,
    ...based(seen),
  });
export const addDate = (body: z.input<typeof CreateSchedule>) => makeOnce("/admin/schedules", body);

export const listAdminConcerts = (cursor?: string) =>
  request<Page<AdminConcertSummary>>(withQuery("/admin/concerts", { cursor, limit: "50" }));
