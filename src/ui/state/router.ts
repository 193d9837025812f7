import { signal } from "@preact/signals";

export type Address = { path: string; query: URLSearchParams };

export const address = signal<Address>({ path: "/", query: new URLSearchParams() });
/** How the visitor reached the address: by a link, by going back, or by opening the page. */
export const arrival = signal<"opened" | "followed" | "returned">("opened");

/** The address of the page that stays visible until the next has loaded; null if the visible page is current. */
export const stillAt = signal<string | null>(null);

function read(how: "opened" | "followed" | "returned"): void {
  arrival.value = how;
  address.value = { path: location.pathname, query: new URLSearchParams(location.search) };
}

/** Goes to one of our pages without loading a document. */
export function navigate(to: string, { replace = false } = {}): void {
  history.replaceState({ ...history.state, scrollY }, "");
  if (replace) history.replaceState(null, "", to);
  else history.pushState(null, "", to);
  read("followed");
}

/** Sets the address of the page that the server draws. */
export function drawAt(path: string, query: URLSearchParams): void {
  address.value = { path, query };
}

/** Gives the named parts of a matching path, as in `/concerts/:slug`; `/admin/*` matches everything below it. */
export function match(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.replace(/\/\*$/, "").split("/");
  const given = path.replace(/(?<=.)\/$/, "").split("/");
  if (pattern.endsWith("/*")) given.length = Math.min(given.length, wanted.length);
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? "";
    if (part.startsWith(":") && value !== "") params[part.slice(1)] = decoded(value);
    else if (part !== value) return null;
  }
  return params;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The path of a click that the router handles, or null for one that the browser handles. */
function pathOfClick(event: MouseEvent): string | null {
  if (event.defaultPrevented || event.button !== 0) return null;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!link || link.origin !== location.origin || link.target !== "") return null;
  if (link.hasAttribute("download") || link.pathname.startsWith("/api/")) return null;
  const isHere = link.pathname === location.pathname && link.search === location.search;
  if (isHere && link.hash !== "") return null;
  return link.pathname + link.search + link.hash;
}

export function startRouter(): void {
  history.scrollRestoration = "manual";
  document.addEventListener("click", (event) => {
    const path = pathOfClick(event);
    if (path === null) return;
    event.preventDefault();
    navigate(path);
  });
  addEventListener("popstate", () => read("returned"));
  addEventListener("pagehide", () => history.replaceState({ ...history.state, scrollY }, ""));
  read("opened");
}

const anywhere = "https://frontrow.invalid";

/**
 * The page within this site that an address from outside names, or the home page. A browser's own reading of the text
 * decides, because it drops tabs and line breaks and takes a backslash for a slash.
 */
export function safeNext(next: string | null): string {
  if (!next?.startsWith("/") || !URL.canParse(next, anywhere)) return "/";
  const url = new URL(next, anywhere);
  if (url.origin !== anywhere || url.pathname.startsWith("/sign-in")) return "/";
  const path = url.pathname + url.search + url.hash;
  // "/.//elsewhere" is a path here, and an address of another site where it is read again.
  return path.startsWith("//") ? "/" : path;
}
