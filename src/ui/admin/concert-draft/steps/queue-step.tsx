import { count } from "../../../i18n/format.ts";
import { language, words } from "../../../state/language.ts";
import { isAdvised, minutesOfRush, queueAdvice } from "../editing/queue-advice.ts";
import type { StepProps } from "../editing/setting.ts";
import { placed } from "../fields/placed.ts";
import { NumberField } from "../fields/value-fields.tsx";

/** In which order fans come in and how many at once, with advice from the expected crowd. */
export function QueueStep({ editing, setting }: StepProps) {
  const w = words().concertDraft.queue;
  const lang = language.value;
  const { queue } = editing.document.value;
  const set = (change: Partial<typeof queue>, field = "") =>
    editing.change((before) => ({ ...before, queue: { ...before.queue, ...change } }), field);
  const seatCount = setting.plan?.facts.seatCount ?? null;
  const advice =
    queue.expectedFans === null || seatCount === null
      ? null
      : queueAdvice(queue.expectedFans, seatCount);
  const at = (name: string) => placed(`/queue/${name}`);
  return (
    <>
      <fieldset class="draft__choices" id={at("order")}>
        <legend class="label">{w.order}</legend>
        {(["fifo", "lottery"] as const).map((order) => (
          <label key={order} class="check">
            <input
              type="radio"
              name="order"
              checked={queue.order === order}
              onChange={() => set({ order })}
            />
            <span>
              {w.orders[order]}
              <small class="help">{w.orderHelp[order]}</small>
            </span>
          </label>
        ))}
      </fieldset>
      <div class="draft__fields">
        <NumberField
          id={at("expectedFans")}
          label={w.expected}
          value={queue.expectedFans}
          min={0}
          max={10_000_000}
          unit={w.people}
          help={w.expectedHelp}
          isOptional
          onInput={(fans) => set({ expectedFans: fans }, "expected")}
        />
      </div>
      {advice && seatCount !== null && queue.expectedFans !== null ? (
        <div class="note draft__hint">
          <div class="draft__says stack-2">
            <p>
              {w.advice(
                count(advice.shoppersMax, lang),
                count(advice.admitPerMinute, lang),
                count(advice.intakes, lang),
              )}
            </p>
            <p>{w.rush(count(minutesOfRush(queue, queue.expectedFans, seatCount), lang))}</p>
          </div>
          {isAdvised(queue, advice) ? (
            <b class="c-ok">{w.advised}</b>
          ) : (
            <button class="btn btn--secondary btn--sm" type="button" onClick={() => set(advice)}>
              {w.takeAdvice}
            </button>
          )}
        </div>
      ) : null}
      <div class="draft__fields">
        <NumberField
          id={at("lobbyMinutes")}
          label={w.lobby}
          value={queue.lobbyMinutes}
          min={0}
          max={1_440}
          unit={w.minutes}
          help={w.lobbyHelp}
          onInput={(minutes) => set({ lobbyMinutes: minutes ?? 0 }, "lobby")}
        />
        <NumberField
          id={at("shoppersMax")}
          label={w.shoppers}
          value={queue.shoppersMax}
          min={1}
          max={100_000}
          unit={w.people}
          help={w.shoppersHelp}
          onInput={(most) => set({ shoppersMax: most ?? 2_000 }, "shoppers")}
        />
        <NumberField
          id={at("admitPerMinute")}
          label={w.admit}
          value={queue.admitPerMinute}
          min={1}
          max={600_000}
          unit={w.perMinute}
          onInput={(most) => set({ admitPerMinute: most ?? 12_000 }, "admit")}
        />
        <NumberField
          id={at("intakes")}
          label={w.intakes}
          value={queue.intakes}
          min={1}
          max={256}
          help={w.intakesHelp}
          onInput={(most) => set({ intakes: most ?? 1 }, "intakes")}
        />
      </div>
    </>
  );
}
