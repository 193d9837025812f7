import type { People, Person, TierRules } from "../../../contract/admin/people/people.ts";
import type { Currency } from "../../../contract/money/money.ts";
import { withQuery } from "../admin.ts";
import { request } from "../request.ts";

export const listPeople = (filter: Record<string, string | undefined>, cursor?: string) =>
  request<People>(withQuery("/admin/people", { ...filter, cursor, limit: "30" }));
const at = (id: string) => `/admin/people/${id}`;
export const getPerson = (id: string) => request<Person>(at(id));
const post = { method: "POST", attemptsMax: 1 } as const;
export const lookAtPerson = (id: string, reason: string) =>
  request<{ email: string }>(`${at(id)}/look`, { ...post, body: { reason } });
export const suspendPerson = (id: string, reason: string, withRoles: boolean) =>
  request<{ person: Person; unreached: number }>(`${at(id)}/suspension`, {
    ...post,
    body: { reason, withRoles },
  });
export const restorePerson = (id: string, reason: string) =>
  request<Person>(`${at(id)}/restoration`, { ...post, body: { reason } });
export const setTier = (id: string, seen: string, tier: string | null) =>
  request<unknown>(`/admin/accounts/${id}/tier`, { method: "PUT", body: { tier }, ifMatch: seen });

type Asked = { amountMinor: number; currency: Currency; reason: string };
/** The key makes a repeated attempt the same correction. */
export const askCorrection = (id: string, body: Asked, key: string) =>
  request<Person>(`${at(id)}/corrections`, { method: "POST", body, key });
export const decideCorrection = (id: string, correctionId: string, isApproved: boolean) =>
  request<Person>(`${at(id)}/corrections/${correctionId}/decision`, {
    method: "POST",
    body: { isApproved },
  });
export const getTierRules = () => request<TierRules>("/admin/tier-rules");
export const saveTierRules = (body: TierRules) =>
  request<TierRules>("/admin/tier-rules", { method: "PUT", body });
