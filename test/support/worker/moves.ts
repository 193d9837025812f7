import { call, type Person } from "./shop.ts";

export const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

/** Moves a date to nine days from now, with a free return for three days. */
export function moveDate(as: Person, scheduleId: string, revision: number, more: object = {}) {
  const startsAt = inDays(9);
  const refundUntil = inDays(3).slice(0, 10);
  const times = { startsAt, doorsAt: null, saleClosesAt: startsAt, refundUntil };
  const reason = { ko: "무대 사정", en: "The stage" };
  return call(`POST /admin/schedules/${scheduleId}/move`, {
    as,
    body: { ...times, reason, isDryRun: false, ...more },
    headers: { "if-match": `"${revision}"` },
  });
}
