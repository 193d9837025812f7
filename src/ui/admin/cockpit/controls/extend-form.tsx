import { useSignal } from "@preact/signals";
import { words } from "../../../state/language.ts";
import { showToast } from "../../../state/toast.ts";
import { AskDialog } from "../../parts/confirm-dialog.tsx";
import type { Touched } from "../words-ko.ts";
import type { Control } from "./control-state.ts";

const choices = [2, 5, 10] as const;

/** Extends all holds, for when fans lost time through no fault of their own. */
export function ExtendForm({ control, touched }: { control: Control; touched: Touched }) {
  const w = words().adminQueue;
  const minutes = useSignal<number | null>(null);
  const yes = async () => {
    const given = minutes.value;
    minutes.value = null;
    if (given !== null && (await control.extend(given))) showToast({ text: w.extended(given) });
  };
  return (
    <div class="stack-2" role="group" aria-label={w.extend}>
      <p class="label">{w.extend}</p>
      <div class="row">
        {choices.map((choice) => (
          <button
            key={choice}
            class="btn btn--secondary btn--sm grow"
            type="button"
            disabled={control.isBusy.value}
            onClick={() => (minutes.value = choice)}
          >
            {w.plusMinutes(choice)}
          </button>
        ))}
      </div>
      {minutes.value === null ? null : (
        <AskDialog
          title={w.sureExtend(minutes.value)}
          text={`${words().cockpit.touches.extend(touched)} ${w.sureExtendText}`}
          yes={w.plusMinutes(minutes.value)}
          onClose={() => (minutes.value = null)}
          onYes={() => void yes()}
        />
      )}
    </div>
  );
}
