import type { ConcertSummary } from "../../contract/catalog/concerts.ts";
import { request } from "./request.ts";

export type Wishes = { items: ConcertSummary[]; reminders: string[] };

export const listWishes = () => request<Wishes>("/me/wishes");
export const addWish = (concertId: string, remind = true) =>
  request<null>(`/me/wishes/${concertId}`, { method: "PUT", body: { remind }, isRepeatable: true });
export const removeWish = (concertId: string) =>
  request<null>(`/me/wishes/${concertId}`, { method: "DELETE", isRepeatable: true });
