import type { Money } from "../../../contract/money/money.ts";
import type { Refund } from "../../../contract/money/refunds.ts";
import type { MailAccount, MailRow } from "../../../db/messages/mails.ts";
import type { Block, Letter, Line } from "../letter.ts";
import type { Texts } from "../texts.ts";
import { showBlock, statementPath } from "./order.ts";
import { concertBlocks } from "./show.ts";

type Told = MailRow & { account: MailAccount; refund: Refund };

/** A refund of a canceled show, of canceled tickets, or of a payment that bought nothing. */
export function refunded(row: MailRow, texts: Texts): Letter | null {
  const { account, refund, order, calledOff } = row;
  if (!account || !refund) return null;
  const told = { ...row, account, refund };
  if (!order) return paymentBack(told, texts);
  return calledOff && refund.reason === "show-cancelled"
    ? showCalledOff(told, order, calledOff, texts)
    : cancelled(told, order, texts);
}

type Order = NonNullable<MailRow["order"]>;

function cancelled(told: Told, order: Order, texts: Texts): Letter {
  const { account, refund, show, isTicketKept } = told;
  const { w, of, money, seats } = texts;
  const isAll = order.seats.length === refund.seats.length;
  const given = order.seats.filter(({ seat }) => refund.seats.includes(seat));
  const whole = wholeOf(told);
  const isNone = whole.amount === 0;
  const text = isNone ? w.refund.none(account.name) : w.refund.text(account.name, money(whole));
  return {
    subject: `${(isTicketKept ? w.refund.moneySubject : w.refund.subject)(of(order.concert.title))} (${order.number})`,
    preview: text,
    title: isTicketKept ? w.refund.titleMoney : isAll ? w.refund.titleAll : w.refund.titleSome,
    blocks: [
      { kind: "text", text },
      ...(isTicketKept ? [{ kind: "text", text: w.refund.keptText } as const] : []),
      showBlock(order, show, texts),
      {
        kind: "facts",
        lines: [
          [w.labels.number, order.number],
          [w.labels.seats, seats(given)],
        ],
      },
      { kind: "sums", lines: sumLines(told, texts) },
      ...(isNone ? [] : whereNotes(told, texts)),
      { kind: "button", label: w.refund.order, path: `/orders/${order.id}` },
      {
        kind: "links",
        links: [{ label: w.refund.statement, path: statementPath(order, "refund", texts) }],
      },
    ],
  };
}

function showCalledOff(
  told: Told,
  order: Order,
  { reason, compensation }: NonNullable<MailRow["calledOff"]>,
  texts: Texts,
): Letter {
  const { account, show } = told;
  const { w, of, money } = texts;
  const extra: Line[] = compensation ? [[w.labels.compensation, money(compensation)]] : [];
  return {
    subject: `${w.calledOff.subject(of(order.concert.title))} (${order.number})`,
    preview: w.calledOff.text(account.name),
    title: w.calledOff.title,
    blocks: [
      { kind: "text", text: w.calledOff.text(account.name) },
      showBlock(order, show, texts),
      { kind: "text", text: w.calledOff.reason(reason) },
      { kind: "sums", lines: [...extra, ...sumLines(told, texts)] },
      ...whereNotes(told, texts),
      ...(compensation ? [{ kind: "note", text: w.calledOff.compensationNote } as const] : []),
      { kind: "button", label: w.refund.order, path: `/orders/${order.id}` },
    ],
  };
}

function paymentBack(told: Told, texts: Texts): Letter {
  const { account, refund, show } = told;
  const { w } = texts;
  const why: Record<string, string> = w.paymentBack.why;
  const reason = why[refund.reason ?? ""];
  return {
    subject: w.paymentBack.subject,
    preview: w.paymentBack.text(account.name),
    title: w.paymentBack.title,
    blocks: [
      { kind: "text", text: w.paymentBack.text(account.name) },
      ...(reason === undefined ? [] : [{ kind: "text", text: reason } as const]),
      ...concertBlocks(show, texts),
      { kind: "sums", lines: sumLines(told, texts) },
      ...whereNotes(told, texts),
      ...(show && refund.reason !== "show-cancelled" && refund.reason !== "show-begun"
        ? [{ kind: "button", label: w.paymentBack.again, path: `/concerts/${show.slug}` } as const]
        : []),
    ],
  };
}

/** The card refused the refund, so the money is in the wallet. */
export function redirected(row: MailRow, texts: Texts): Letter | null {
  const { account, refund } = row;
  if (!account || !refund) return null;
  const { w } = texts;
  // The wallet's part was already announced when the tickets were canceled.
  const told = { ...row, account, refund, walletPart: null };
  return {
    subject: w.redirected.subject,
    preview: w.redirected.text(account.name),
    title: w.redirected.title,
    blocks: [
      { kind: "text", text: w.redirected.text(account.name) },
      { kind: "sums", lines: sumLines(told, texts) },
      { kind: "button", label: w.redirected.wallet, path: "/wallet" },
    ],
  };
}

type Parts = Pick<Told, "refund" | "walletPart">;

/** All parts of one cancellation's refund. */
const wholeOf = ({ refund: { amount }, walletPart }: Parts): Money => ({
  ...amount,
  amount: amount.amount + (walletPart?.amount ?? 0),
});

function sumLines(parts: Parts, { w, money }: Texts): Line[] {
  const { refund, walletPart } = parts;
  const { amount, charge, to } = refund;
  const ways: Line[] = walletPart
    ? [
        [w.to[to], money(amount)],
        [w.to.wallet, money(walletPart)],
      ]
    : amount.amount > 0
      ? [[w.labels.to, w.to[to]]]
      : [];
  return [
    ...(charge.amount > 0 ? [[w.labels.charge, money(charge)] as Line] : []),
    ...ways,
    [w.labels.refund, money(wholeOf(parts))],
  ];
}

function whereNotes({ refund: { to }, walletPart }: Parts, { w }: Texts): Block[] {
  const original: Block[] =
    to === "original" ? [{ kind: "note", text: w.refund.originalNote }] : [];
  const wallet = walletPart
    ? w.refund.walletPartNote
    : to === "wallet"
      ? w.refund.walletNote
      : null;
  return [...original, ...(wallet === null ? [] : [{ kind: "note", text: wallet } as const])];
}
