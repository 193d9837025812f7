import { recallJson, remember } from "../state/storage.ts";

/** The pass for one sale, as the server gave it. */
export type Pass = { pass: string; expiresAt: string };

const nameOf = (scheduleId: string, accountId: string) => `pass.${scheduleId}.${accountId}`;

/** The pass that this browser keeps for an account and a date; it may have expired. */
export const keptPass = (scheduleId: string, accountId: string): Pass | null =>
  recallJson<Pass>(nameOf(scheduleId, accountId));

export function keepPass(scheduleId: string, accountId: string, pass: Pass | null): void {
  remember(nameOf(scheduleId, accountId), pass === null ? null : JSON.stringify(pass));
}
