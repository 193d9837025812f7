export type Attachment = {
  filename: string;
  type: string;
  base64: string;
  /** The id by which the HTML shows it; null for a plain attachment. */
  contentId: string | null;
};

/** A complete mail to one person. */
export type Mail = {
  /** The mail's id, the same when it is sent again. */
  id: string;
  /** One person's addresses. */
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
