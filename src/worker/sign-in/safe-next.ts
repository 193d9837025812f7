const anywhere = "https://frontrow.invalid";

/** The page within this site that an address from outside names, or the home page, as the screen reads it too. */
export function safeNext(next: string | null | undefined): string {
  if (!next?.startsWith("/") || !URL.canParse(next, anywhere)) return "/";
  const url = new URL(next, anywhere);
  if (url.origin !== anywhere || /^\/(sign-in|api)\b/.test(url.pathname)) return "/";
  const path = url.pathname + url.search + url.hash;
  return path.startsWith("//") ? "/" : path;
}
