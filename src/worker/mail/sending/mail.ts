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
