import { z } from "@hono/zod-openapi";
import type { MailRow, MailShow } from "../../../db/messages/mails.ts";
import type { Block, Letter } from "../letter.ts";
import type { Texts } from "../texts.ts";
import { noteBlocks } from "./order.ts";

export function concertBlocks(show: MailShow | null, { of, when }: Texts): Block[] {
  if (!show) return [];
  const { name, timeZone } = show.venue;
  const lines = [when(show.startsAtMs, timeZone), of(name)];
  return [{ kind: "show", title: of(show.title), lines }];
}

const Reminder = z.object({ untilMs: z.number().optional() });

/** The evening before. A reminder of a start that has been moved since is not sent. */
export function showSoon(
  { account, show, payload }: MailRow,
  texts: Texts,
  now: number,
): Letter | null {
  if (!account || !show || show.startsAtMs <= now) return null;
  const { untilMs: startedAtMs = show.startsAtMs } = Reminder.parse(payload);
  if (startedAtMs !== show.startsAtMs) return null;
  const { w, of, when, hour } = texts;
  const { timeZone, name, address } = show.venue;
  const doors = show.doorsAtMs ? [w.order.doors(hour(show.doorsAtMs, timeZone))] : [];
  const lines = [when(show.startsAtMs, timeZone), ...doors, `${of(name)} · ${of(address)}`];
  return {
    subject: w.reminder.show(of(show.title)),
    preview: when(show.startsAtMs, timeZone),
    title: w.reminder.showTitle,
    blocks: [
      { kind: "text", text: w.reminder.showText(account.name) },
      { kind: "show", title: of(show.title), lines },
      ...noteBlocks(show, texts),
      { kind: "button", label: w.reminder.tickets, path: "/me" },
      { kind: "note", text: w.order.note },
    ],
  };
}

/** A sale that the account wanted to be reminded of. */
export function saleSoon({ account, show }: MailRow, texts: Texts): Letter | null {
  if (!account || !show) return null;
  const { w, of, when } = texts;
  const opens = when(show.saleOpensAtMs, show.venue.timeZone);
  return {
    subject: w.reminder.sale(of(show.title)),
    preview: `${w.labels.opens} ${opens}`,
    title: w.reminder.saleTitle,
    blocks: [
      { kind: "text", text: w.reminder.saleText(account.name) },
      ...concertBlocks(show, texts),
      { kind: "facts", lines: [[w.labels.opens, opens]] },
      { kind: "button", label: w.reminder.concert, path: `/concerts/${show.slug}` },
    ],
  };
}

const path = z.string().regex(/^\/(?!\/)[\w\-./?=&%]*$/);
const Offer = z.object({ expiresAtMs: z.number(), seats: z.number().int(), path });

/** Returned seats are held for the next account on the waitlist. */
export function waitlistOffer(
  { account, show, payload }: MailRow,
  texts: Texts,
  now: number,
): Letter | null {
  const offer = Offer.parse(payload);
  if (!account || !show || offer.expiresAtMs <= now) return null;
  const { w, of, when } = texts;
  const until = when(offer.expiresAtMs, show.venue.timeZone);
  return {
    subject: w.waitlist.offer(of(show.title)),
    preview: `${w.labels.until} ${until}`,
    title: w.waitlist.offerTitle,
    blocks: [
      { kind: "text", text: w.waitlist.offerText(account.name, offer.seats) },
      ...concertBlocks(show, texts),
      { kind: "facts", lines: [[w.labels.until, until]] },
      { kind: "button", label: w.waitlist.offerButton, path: offer.path },
    ],
  };
}
