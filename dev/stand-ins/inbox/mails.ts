/** A mail as it arrived, in the terms of Cloudflare's API. */
export type Posted = {
  from: { address: string; name?: string };
  to: string | string[];
  subject: string;
  html?: string;
  text?: string;
  headers?: Record<string, string>;
  attachments?: { filename: string; type: string; content: string; content_id?: string }[];
};
export type Received = Omit<Posted, "to"> & { to: string[]; number: number; receivedAt: string };

/** The refusals that answer the next mails. */
export type Mood = { status: number; times: number };

const keptMax = 500;
const allowed = /^(X-[\w-]+|List-Unsubscribe(-Post)?|In-Reply-To|References|Auto-Submitted)$/i;

/** The mails of this run, newest first. */
export class Mails {
  mood: Mood = { status: 503, times: 0 };
  #kept: Received[] = [];
  #next = 1;

  /** The reason for refusing it; null once it is accepted. */
  take(posted: Posted): string | null {
    const why = faultOf(posted);
    if (why !== null) return why;
    const to = [posted.to].flat();
    const received = { ...posted, to, number: this.#next++, receivedAt: new Date().toISOString() };
    this.#kept = [received, ...this.#kept].slice(0, keptMax);
    return null;
  }

  to(address: string | null): Received[] {
    return this.#kept.filter(({ to }) => address === null || to.includes(address));
  }

  byNumber(number: number): Received | undefined {
    return this.#kept.find((mail) => mail.number === number);
  }

  clear(): void {
    this.#kept = [];
  }
}

function faultOf({ from, to, subject, html, text, headers = {} }: Posted): string | null {
  const addresses = [to].flat();
  const strings = [from?.address, subject, ...addresses];
  if (addresses.length === 0 || strings.some((each) => typeof each !== "string"))
    return "email.sending.error.invalid_request_schema";
  if (html === undefined && text === undefined) return "email.sending.error.email.missing_content";
  const lines = [...strings, ...Object.values(headers)];
  if (lines.some((line) => /[\r\n]/.test(line))) return "email.sending.error.invalid_header_value";
  if (!addresses.every((address) => /^[^\s@<>]+@[^\s@<>]+$/.test(address)))
    return "email.sending.error.email.invalid";
  const isForeign = Object.keys(headers).some((name) => !allowed.test(name));
  return isForeign ? "email.sending.error.header_not_allowed" : null;
}
