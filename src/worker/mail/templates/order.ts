import type { Order } from "../../../contract/money/orders.ts";
import type { MailRow, MailShow } from "../../../db/messages/mails.ts";
import { calendarFile } from "../../pages/calendar-file.ts";
import type { Block, Letter, Line } from "../letter.ts";
import type { Texts } from "../texts.ts";

/** The purchase confirmation. Everything important is text, so that the mail is useful even without its pictures. */
export function orderPaid({ account, order, show }: MailRow, texts: Texts): Letter | null {
  if (!account || !order || order.seats.every(({ isCancelled }) => isCancelled)) return null;
  const { w, of, money, method } = texts;
  const concert = of(order.concert.title);
  return {
    subject: `${w.order.subject(concert)} (${order.number})`,
    preview: texts.seats(order.seats),
    title: w.order.title,
    blocks: [
      { kind: "text", text: w.order.text(account.name) },
      showBlock(order, show, texts),
      {
        kind: "facts",
        lines: [
          [w.labels.number, order.number],
          [w.labels.seats, texts.seats(order.seats)],
        ],
      },
      {
        kind: "sums",
        lines: [
          ...priceLines(order, texts),
          [w.labels.method, method(order)],
          [w.labels.paid, money(order.total)],
        ],
      },
      ...noteBlocks(show, texts),
      { kind: "note", text: w.order.codes },
      { kind: "codes", tickets: order.seats.filter(isLive).map(ticketOf(texts)) },
      { kind: "button", label: w.order.tickets, path: "/me" },
      {
        kind: "links",
        links: [
          { label: w.order.statement, path: statementPath(order, "order", texts) },
          { label: w.order.rules, path: `/orders/${order.id}` },
        ],
      },
    ],
    attachments: show ? [calendarOf(order, show, texts, Date.parse(order.paidAt))] : [],
  };
}

type Seat = Order["seats"][number];
const isLive = ({ isCancelled }: Seat) => !isCancelled;
const ticketOf = (texts: Texts) => (seat: Seat) => ({ key: seat.key, label: texts.seats([seat]) });

export function showBlock(
  order: Pick<Order, "concert" | "venue" | "startsAt">,
  show: MailShow | null,
  { w, of, when, hour }: Texts,
): Block {
  const { timeZone } = order.venue;
  const doors = show?.doorsAtMs ? [w.order.doors(hour(show.doorsAtMs, timeZone))] : [];
  const address = show ? ` · ${of(show.venue.address)}` : "";
  return {
    kind: "show",
    title: of(order.concert.title),
    lines: [when(order.startsAt, timeZone), ...doors, `${of(order.venue.name)}${address}`],
  };
}

/** What the organizer tells its buyers, if anything. */
export const noteBlocks = (show: MailShow | null, { of }: Texts): Block[] =>
  show?.note ? [{ kind: "text", text: of(show.note) }] : [];

export const statementPath = (
  { id }: Pick<Order, "id">,
  kind: "order" | "refund",
  { language }: Texts,
) => `/api/v1/orders/${id}/statement?kind=${kind}&language=${language}`;

function priceLines({ seats, discounts, total }: Order, { w, of, money }: Texts): Line[] {
  const { currency } = total;
  const sum = (of: (seat: Order["seats"][number]) => number) =>
    seats.reduce((all, seat) => all + of(seat), 0);
  const fees = sum(({ fee }) => fee.amount);
  return [
    [
      `${w.labels.price} × ${seats.length}`,
      money({ amount: sum(({ price }) => price.amount), currency }),
    ],
    ...discounts.map(({ name, amount }): Line => [of(name), `−${money(amount)}`]),
    ...(fees > 0 ? [[w.labels.fee, money({ amount: fees, currency })] as Line] : []),
  ];
}

/** The entry for a calendar; a later one of the same order replaces it. */
export function calendarOf(order: Order, show: MailShow, { of, seats }: Texts, now: number) {
  const event = {
    uid: order.id,
    sequence: show.revision,
    startsAt: show.startsAtMs,
    minutes: show.runningMinutes ?? 120,
    title: of(show.title),
    place: `${of(show.venue.name)}, ${of(show.venue.address)}`,
    text: `${order.number}\n${seats(order.seats)}`,
    remindMinutes: [1_440, 180],
  };
  const text = calendarFile({ ...event, url: "" }, now);
  return { filename: "concert.ics", type: "text/calendar", text };
}
