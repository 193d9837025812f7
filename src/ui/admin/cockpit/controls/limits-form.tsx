import { useSignal } from "@preact/signals";
import type { AdminSchedule } from "../../../../contract/admin/sales.ts";
import { Icon } from "../../../components/icon.tsx";
import { count } from "../../../i18n/format.ts";
import { language, words } from "../../../state/language.ts";
import { showToast } from "../../../state/toast.ts";
import { roundTop } from "../../charts/chart-shape.ts";
import type { Advice } from "../advice.ts";
import type { Control } from "./control-state.ts";
import { methodText, percentText } from "../failures-card.tsx";

type LimitsFormProps = { control: Control; schedule: AdminSchedule; advice: Advice };

const mostPerMinute = 600_000;

/** The limits from now on: fans inside at once, and admitted per minute. Fans already inside stay. */
export function LimitsForm({ control, schedule, advice }: LimitsFormProps) {
  const w = words().adminQueue;
  const c = words().cockpit;
  const lang = language.value;
  const rate = useSignal(schedule.admitPerMinute);
  const set = async (terms: { shoppersMax?: number; admitPerMinute: number }) => {
    if (await control.setTerms(terms)) showToast({ text: w.limitsSet });
  };
  const save = async (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    const shoppersMax = Number(new FormData(event.currentTarget).get("shoppersMax"));
    await set({ shoppersMax, admitPerMinute: rate.value });
  };
  const { safe, lower } = advice;
  const top = Math.min(
    mostPerMinute,
    roundTop(Math.max(schedule.admitPerMinute * 1.5, (safe ?? 0) * 1.2, rate.value)),
  );
  const slide = (event: InputEvent & { currentTarget: HTMLInputElement }) => {
    rate.value = Math.max(1, Number(event.currentTarget.value));
  };
  return (
    <form class="adm__limits" onSubmit={(event) => void save(event)}>
      <div class="ck__rates">
        <input
          type="range"
          min={0}
          max={top}
          step={Math.max(1, Math.round(top / 40))}
          value={rate.value}
          aria-label={c.slide}
          aria-valuetext={count(rate.value, lang)}
          onInput={slide}
        />
        {safe === null ? null : (
          <>
            <div
              class="ck__safe"
              style={{ "--safe": `${Math.min(100, (safe / top) * 100)}%` }}
              aria-hidden="true"
            />
            <p class="ck__ends num t-12 c-3" aria-hidden="true">
              <span>0</span>
              <span>{c.safe(count(safe, lang))}</span>
              <span>{count(top, lang)}</span>
            </p>
            <p class="t-14 c-2">{c.safeText(count(safe, lang))}</p>
          </>
        )}
      </div>
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
          max={mostPerMinute}
          value={rate.value}
          onInput={slide}
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
      {lower ? (
        <div class="note note--warn ck__lower" role="status">
          <Icon name="alert" />
          <div class="stack-2">
            <p>
              <b>{c.lowerTitle(methodText(lower.method), percentText(lower.share, lang))}</b>
              <br />
              {c.lowerText(count(lower.to, lang))}
            </p>
            <button
              class="btn btn--primary btn--sm"
              type="button"
              disabled={control.isBusy.value}
              onClick={() => void set({ admitPerMinute: lower.to })}
            >
              {c.lower(count(lower.to, lang))}
            </button>
          </div>
        </div>
      ) : null}
    </form>
  );
}
