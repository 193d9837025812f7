import { z } from "@hono/zod-openapi";
import type { MailRow } from "../../db/messages/mails.ts";
import type { OutboxRow } from "../../db/messages/outbox.ts";
import { ticketsOf } from "../tickets/ticket-codes.ts";
import { toBase64 } from "../encoding/encoding.ts";
import { type Category, type Kind, mailKinds } from "./kinds.ts";
import type { Frame, Letter } from "./letter.ts";
import { codeId, letterHtml } from "./letter-html.ts";
import { letterText } from "./letter-text.ts";
import type { Attachment, Mail } from "./sending/mail.ts";
import type { MailSettings } from "./sending/mailer.ts";
import { qrPng } from "./qr-png.ts";
import { textsOf } from "./texts.ts";
import { offUrl } from "./unsubscribe.ts";

/** A row's mail, or the reason for none. A row of an unknown kind waits for a newer Worker. */
export type Composed = { mail: Mail } | { unsent: "unwanted" | "late" | "nobody" | "unknown" };

const Timed = z.object({ untilMs: z.number().optional() });
const subjectMax = 150;

export async function compose(
  row: MailRow,
  settings: MailSettings,
  now: number,
): Promise<Composed> {
  const kind = kindOf(row);
  if (!kind) return { unsent: "unknown" };
  const { account } = row;
  if (!account) return { unsent: "nobody" };
  if (!isWanted(kind.category, account)) return { unsent: "unwanted" };
  const texts = textsOf(account.locale);
  const { untilMs = Infinity } = Timed.parse(row.payload);
  const letter = untilMs > now ? await kind.compose(row, texts, now, settings.keys) : null;
  if (!letter) return { unsent: "late" };
  const { siteUrl } = settings;
  const { category } = kind;
  const { language } = texts;
  const off =
    category === "always"
      ? null
      : {
          label: texts.w.off,
          url: await offUrl(settings, { accountId: account.id, category, language }, now),
        };
  const frame = { language, siteUrl, footer: texts.w.footer, off };
  const mail = mailOf(row.id, addressesOf(row, account.email), letter, frame);
  mail.attachments.push(...(await codesOf(letter, row, settings)));
  return { mail };
}

const kindOf = ({ topic }: OutboxRow): Kind | undefined =>
  Object.hasOwn(mailKinds, topic) ? mailKinds[topic as keyof typeof mailKinds] : undefined;

const isWanted = (category: Category, account: NonNullable<MailRow["account"]>): boolean =>
  category === "always" ||
  (category === "reminders" ? account.wantsReminders : account.wantsWaitlist);

/** Mails about an order go to the buyer's chosen address and to the account's own. */
const addressesOf = ({ mailTo }: MailRow, email: string): string[] =>
  mailTo !== null && mailTo.toLowerCase() !== email.toLowerCase() ? [email, mailTo] : [email];

/** A mail's pictures: the same signed tickets as on the screen. */
async function codesOf(
  { blocks }: Letter,
  { order }: MailRow,
  { keys }: MailSettings,
): Promise<Attachment[]> {
  const wanted = blocks.flatMap((block) => (block.kind === "codes" ? block.tickets : []));
  if (!order || wanted.length === 0) return [];
  const tickets = await ticketsOf(order, keys);
  return await Promise.all(
    wanted.map(async ({ key }, at) => {
      const token = tickets.find((ticket) => ticket.key === key)?.token ?? "";
      const { bytes } = await qrPng(token);
      const base64 = padded(toBase64(bytes));
      return { filename: `ticket-${at + 1}.png`, type: "image/png", base64, contentId: codeId(at) };
    }),
  );
}

function mailOf(id: string, to: string[], letter: Letter, frame: Frame): Mail {
  const unsubscribing = frame.off && {
    "List-Unsubscribe": `<${frame.off.url}>`,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
  };
  return {
    id,
    to,
    subject: oneLine(letter.subject),
    html: letterHtml(letter, frame),
    text: letterText(letter, frame),
    // The mail service assigns the Message-ID; this id stays the same when a mail is sent again.
    headers: { "X-Entity-Ref-ID": id, ...unsubscribing },
    attachments: (letter.attachments ?? []).map(({ filename, type, text }) => {
      const base64 = padded(toBase64(new TextEncoder().encode(text)));
      return { filename, type, base64, contentId: null };
    }),
  };
}

/** A header is one line: nothing in a name or title can start a second header. */
export function oneLine(text: string): string {
  const line = text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").trim();
  const characters = [...line];
  return characters.length > subjectMax ? `${characters.slice(0, subjectMax - 1).join("")}…` : line;
}

const padded = (base64: string) => base64.padEnd(Math.ceil(base64.length / 4) * 4, "=");
