import { words } from "../state/public-words.ts";

/** Says once for every page by which clock its times are told, and what the seller stands for. */
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
