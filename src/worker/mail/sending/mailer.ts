import type { Env } from "../../env.ts";
import { apiMailer } from "./api-mailer.ts";
import { bindingMailer } from "./binding-mailer.ts";
import type { Mailer } from "./mail.ts";

export type MailSettings = {
  mailer: Mailer;
  siteUrl: string;
  tokenSecret: string;
};

/** The mail settings; null if mail is not set up, and then mails wait. */
export function mailSettings(env: Env): MailSettings | null {
  const { SITE_URL: siteUrl, MAIL_FROM: from, TOKEN_SECRET: tokenSecret } = env;
  if (siteUrl === undefined || from === undefined) return null;
  const { MAIL_API_URL: url, MAIL_API_TOKEN: token, MAIL: binding } = env;
  if (url !== undefined && token !== undefined)
    return { mailer: apiMailer({ url, token, from }), siteUrl, tokenSecret };
  if (binding === undefined) return null;
  return { mailer: bindingMailer(binding, from), siteUrl, tokenSecret };
}
