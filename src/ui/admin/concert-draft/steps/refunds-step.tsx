import type { ConcertDocument } from "../../../../contract/concert-draft/documents.ts";
import { krIndustry, krStandard } from "../../../../contract/money/refund-rules.ts";
import { Icon } from "../../../components/icon.tsx";
import { ConcertRefunds } from "../../../concert/concert-refunds.tsx";
import { words } from "../../../state/language.ts";
import { firstDate } from "../editing/preview-date.ts";
import type { StepProps } from "../editing/setting.ts";
import { placed } from "../fields/placed.ts";
import { Check, ChoiceField, NumberField } from "../fields/value-fields.tsx";

type Policy = ConcertDocument["refundPolicy"];
type Band = Policy["bands"][number];

const presets: Record<Exclude<Policy["name"], "custom">, () => Policy> = {
  "kr-standard": () => structuredClone(krStandard),
  "kr-industry": () => krIndustry(),
};

const bandsMax = 12;

/** Bands of one's own begin with those that were chosen before, as far as days before the show tell them apart. */
function ownPolicy(before: Policy): Policy {
  const bands = before.bands
    .filter(
      ({ when }) =>
        when.hoursSinceBookingMax === undefined && when.daysSinceBookingMax === undefined,
    )
    .map(({ when, charge }) => ({ when, charge: { percent: charge.percent ?? 0 } }));
  return { ...before, name: "custom", bands };
}

/** What a ticket holder gets back, by a known rule or by bands, as the table that fans read. */
export function RefundsStep({ editing, setting }: StepProps) {
  const w = words().concertDraft.refunds;
  const document = editing.document.value;
  const policy = document.refundPolicy;
  const choose = (name: Policy["name"]) =>
    editing.change((before) => ({
      ...before,
      refundPolicy: name === "custom" ? ownPolicy(before.refundPolicy) : presets[name](),
    }));
  const date = firstDate(document, setting);
  return (
    <>
      <fieldset class="draft__choices" id={placed("/refundPolicy/name")}>
        <legend class="label">{w.policy}</legend>
        {(["kr-standard", "kr-industry", "custom"] as const).map((name) => (
          <label key={name} class="check">
            <input
              type="radio"
              name="policy"
              checked={policy.name === name}
              onChange={() => choose(name)}
            />
            <span>
              {w.policies[name]}
              <small class="help">{w.policyHelp[name]}</small>
            </span>
          </label>
        ))}
      </fieldset>
      {policy.name === "custom" ? <Bands {...{ editing, policy }} /> : null}
      {date ? (
        <ConcertRefunds schedule={date} timeZone={setting.timeZone} />
      ) : (
        <p class="note">{w.tableLater}</p>
      )}
    </>
  );
}

function Bands({ editing, policy }: Pick<StepProps, "editing"> & { policy: Policy }) {
  const w = words().concertDraft.refunds;
  const set = (change: Partial<Policy>, field = "") =>
    editing.change(
      (before) => ({ ...before, refundPolicy: { ...before.refundPolicy, ...change } }),
      field,
    );
  const setBand = (index: number, band: Band, field: string) =>
    set(
      { bands: policy.bands.map((each, at) => (at === index ? band : each)) },
      `band ${index} ${field}`,
    );
  return (
    <section class="draft__card" aria-labelledby="bands" id={placed("/refundPolicy/bands")}>
      <h3 id="bands">{w.bands}</h3>
      <p class="help">{w.bandsHelp}</p>
      <ol class="stack-2">
        {policy.bands.map((band, index) => (
          <li key={index} class="draft__band">
            <NumberField
              id={`band-days-${index}`}
              label={w.days(index + 1)}
              isBare
              value={band.when.daysBeforeMin ?? null}
              min={0}
              max={1_000}
              unit={w.daysBefore}
              isOptional
              onInput={(days) => {
                const { daysBeforeMin: _, ...when } = band.when;
                setBand(
                  index,
                  { ...band, when: days === null ? when : { ...when, daysBeforeMin: days } },
                  "days",
                );
              }}
            />
            <NumberField
              id={`band-percent-${index}`}
              label={w.percent(index + 1)}
              isBare
              value={band.charge.percent ?? 0}
              min={0}
              max={100}
              step={0.5}
              unit="%"
              onInput={(percent) =>
                setBand(index, { ...band, charge: { percent: percent ?? 0 } }, "percent")
              }
            />
            <button
              class="icon-btn"
              type="button"
              aria-label={w.removeBand(index + 1)}
              disabled={policy.bands.length === 1}
              onClick={() => set({ bands: policy.bands.filter((_, at) => at !== index) })}
            >
              <Icon name="close" size={20} />
            </button>
          </li>
        ))}
      </ol>
      <p>
        <button
          class="btn btn--quiet btn--sm"
          type="button"
          disabled={policy.bands.length >= bandsMax}
          onClick={() => set({ bands: [...policy.bands, { when: {}, charge: { percent: 100 } }] })}
        >
          <Icon name="plus" size={16} />
          {w.addBand}
        </button>
      </p>
      <ChoiceField
        id={placed("/refundPolicy/bookingFee")}
        label={w.fee}
        value={policy.bookingFee}
        onChange={(fee) => set({ bookingFee: fee as Policy["bookingFee"] })}
      >
        {(["always", "booking-day", "never"] as const).map((fee) => (
          <option key={fee} value={fee}>
            {w.fees[fee]}
          </option>
        ))}
      </ChoiceField>
      <Check
        label={w.cutOff}
        help={w.cutOffHelp}
        isOn={policy.cutOff !== null}
        onChange={(isOn) =>
          set({
            cutOff: isOn
              ? {
                  daysBefore: 1,
                  minuteOfDay: 17 * 60,
                  saturdayMinute: 11 * 60,
                  isOnWorkingDay: false,
                }
              : null,
          })
        }
      />
    </section>
  );
}
