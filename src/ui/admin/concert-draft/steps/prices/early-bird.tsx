import type { ConcertDocument } from "../../../../../contract/concert-draft/documents.ts";
import { words } from "../../../../state/language.ts";
import { replaced, without } from "../../editing/ids.ts";
import type { StepProps } from "../../editing/setting.ts";
import { placed } from "../../fields/placed.ts";
import { MomentField, NumberField } from "../../fields/value-fields.tsx";

const id = "early-bird";
type Discount = ConcertDocument["automatic"][number];

const textOf = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
const msOf = (time: string | null) => (time === null ? null : Date.parse(time));

/** A discount for everybody who buys early. */
export function EarlyBird({ editing, setting }: StepProps) {
  const w = words().concertDraft.prices;
  const { automatic } = editing.document.value;
  const index = automatic.findIndex((discount) => discount.id === id);
  const discount = automatic[index];
  const set = (change: Partial<Discount>) =>
    editing.change(
      (before) => ({ ...before, automatic: replaced(before.automatic, id, change) }),
      "early bird",
    );
  const turn = (isOn: boolean) =>
    editing.change((before) => ({
      ...before,
      automatic: isOn
        ? [
            ...before.automatic,
            {
              id,
              kind: "early-bird" as const,
              name: w.earlyBirdNames,
              zones: null,
              cut: { percent: 20 },
              fromMs: null,
              untilMs: null,
              tier: null,
            },
          ]
        : without(before.automatic, id),
    }));
  const cut = discount && "percent" in discount.cut ? discount.cut : null;
  return (
    <section class="draft__card" aria-labelledby="early-bird">
      <label class="between">
        <span>
          <b id="early-bird">{w.earlyBird}</b>
          <small class="help">{w.earlyBirdHelp}</small>
        </span>
        <input
          class="switch"
          type="checkbox"
          role="switch"
          checked={discount !== undefined}
          onChange={(event) => turn(event.currentTarget.checked)}
        />
      </label>
      {discount ? (
        <div class="draft__fields" id={placed(`/automatic/${index}`)}>
          <MomentField
            id="early-from"
            label={w.from}
            value={textOf(discount.fromMs)}
            timeZone={setting.timeZone}
            onInput={(time) => set({ fromMs: msOf(time) })}
          />
          <MomentField
            id="early-until"
            label={w.until}
            value={textOf(discount.untilMs)}
            timeZone={setting.timeZone}
            onInput={(time) => set({ untilMs: msOf(time) })}
          />
          <NumberField
            id="early-percent"
            label={w.cut}
            value={cut?.percent ?? null}
            min={0.5}
            max={100}
            step={0.5}
            unit="%"
            onInput={(value) => set({ cut: { ...cut, percent: value ?? 20 } })}
          />
        </div>
      ) : null}
    </section>
  );
}
