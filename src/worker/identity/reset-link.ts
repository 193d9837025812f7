import type { KeyHolder } from "./key-ring.ts";
import { signToken, type Verified, verifyToken } from "./tokens.ts";

/** The account and the password that a link replaces. */
export type ResetClaims = { sub: string; seal: string };

export const resetMs = 30 * 60_000;

/** The token follows the #, so no server, log or other site ever sees it. */
export async function resetPath(
  holder: KeyHolder,
  claims: ResetClaims,
  expiresAt: number,
): Promise<string> {
  return `/reset-password#token=${await signToken(holder, "reset", claims, expiresAt)}`;
}

export const readReset = (holder: KeyHolder, token: string): Promise<Verified<ResetClaims>> =>
  verifyToken<ResetClaims>(holder, "reset", token);
