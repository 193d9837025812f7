import { z } from "@hono/zod-openapi";
import type { Locale } from "../../contract/people/accounts.ts";
import type { Notice } from "../../contract/people/push.ts";
import type { PushRow } from "../../db/people/push.ts";

/** A notice with the push service's parameters. */
export type Sending = { notice: Notice; untilMs: number; urgency: "high" | "normal" };

const words: Record<Locale, Words> = {
  ko: {
    day: (title) => `내일 예매 오픈 · ${title}`,
    soon: (title) => `10분 뒤 예매 오픈 · ${title}`,
    opens: (time) => `${time}에 열려요. 미리 로그인해 두세요.`,
    offer: (title) => `취소표가 나왔어요 · ${title}`,
    offerBody: (seats, time) =>
      `${seats}석을 ${time}까지 잡아 두었어요. 그 뒤에는 다음 분께 드려요.`,
    moved: (title) => `공연 일정 변경 · ${title}`,
    movedBody: (time, day) => `${time}에 열려요. ${day}까지 수수료 없이 취소할 수 있어요.`,
  },
  en: {
    day: (title) => `Sale opens tomorrow · ${title}`,
    soon: (title) => `Sale opens in 10 minutes · ${title}`,
    opens: (time) => `Opens at ${time}. Sign in early so you're ready.`,
    offer: (title) => `Seats came back · ${title}`,
    offerBody: (seats, time) =>
      `${seats === 1 ? "A seat is" : `${seats} seats are`} held for you until ${time}. After that, we offer ${seats === 1 ? "it" : "them"} to the next person in line.`,
    moved: (title) => `New date · ${title}`,
    movedBody: (time, day) => `It's now on ${time}. Cancel without a fee until ${day}.`,
  },
};
type Words = {
  day: (title: string) => string;
  soon: (title: string) => string;
  opens: (time: string) => string;
  offer: (title: string) => string;
  offerBody: (seats: number, time: string) => string;
  moved: (title: string) => string;
  movedBody: (time: string, day: string) => string;
};

const Reminder = z.object({ opensAtMs: z.number(), leadMinutes: z.number() });
const Offer = z.object({
  offerId: z.string(),
  expiresAtMs: z.number(),
  seats: z.number(),
  path: z.string().regex(/^\/(?!\/)[\w\-./?=&%]*$/),
});

const Moved = z.object({ toMs: z.number(), refundUntilMs: z.number() });

/** The notice to send; null if it is too late or unwanted. */
export function noticeOf(row: PushRow, now: number): Sending | null {
  const { account, show, topic, payload } = row;
  if (!account || !show) return null;
  const lang = account.locale;
  const title = show.title[lang];
  const { timeZone } = show;
  const hour = (ms: number) =>
    new Intl.DateTimeFormat(lang, { timeZone, hour: "numeric", minute: "2-digit" }).format(ms);
  if (topic === "push.sale.reminder" && account.wantsReminders) {
    const { opensAtMs, leadMinutes } = Reminder.parse(payload);
    // An opening that has moved since gets a new notice.
    if (opensAtMs <= now || opensAtMs !== show.saleOpensAtMs) return null;
    const path = `/concerts/${show.slug}`;
    const head = (leadMinutes > 60 ? words[lang].day : words[lang].soon)(title);
    const body = words[lang].opens(hour(opensAtMs));
    const notice = { title: head, body, path, tag: `opening ${show.slug}`, lang };
    return { notice, untilMs: opensAtMs, urgency: "normal" };
  }
  // Everybody with a ticket is told, whatever else they want to hear.
  if (topic === "push.show.moved") {
    const { toMs, refundUntilMs } = Moved.parse(payload);
    // A later move has its own notice.
    if (toMs <= now || toMs !== show.startsAtMs) return null;
    const shown = (ms: number, options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(lang, { timeZone, month: "long", day: "numeric", ...options }).format(
        ms,
      );
    const body = words[lang].movedBody(
      shown(toMs, { weekday: "short", hour: "numeric", minute: "2-digit" }),
      shown(refundUntilMs - 1, {}),
    );
    const notice = {
      title: words[lang].moved(title),
      body,
      path: "/me",
      tag: `moved ${show.slug}`,
    };
    return { notice: { ...notice, lang }, untilMs: toMs, urgency: "high" };
  }
  if (topic === "push.waitlist.offer" && account.wantsWaitlist) {
    const { offerId, expiresAtMs, seats, path } = Offer.parse(payload);
    if (expiresAtMs <= now) return null;
    const body = words[lang].offerBody(seats, hour(expiresAtMs));
    const notice = { title: words[lang].offer(title), body, path, tag: offerId, lang };
    return { notice, untilMs: expiresAtMs, urgency: "high" };
  }
  return null;
}
