import type { Concert, ConcertSummary, Schedule } from "../../contract/concerts.ts";
import type { SeatPlan } from "../../contract/seat-plan.ts";
import type { Remaining } from "../../contract/seats.ts";
import { request } from "./request.ts";

export type Page<T> = { items: T[]; nextCursor: string | null };

export const listConcerts = (cursor?: string) =>
  request<Page<ConcertSummary>>(
    `/concerts?limit=24${cursor === undefined ? "" : `&cursor=${encodeURIComponent(cursor)}`}`,
  );
export const getConcert = (idOrSlug: string) =>
  request<Concert>(`/concerts/${encodeURIComponent(idOrSlug)}`);
export const listSchedules = async (idOrSlug: string) =>
  (await request<{ items: Schedule[] }>(`/concerts/${encodeURIComponent(idOrSlug)}/schedules`))
    .items;
export const getSchedule = (id: string) =>
  request<Schedule>(`/schedules/${encodeURIComponent(id)}`);
export const getPlan = (hash: string) => request<SeatPlan>(`/plans/${hash}`);
export const getRemaining = (scheduleId: string) =>
  request<Remaining>(`/schedules/${encodeURIComponent(scheduleId)}/remaining`);
