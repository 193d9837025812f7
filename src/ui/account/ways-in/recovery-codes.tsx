import { showToast } from "../../state/toast.ts";
import { waysInWords } from "./words.ts";

/** New recovery codes, which nobody can see a second time. */
export function CodeList({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const w = waysInWords();
  const copy = async () => {
    await navigator.clipboard.writeText(codes.join("\n"));
    showToast({ text: w.copied });
  };
  return (
    <div class="stack" role="status">
      <p>{w.codesOnce}</p>
      <ul class="num stack-2">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <p class="row row--wrap">
        <button class="btn btn--secondary btn--sm" type="button" onClick={() => void copy()}>
          {w.copy}
        </button>
        <button class="btn btn--secondary btn--sm" type="button" onClick={() => window.print()}>
          {w.print}
        </button>
        <button class="btn btn--primary btn--sm" type="button" onClick={onKept}>
          {w.kept}
        </button>
      </p>
    </div>
  );
}
