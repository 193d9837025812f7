import type { AdminSchedule } from "../../../contract/admin/sales.ts";
import { words } from "../../state/language.ts";
import { showToast } from "../../state/toast.ts";
import type { Control } from "./control-state.ts";

/** The limits from now on: fans inside at once, and admitted per minute. Fans already inside stay. */
export function LimitsForm({ control, schedule }: { control: Control; schedule: AdminSchedule }) {
  const w = words().adminQueue;
  const save = async (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const shoppersMax = Number(form.get("shoppersMax"));
    const admitPerMinute = Number(form.get("admitPerMinute"));
    if (await control.setTerms({ shoppersMax, admitPerMinute })) showToast({ text: w.limitsSet });
  };
  return (
    <form class="adm__limits" onSubmit={(event) => void save(event)}>
      <div class="field">
        <label for="admitPerMinute">{w.admitPerMinute}</label>
        <input
          class="input num"
          id="admitPerMinute"
          name="admitPerMinute"
          type="number"
          inputMode="numeric"
          required
          min={1}
          max={600_000}
          defaultValue={String(schedule.admitPerMinute)}
        />
      </div>
      <div class="field">
        <label for="shoppersMax">{w.shoppersMax}</label>
        <input
          class="input num"
          id="shoppersMax"
          name="shoppersMax"
          type="number"
          inputMode="numeric"
          required
          min={1}
          max={100_000}
          defaultValue={String(schedule.shoppersMax)}
        />
      </div>
      <button class="btn btn--secondary" type="submit" disabled={control.isBusy.value}>
        {w.setLimits}
      </button>
    </form>
  );
}
