import { batch, useSignal, useSignalEffect } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { type Address, address, arrival, match, stillAt } from "../state/router.ts";
import { loadWords } from "../state/language.ts";
import { words } from "../state/public-words.ts";
import { focusHeading } from "../components/heading-focus.ts";

export type PageProps = { params: Record<string, string>; query: URLSearchParams };
export type Page = ComponentType<PageProps>;
export type Route = { pattern: string } & ({ page: Page } | { load: () => Promise<Page> });

type ScreenProps = {
  routes: readonly Route[];
  missing: Page;
  /** The server found nothing at the first address, even if it looks valid. */
  isMissing?: boolean;
  offline?: Page;
  /** Goes to an address with a new document. */
  open?: (to: string) => void;
};
type Shown = PageProps & { path: string; page: Page };

const openAnew = (to: string) => location.assign(to);

/** Shows the page of the address. The previous page stays until the next has loaded. */
export function Screen({ routes, missing, offline = missing, ...props }: ScreenProps) {
  const { isMissing = false, open = openAnew } = props;
  // A loaded page shows in the first render, so that the server can draw it too.
  const first = useMemo(() => atHand(isMissing ? [] : routes, missing, address.peek()), []);
  const shown = useSignal<Shown | null>(first);
  const isLoading = useSignal(false);

  useSignalEffect(() => {
    const { path, query } = address.value;
    const ready = atHand(routes, missing, { path, query });
    if (ready) {
      isLoading.value = false;
      stillAt.value = null;
      if (shown.peek()?.path !== path || shown.peek()?.query !== query) shown.value = ready;
      return;
    }
    const found = find(routes, path);
    if (found === null || "page" in found.route) return;
    const { params } = found;
    isLoading.value = true;
    stillAt.value = shown.peek()?.path ?? null;
    Promise.all([found.route.load(), loadWords("fan")])
      .then(([page]) => {
        if (address.peek().path !== path) return;
        batch(() => {
          isLoading.value = false;
          stillAt.value = null;
          shown.value = { path, query: address.peek().query, page, params };
        });
      })
      .catch(() => {
        // A page that fails to load belongs to an old version; a new document brings the current one. A document that has
        // just loaded would bring nothing new.
        if (navigator.onLine && arrival.peek() !== "opened") return open(path + location.search);
        batch(() => {
          isLoading.value = false;
          stillAt.value = null;
          shown.value = { path, query, params, page: offline };
        });
        const again = () => address.peek().path === path && location.reload();
        addEventListener("online", again, { once: true });
        return undefined;
      });
  });

  useArrival(shown.value?.path);
  if (shown.value === null) return <main id="main" class="wrap" tabIndex={-1} />;
  const { path, page: Shown, params, query } = shown.value;
  // The outgoing page keeps its own query, since the next page's means something else to it.
  const isCurrent = address.value.path === path;
  return (
    <>
      {isLoading.value ? (
        <p class="progress" role="status" aria-label={words().common.loading} />
      ) : null}
      <Shown key={path} params={params} query={isCurrent ? address.value.query : query} />
    </>
  );
}

/** The page of an address if it needs no loading. */
function atHand(routes: readonly Route[], missing: Page, { path, query }: Address): Shown | null {
  const found = find(routes, path);
  if (found === null) return { path, query, params: {}, page: missing };
  return "page" in found.route
    ? { path, query, params: found.params, page: found.route.page }
    : null;
}

function find(routes: readonly Route[], path: string) {
  for (const route of routes) {
    const params = match(route.pattern, path);
    if (params) return { route, params };
  }
  return null;
}

/** After a link the heading gets the focus, so that a screen reader starts there; after "back" the place is kept. */
function useArrival(path: string | undefined): void {
  const isFirst = useRef(true);
  useEffect(() => {
    if (path === undefined) return;
    if (isFirst.current) {
      isFirst.current = false;
      return;
    }
    const kept = (history.state as { scrollY?: number } | null)?.scrollY;
    scrollTo({ top: arrival.peek() === "returned" ? (kept ?? 0) : 0, behavior: "instant" });
    focusHeading();
  }, [path]);
}
