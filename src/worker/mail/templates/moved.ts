import { z } from "@hono/zod-openapi";
import { LocalText } from "../../../contract/money/money.ts";
import type { MailRow } from "../../../db/messages/mails.ts";
import type { Letter } from "../letter.ts";
import type { Texts } from "../texts.ts";
import { calendarOf, showBlock } from "./order.ts";

const Moved = z.object({
  fromMs: z.number(),
  toMs: z.number(),
  reason: LocalText,
  refundUntilMs: z.number(),
});

/** The date of an order has another start. A message that a later move has overtaken is not sent. */
export function showMoved(row: MailRow, texts: Texts, now: number): Letter | null {
  const { account, order, show } = row;
  const { fromMs, toMs, reason, refundUntilMs } = Moved.parse(row.payload);
  if (!account || !order || !show || order.status === "cancelled") return null;
  if (show.startsAtMs !== toMs || row.calledOff) return null;
  const { w, of, when, day, seats } = texts;
  const { timeZone } = show.venue;
  const kept = order.seats.filter(({ isCancelled }) => !isCancelled);
  const isFree = refundUntilMs > now;
  return {
    subject: `${w.moved.subject(of(show.title))} (${order.number})`,
    preview: when(toMs, timeZone),
    title: w.moved.title,
    blocks: [
      { kind: "text", text: w.moved.text(account.name) },
      showBlock(order, show, texts),
      {
        kind: "facts",
        lines: [
          [w.moved.from, when(fromMs, timeZone)],
          [w.moved.to, when(toMs, timeZone)],
          [w.labels.number, order.number],
          [w.labels.seats, seats(kept)],
        ],
      },
      { kind: "note", text: w.moved.reason(of(reason)) },
      // The time is the end of the day, which is the start of the next one.
      ...(isFree
        ? [{ kind: "text" as const, text: w.moved.free(day(refundUntilMs - 1, timeZone)) }]
        : []),
      { kind: "button", label: w.moved.order, path: `/orders/${order.id}` },
      { kind: "note", text: w.moved.calendar },
    ],
    attachments: [calendarOf(order, show, texts, now)],
  };
}
