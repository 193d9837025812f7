import type { Locale } from "../../contract/people/accounts.ts";
import type { KeyHolder } from "../identity/key-ring.ts";
import { signToken, verifyToken } from "../identity/tokens.ts";
import type { Category } from "./kinds.ts";
import type { MailSettings } from "./sending/mailer.ts";

export type Optional = Exclude<Category, "always">;
/** The account, the kind of mails, and their language. */
export type Off = { accountId: string; category: Optional; language: Locale };
type Claims = { sub: string; category: Optional; language: Locale };

/** The unsubscribe address. It needs no session, since mail programs call it too. */
export const offPath = "/unsubscribe";

const goodMs = 365 * 86_400_000;

export async function offUrl(
  { siteUrl, keys }: Pick<MailSettings, "siteUrl" | "keys">,
  { accountId, category, language }: Off,
  now: number,
): Promise<string> {
  const claims: Claims = { sub: accountId, category, language };
  const token = await signToken(keys, "unsubscribe", claims, now + goodMs);
  return `${siteUrl}${offPath}?token=${token}`;
}

/** Null for a token that is not ours, or too old. */
export async function readOff(keys: KeyHolder, token: string): Promise<Off | null> {
  const read = await verifyToken<Claims>(keys, "unsubscribe", token);
  if (read.state !== "good") return null;
  const { sub: accountId, category, language } = read.claims;
  return { accountId, category, language };
}
