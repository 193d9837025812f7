import { words } from "../state/public-words.ts";

/** Shows on every page which clock its times use, the seller's promise, and links to the legal texts. */
export function Footer() {
  const w = words().footer;
  return (
    <footer class="foot">
      <div class="wrap foot__in">
        <p>
          <b>Frontrow</b> · {w.line}
        </p>
        <p class="c-3">{w.times}</p>
        <nav class="foot__legal" aria-label={w.legal}>
          <a href="/terms">{w.terms}</a>
          <a class="semi" href="/privacy">
            {w.privacy}
          </a>
        </nav>
      </div>
    </footer>
  );
}
