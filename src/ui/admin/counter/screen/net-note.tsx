import { Icon } from "../../../components/icon.tsx";
import { words } from "../../../state/language.ts";
import type { Counter } from "./counter.ts";

/** Says at once that the network is gone, or that the last act has no answer yet. */
export function NetNote({ counter }: { counter: Counter }) {
  const w = words().counter;
  const isUp = counter.connection.isUp.value;
  const state = counter.acts.state.value;
  const isOpen = state === "unknown";
  const missed = counter.acts.missed.value;
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
      {missed === null || missed.kind === "sale" ? null : (
        <div class="ctr__net">
          <p>
            <Icon name="alert" size={20} />
            {w.missed[missed.kind]}
          </p>
        </div>
      )}
    </div>
  );
}
