export type Attachment = {
  filename: string;
  type: string;
  base64: string;
  /** The id by which the HTML embeds it; null for a plain attachment. */
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

/** Sends the mail, or throws: `MailRefused` if another try cannot help, any other error if it can. */
export interface Mailer {
  send(mail: Mail): Promise<void>;
}

/** The mail will never be accepted: the address does not exist, or refuses our mail. */
export class MailRefused extends Error {
  override readonly name = "MailRefused";
}
