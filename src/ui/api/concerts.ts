import type { Category } from "../../contract/catalog/categories.ts";
import type { Concert, ConcertSummary, Schedule } from "../../contract/catalog/concerts.ts";
import type { LocalText } from "../../contract/money/money.ts";
import type { SeatPlan } from "../../contract/plan/seat-plan.ts";
import type { Remaining } from "../../contract/plan/seats.ts";
import type { Suggestions } from "../../contract/catalog/suggestions.ts";
import { request } from "./request.ts";

export type Page<T> = { items: T[]; nextCursor: string | null };

type Listed = { search?: string | undefined; cursor?: string | undefined; limit?: number };

/** Upcoming concerts; `search` is a filter as written in addresses. */
export function listConcerts({ search, cursor, limit = 24 }: Listed = {}) {
  const query = new URLSearchParams(search);
  query.set("limit", String(limit));
  if (cursor !== undefined) query.set("cursor", cursor);
  return request<Page<ConcertSummary>>(`/concerts?${query.toString()}`);
}
export const suggest = (text: string, signal: AbortSignal) =>
  request<Suggestions>(`/suggestions?${new URLSearchParams({ q: text }).toString()}`, {
    signal,
    attemptsMax: 1,
  });
export const listCategories = async () =>
  (await request<{ items: Category[] }>("/categories")).items;
export const listCities = async () => (await request<{ items: LocalText[] }>("/cities")).items;
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
