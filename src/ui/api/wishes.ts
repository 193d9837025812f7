import type { ConcertSummary } from "../../contract/concerts.ts";
import { request } from "./request.ts";

export const listWishes = async () =>
  (await request<{ items: ConcertSummary[] }>("/me/wishes")).items;
export const addWish = (concertId: string) =>
  request<null>(`/me/wishes/${concertId}`, { method: "PUT", isRepeatable: true });
export const removeWish = (concertId: string) =>
  request<null>(`/me/wishes/${concertId}`, { method: "DELETE", isRepeatable: true });
