import type { AccountLimits } from "./account-limits.ts";

export const noLimits: AccountLimits = { perConcert: null, perDay: null };

export const isLimited = ({ perConcert, perDay }: AccountLimits): boolean =>
  perConcert !== null || perDay !== null;
