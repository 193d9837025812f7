import { words } from "../state/public-words.ts";

/** Says for every page which clock its times use, and what the seller promises. */
export function Footer() {
  const w = words().footer;
  return (
    <footer class="foot">
      <div class="wrap foot__in">
        <p>
          <b>Frontrow</b> · {w.line}
        </p>
        <p class="c-3">{w.times}</p>
      </div>
    </footer>
  );
}
