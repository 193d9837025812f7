/** What a mail says, before it is HTML or text: templates write neither, so nothing is escaped twice or not at all. */
export type Letter = {
  subject: string;
  /** What an inbox shows beside the subject. */
  preview: string;
  title: string;
  blocks: Block[];
  attachments?: { filename: string; type: string; text: string }[];
};

export type Line = [label: string, value: string];

export type Block =
  | { kind: "text"; text: string }
  /** A show as on a ticket: its title, then what is below it. */
  | { kind: "show"; title: string; lines: string[] }
  | { kind: "facts"; lines: Line[] }
  /** Amounts, of which the last is what they come to. */
  | { kind: "sums"; lines: Line[] }
  /** The tickets' codes, as pictures that come with the mail; `key` is the place. */
  | { kind: "codes"; tickets: { key: string; label: string }[] }
  | { kind: "button"; label: string; path: string }
  | { kind: "links"; links: { label: string; path: string }[] }
  | { kind: "note"; text: string };

/** What stands around every letter. */
export type Frame = {
  language: "ko" | "en";
  siteUrl: string;
  footer: string[];
  /** How not to get such mails any more; null for those that everybody gets. */
  off: { label: string; url: string } | null;
};
