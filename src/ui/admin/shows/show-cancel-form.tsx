import { useSignal } from "@preact/signals";
import type { AdminSchedule } from "../../../contract/admin/sales.ts";
import type { CancellationStory } from "../../../contract/admin/shows.ts";
import { Icon } from "../../components/icon.tsx";
import { words } from "../../state/language.ts";
import { ShowFigures } from "./show-figures.tsx";

type CancelFormProps = {
  story: CancellationStory;
  schedule: AdminSchedule;
  percent: number;
  isBusy: boolean;
  onPercent: (percent: number) => void;
  onYes: (reason: string) => void;
};

/** The preview comes first, then the reason, then the show's name to confirm it. */
export function CancelForm(props: CancelFormProps) {
  const { story, schedule, percent, isBusy, onPercent, onYes } = props;
  const w = words().adminShows;
  const reason = useSignal("");
  const typed = useSignal("");
  const isSure = typed.value.trim() === schedule.slug && reason.value.trim() !== "";
  return (
    <>
      <h2 class="t-16">{w.dryRun}</h2>
      <ShowFigures story={story} />
      <form
        class="adm__card"
        onSubmit={(event) => {
          event.preventDefault();
          if (isSure && !isBusy) onYes(reason.value.trim());
        }}
      >
        <div class="note note--danger">
          <Icon name="alert" />
          <p>{w.warning}</p>
        </div>
        <div class="field">
          <label for="percent">{w.compensationPercent}</label>
          <input
            class="input num"
            id="percent"
            type="number"
            inputMode="numeric"
            min={0}
            max={100}
            required
            value={percent}
            aria-describedby="percent-help"
            onChange={(event) => {
              const chosen = Math.round(Number(event.currentTarget.value));
              onPercent(Math.min(100, Math.max(0, Number.isNaN(chosen) ? 0 : chosen)));
            }}
          />
          <p class="help" id="percent-help">
            {w.percentHelp}
          </p>
        </div>
        <div class="field">
          <label for="reason">{w.reason}</label>
          <input
            class="input"
            id="reason"
            required
            maxLength={200}
            value={reason.value}
            aria-describedby="reason-help"
            onInput={(event) => (reason.value = event.currentTarget.value)}
          />
          <p class="help" id="reason-help">
            {w.reasonHelp}
          </p>
        </div>
        <div class="field">
          <label for="sure">{w.typeName(schedule.slug)}</label>
          <input
            class="input"
            id="sure"
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            value={typed.value}
            onInput={(event) => (typed.value = event.currentTarget.value)}
          />
        </div>
        <button class="btn btn--danger-solid" type="submit" disabled={!isSure} aria-busy={isBusy}>
          {w.callOff}
        </button>
      </form>
    </>
  );
}
