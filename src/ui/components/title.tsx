import { useEffect } from "preact/hooks";

/** Names the document after the page. */
export function useTitle(title: string | undefined): void {
  useEffect(() => {
    document.title = title === undefined || title === "" ? "Frontrow" : `${title} · Frontrow`;
  }, [title]);
}
