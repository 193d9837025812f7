/** In-app browsers known to break payment, push and storage. */
const apps = {
  KakaoTalk: /KAKAOTALK/i,
  Naver: /NAVER\(inapp/i,
  Instagram: /Instagram/i,
  Facebook: /FBAN|FBAV/i,
  LINE: /\bLine\//i,
  Daum: /DaumApps/i,
} as const;
export type InApp = keyof typeof apps;

/** The app whose in-app browser shows the page, if any. */
export function inAppBrowser(userAgent: string): InApp | null {
  const found = Object.entries(apps).find(([, pattern]) => pattern.test(userAgent));
  return found ? (found[0] as InApp) : null;
}

/** The way out into the phone's own browser, where there is one. */
export function wayOut(app: InApp, url: string, userAgent: string): string | null {
  if (app === "KakaoTalk") return `kakaotalk://web/openExternal?url=${encodeURIComponent(url)}`;
  if (app === "LINE") return `${url}${url.includes("?") ? "&" : "?"}openExternalBrowser=1`;
  if (!/Android/i.test(userAgent)) return null;
  const { host, pathname, search } = new URL(url);
  return `intent://${host}${pathname}${search}#Intent;scheme=https;action=android.intent.action.VIEW;end`;
}
