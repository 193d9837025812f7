import { z } from "@hono/zod-openapi";
import { filledIn } from "../../../contract/admin/orders/message-tokens.ts";
import { readSeatKey, seatsText } from "../../../contract/plan/seat-names.ts";
import type { MailRow } from "../../../db/messages/mails.ts";
import type { Letter } from "../letter.ts";
import { type Texts, textsOf } from "../texts.ts";

const Payload = z.object({
  language: z.enum(["ko", "en"]).optional(),
  test: z.unknown().optional(),
});
const sample = { section: "A", row: "1", number: "1–2" };

/** What staff have written to the buyers of a show. A test goes to its writer with made-up seats. */
export function buyersMessage(row: MailRow, given: Texts): Letter | null {
  const { account, message, order } = row;
  const { language, test } = Payload.parse(row.payload);
  const isTest = test !== undefined;
  if (!account || !message) return null;
  // A buyer who has given all tickets back meanwhile has nothing to do with the show any more.
  if (!isTest && message.seats.length === 0) return null;
  const texts = language === undefined ? given : textsOf(language);
  const { of, when, w } = texts;
  const dates = message.startsAtMs.map((time) => when(time, message.timeZone));
  const seats = isTest ? [sample] : message.seats.map(readSeatKey);
  const values = {
    name: account.name,
    concert: of(message.concert),
    date: dates.join(" · "),
    seats: seatsText(seats, texts.language),
  };
  const subject = filledIn(of(message.subject), values);
  const paragraphs = filledIn(of(message.body), values).split(/\n+/);
  return {
    subject: isTest ? `[${w.message.test}] ${subject}` : subject,
    preview: paragraphs[0] ?? "",
    title: subject,
    blocks: [
      ...paragraphs
        .map((text) => text.trim())
        .filter((text) => text !== "")
        .map((text) => ({ kind: "text" as const, text })),
      { kind: "show", title: values.concert, lines: [values.date, values.seats] },
      // A buyer without an account has no page of the order.
      ...(order && account.id !== order.id
        ? [{ kind: "button" as const, label: w.message.order, path: `/orders/${order.id}` }]
        : []),
      { kind: "note", text: w.message.why },
    ],
  };
}
