import { signToken, verifyToken } from "../tokens.ts";
import type { Category } from "./kinds.ts";
import type { MailSettings } from "./mailer.ts";

export type Optional = Exclude<Category, "always">;
type Claims = { sub: string; category: Optional };

/** Where the links of mails lead that switch such mails off; it takes no log-in, since mail programs press it, too. */
export const offPath = "/unsubscribe";

const goodMs = 365 * 86_400_000;

export async function offUrl(
  { siteUrl, tokenSecret }: Pick<MailSettings, "siteUrl" | "tokenSecret">,
  accountId: string,
  category: Optional,
  now: number,
): Promise<string> {
  const claims = { sub: accountId, category };
  const token = await signToken(tokenSecret, "unsubscribe", claims, now + goodMs);
  return `${siteUrl}${offPath}?token=${token}`;
}

/** Who wants no more of which mails; null for a token that is not ours, or too old. */
export async function readOff(tokenSecret: string, token: string) {
  const read = await verifyToken<Claims>(tokenSecret, "unsubscribe", token);
  if (read.state !== "good") return null;
  const { sub: accountId, category } = read.claims;
  return { accountId, category };
}
