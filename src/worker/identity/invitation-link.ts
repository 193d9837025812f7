import type { KeyHolder } from "./key-ring.ts";
import { signToken, type Verified, verifyToken } from "./tokens.ts";

/** Which invitation a link accepts. */
export type InvitationClaims = { invitation: string };

export const invitationMs = 7 * 24 * 3_600_000;

/** The token follows the #, so no server, log or other site ever sees it. */
export async function invitationPath(
  holder: KeyHolder,
  claims: InvitationClaims,
  expiresAt: number,
): Promise<string> {
  return `/join#token=${await signToken(holder, "invitation", claims, expiresAt)}`;
}

export const readInvitation = (
  holder: KeyHolder,
  token: string,
): Promise<Verified<InvitationClaims>> =>
  verifyToken<InvitationClaims>(holder, "invitation", token);
