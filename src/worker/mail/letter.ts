/** A mail's content before it is HTML or text: templates write neither, so everything is escaped exactly once. */
export type Letter = {
  subject: string;
  /** The preview that an inbox shows beside the subject. */
  preview: string;
  title: string;
  blocks: Block[];
  attachments?: { filename: string; type: string; text: string }[];
};

export type Line = [label: string, value: string];

export type Block =
  | { kind: "text"; text: string }
  /** A show as on a ticket: its title, and the lines below. */
  | { kind: "show"; title: string; lines: string[] }
  | { kind: "facts"; lines: Line[] }
  /** Amounts, the last of which is the total. */
  | { kind: "sums"; lines: Line[] }
  /** The tickets' codes, as attached pictures; `key` is the place. */
  | { kind: "codes"; tickets: { key: string; label: string }[] }
  | { kind: "button"; label: string; path: string }
  | { kind: "links"; links: { label: string; path: string }[] }
  | { kind: "note"; text: string };

/** The frame of every mail. */
export type Frame = {
  language: "ko" | "en";
  siteUrl: string;
  footer: string[];
  /** The unsubscribe link; null for mails that are always sent. */
  off: { label: string; url: string } | null;
};
