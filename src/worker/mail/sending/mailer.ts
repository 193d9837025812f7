import type { Env } from "../../env.ts";
import type { KeyHolder } from "../../identity/key-ring.ts";
import { apiMailer } from "./api-mailer.ts";
import { bindingMailer } from "./binding-mailer.ts";
import type { Mailer } from "./mail.ts";

export type MailSettings = {
  mailer: Mailer;
  siteUrl: string;
  /** Sign the links and the codes. */
  keys: KeyHolder;
};

/** The mail settings; null if mail is not set up, and then mails wait. */
export function mailSettings(env: Env): MailSettings | null {
  const { SITE_URL: siteUrl, MAIL_FROM: from } = env;
  if (siteUrl === undefined || from === undefined) return null;
  const { MAIL_API_URL: url, MAIL_API_TOKEN: token, MAIL: binding } = env;
  if (url !== undefined && token !== undefined)
    return { mailer: apiMailer({ url, token, from }), siteUrl, keys: env };
  if (binding === undefined) return null;
  return { mailer: bindingMailer(binding, from), siteUrl, keys: env };
}
