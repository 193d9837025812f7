import { Icon } from "../../../components/icon.tsx";
import { words } from "../../../state/language.ts";
import type { Counter } from "./counter.ts";

/** Says at once that the network is gone, or that the last act has no answer yet. */
export function NetNote({ counter }: { counter: Counter }) {
  const w = words().counter;
  const isUp = counter.connection.isUp.value;
  const state = counter.acts.state.value;
  const isOpen = state === "unknown";
  return (
    <div role="status" aria-live="assertive">
      {isUp && !isOpen ? null : (
        <div class="ctr__net">
          <p>
            <Icon name={isUp ? "clock" : "offline"} size={20} />
            {isUp ? w.unknown : w.offline}
          </p>
          {!isUp && isOpen ? <p>{w.unknown}</p> : null}
          {isUp ? (
            <button
              class="btn btn--secondary btn--sm"
              type="button"
              onClick={() => void counter.resolve()}
            >
              {w.askNow}
            </button>
          ) : null}
        </div>
      )}
    </div>
  );
}
