import { signToken, type Verified, verifyToken } from "./tokens.ts";

/** The account and the password that a link replaces. */
export type ResetClaims = { sub: string; seal: string };

export const resetMs = 30 * 60_000;

/** The token follows the #, so no server, log or other site ever sees it. */
export async function resetPath(
  tokenSecret: string,
  claims: ResetClaims,
  expiresAt: number,
): Promise<string> {
  return `/reset-password#token=${await signToken(tokenSecret, "reset", claims, expiresAt)}`;
}

export const readReset = (tokenSecret: string, token: string): Promise<Verified<ResetClaims>> =>
  verifyToken<ResetClaims>(tokenSecret, "reset", token);
