import type { Env } from "../env.ts";
import { apiMailer } from "./api-mailer.ts";
import { bindingMailer } from "./binding-mailer.ts";

export type Attachment = {
  filename: string;
  type: string;
  base64: string;
  /** By which the HTML shows it; null for one that is beside the mail. */
  contentId: string | null;
};

/** A mail to one person, whole. */
export type Mail = {
  /** What it is known by: sent twice, it bears the same. */
  id: string;
  /** One person, under every address that they want it at. */
  to: string[];
  subject: string;
  html: string;
  text: string;
  headers: Record<string, string>;
  attachments: Attachment[];
};

/** Sends, or throws: `MailRefused` when trying again would be in vain, anything else when it would not. */
export interface Mailer {
  send(mail: Mail): Promise<void>;
}

/** This mail is never going to be taken: the address does not exist, or wants nothing from us. */
export class MailRefused extends Error {
  override readonly name = "MailRefused";
}

export type MailSettings = {
  mailer: Mailer;
  siteUrl: string;
  tokenSecret: string;
};

/** How mail is sent here; null where nobody has said how, and then it waits. */
export function mailSettings(env: Env): MailSettings | null {
  const { SITE_URL: siteUrl, MAIL_FROM: from, TOKEN_SECRET: tokenSecret } = env;
  if (siteUrl === undefined || from === undefined) return null;
  const { MAIL_API_URL: url, MAIL_API_TOKEN: token, MAIL: binding } = env;
  if (url !== undefined && token !== undefined)
    return { mailer: apiMailer({ url, token, from }), siteUrl, tokenSecret };
  if (binding === undefined) return null;
  return { mailer: bindingMailer(binding, from), siteUrl, tokenSecret };
}
