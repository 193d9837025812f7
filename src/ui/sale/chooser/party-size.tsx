import type { Signal } from "@preact/signals";
import { words } from "../../state/language.ts";

/** The party size; one touch on the map takes that many seats side by side. */
export function PartySize({ party, max }: { party: Signal<number>; max: number }) {
  const w = words().choose;
  return (
    <div class="party">
      <span class="label" id="party">
        {w.party}
      </span>
      <div class="seg num" role="group" aria-labelledby="party">
        {Array.from({ length: Math.min(max, 8) }, (_, index) => index + 1).map((size) => (
          <button
            key={size}
            type="button"
            aria-pressed={party.value === size}
            onClick={() => {
              party.value = size;
            }}
          >
            {size}
          </button>
        ))}
      </div>
    </div>
  );
}
