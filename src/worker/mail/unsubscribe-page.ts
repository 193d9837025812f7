import type { Locale } from "../../contract/people/accounts.ts";
import { escapeHtml } from "../pages/page.ts";
import { offPath, type Optional } from "./unsubscribe.ts";

export type OffState = "ask" | "done" | "bad";

type Words = Record<OffState, (what: string) => { title: string; text: string }> &
  Record<Optional | "press" | "profile" | "home", string>;

const ko: Words = {
  reminders: "예매와 공연 알림",
  waitlist: "취소표 알림",
  ask: (what) => ({
    title: `${what} 메일을 그만 받을까요?`,
    text: "주문, 환불, 입금처럼 내 돈과 티켓에 관한 메일은 계속 보내 드려요.",
  }),
  done: (what) => ({
    title: `이제 ${what} 메일을 보내지 않아요`,
    text: "마음이 바뀌면 내 정보에서 다시 켤 수 있어요.",
  }),
  bad: () => ({
    title: "쓸 수 없는 링크예요",
    text: "링크가 오래됐거나 잘렸어요. 알림은 내 정보에서 끌 수 있어요.",
  }),
  press: "그만 받기",
  profile: "내 정보",
  home: "Frontrow 홈",
};
const en: Words = {
  reminders: "emails about sales and shows",
  waitlist: "waitlist emails",
  ask: (what) => ({
    title: `Unsubscribe from ${what}?`,
    text: "We'll still email you about your orders, refunds and transfers.",
  }),
  done: (what) => ({
    title: `You're unsubscribed from ${what}`,
    text: "Changed your mind? You can turn them on again in your profile.",
  }),
  bad: () => ({
    title: "This link isn't valid",
    text: "It has expired or is incomplete. You can turn emails off in your profile.",
  }),
  press: "Unsubscribe",
  profile: "My profile",
  home: "Frontrow home",
};

const style = `:root{color-scheme:light dark;font:16px/1.6 Pretendard,system-ui,sans-serif;color:light-dark(#14171c,#f2f4f7);background:light-dark(#fff,#0e1014)}
body{margin:0}main{max-width:32rem;margin:0 auto;padding:4rem 1.25rem;word-break:keep-all;overflow-wrap:anywhere}
h1{font-size:1.5rem;line-height:2rem}p{color:light-dark(#4a5261,#b8c0cc)}
button{font:inherit;font-weight:600;min-height:3rem;padding:0 1.5rem;border:0;border-radius:10px;color:light-dark(#fff,#0e1014);background:light-dark(#4b3fd6,#8f86ff);cursor:pointer}
a{display:inline-block;padding:.75rem 1rem .75rem 0;color:light-dark(#4034c4,#a59eff)}:focus-visible{outline:3px solid light-dark(#0b57d0,#8ab4ff);outline-offset:2px}`;

/** Asks for confirmation, since some mail programs open links on their own; works without script. */
export function offPage(
  state: OffState,
  { language, category, token }: { language: Locale; category: Optional; token: string },
): string {
  const w = { ko, en }[language];
  const { title, text } = w[state](w[category]);
  const form =
    state === "ask"
      ? `<form method="post" action="${offPath}?token=${escapeHtml(token)}"><button>${w.press}</button></form>`
      : "";
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${escapeHtml(title)} · Frontrow</title><style>${style}</style></head><body><main><h1>${escapeHtml(title)}</h1><p role="status">${escapeHtml(text)}</p>${form}<p><a href="/profile">${w.profile}</a><a href="/">${w.home}</a></p></main></body></html>`;
}
