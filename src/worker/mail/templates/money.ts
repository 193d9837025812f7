import type { MailRow } from "../../../db/messages/mails.ts";
import type { Letter } from "../letter.ts";
import type { Texts } from "../texts.ts";
import { concertBlocks } from "./show.ts";

/** The account to transfer to; not sent once the deadline has passed. */
export function depositAwaited(
  { account, payment, show }: MailRow,
  texts: Texts,
  now: number,
): Letter | null {
  const deposit = payment?.deposit;
  if (!account || !deposit || !show || payment.status !== "awaiting-deposit") return null;
  if (Date.parse(deposit.dueAt) <= now) return null;
  const { w, of, money, when } = texts;
  const due = when(deposit.dueAt, show.venue.timeZone);
  return {
    subject: w.deposit.subject(of(show.title)),
    preview: `${w.labels.due} ${due}`,
    title: w.deposit.title,
    blocks: [
      { kind: "text", text: w.deposit.text(account.name) },
      ...concertBlocks(show, texts),
      {
        kind: "sums",
        lines: [
          [w.labels.bank, deposit.bank],
          [w.labels.account, deposit.accountNumber],
          [w.labels.holder, deposit.holder],
          [w.labels.due, due],
          [w.labels.amount, money(payment.amount)],
        ],
      },
      { kind: "button", label: w.deposit.order, path: "/payments" },
    ],
  };
}

/** No transfer arrived: the seats are released, and no money has moved. */
export function depositExpired({ account, show }: MailRow, texts: Texts): Letter | null {
  if (!account || !show) return null;
  const { w, of } = texts;
  return {
    subject: w.deposit.gone(of(show.title)),
    preview: w.deposit.goneText(account.name),
    title: w.deposit.goneTitle,
    blocks: [
      { kind: "text", text: w.deposit.goneText(account.name) },
      ...concertBlocks(show, texts),
      { kind: "button", label: w.deposit.again, path: `/concerts/${show.slug}` },
    ],
  };
}

export function toppedUp({ account, payment, balance }: MailRow, texts: Texts): Letter | null {
  if (!account || !payment) return null;
  const { w, money } = texts;
  const held = balance ? [[w.labels.balance, money(balance)] as [string, string]] : [];
  return {
    subject: w.topUp.subject(money(payment.amount)),
    preview: w.topUp.text(account.name),
    title: w.topUp.title,
    blocks: [
      { kind: "text", text: w.topUp.text(account.name) },
      { kind: "facts", lines: [[w.labels.amount, money(payment.amount)], ...held] },
      { kind: "button", label: w.topUp.wallet, path: "/wallet" },
    ],
  };
}

export function welcome({ account }: MailRow, { w }: Texts): Letter | null {
  if (!account) return null;
  return {
    subject: w.welcome.subject,
    preview: w.welcome.text(account.name),
    title: w.welcome.title,
    blocks: [
      { kind: "text", text: w.welcome.text(account.name) },
      { kind: "button", label: w.welcome.button, path: "/" },
      { kind: "note", text: w.welcome.note },
    ],
  };
}
