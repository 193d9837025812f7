import type { ConcertDocument } from "../../../../contract/concert-draft/documents.ts";
import type { BandTime, Charge } from "../../../../contract/money/refund-rules.ts";
import { Icon } from "../../../components/icon.tsx";
import { words } from "../../../state/language.ts";
import { NumberField } from "../fields/value-fields.tsx";

type Band = ConcertDocument["refundPolicy"]["bands"][number];

const bandsMax = 12;

/** The numbers of a band: when it applies, and what is kept. Each may be left out. */
const times = [
  ["daysBeforeMin", 1_000],
  ["daysSinceBookingMax", 1_000],
  ["hoursSinceBookingMax", 10_000],
] as const satisfies [keyof BandTime, number][];
const charges = [
  ["percent", 100],
  ["flatMinor", 1_000_000],
  ["maxPercent", 100],
] as const satisfies [keyof Charge, number][];

type BandsProps = { bands: Band[]; onChange: (bands: Band[], field?: string) => void };

export function RefundBands({ bands, onChange }: BandsProps) {
  const w = words().concertDraft.refunds;
  const setBand = (index: number, band: Band, field: string) =>
    onChange(bands.with(index, band), `band ${index} ${field}`);
  return (
    <>
      <ol class="stack-2">
        {bands.map((band, index) => (
          <li key={index}>
            <div class="draft__band" role="group" aria-label={w.period(index + 1)}>
              <p class="row">
                <span class="grow label">{w.period(index + 1)}</span>
                <button
                  class="icon-btn"
                  type="button"
                  aria-label={w.removeBand(index + 1)}
                  disabled={bands.length === 1}
                  onClick={() => onChange(bands.filter((_, at) => at !== index))}
                >
                  <Icon name="close" size={20} />
                </button>
              </p>
              {times.map(([name, max]) => (
                <NumberField
                  key={name}
                  id={`band-${name}-${index}`}
                  label={w.bandFields[name]}
                  value={band.when[name] ?? null}
                  min={0}
                  max={max}
                  unit={w.bandUnits[name]}
                  isOptional
                  onInput={(value) =>
                    setBand(index, { ...band, when: withNumber(band.when, name, value) }, name)
                  }
                />
              ))}
              {charges.map(([name, max]) => (
                <NumberField
                  key={name}
                  id={`band-${name}-${index}`}
                  label={w.bandFields[name]}
                  value={band.charge[name] ?? null}
                  min={0}
                  max={max}
                  step={name === "flatMinor" ? 1 : 0.5}
                  unit={w.bandUnits[name]}
                  isOptional
                  onInput={(value) =>
                    setBand(index, { ...band, charge: withNumber(band.charge, name, value) }, name)
                  }
                />
              ))}
            </div>
          </li>
        ))}
      </ol>
      <p>
        <button
          class="btn btn--quiet btn--sm"
          type="button"
          disabled={bands.length >= bandsMax}
          onClick={() => onChange([...bands, { when: {}, charge: { percent: 100 } }])}
        >
          <Icon name="plus" size={16} />
          {w.addBand}
        </button>
      </p>
    </>
  );
}

/** A cleared field is left out, since an absent condition is none. */
function withNumber<T extends object>(before: T, name: keyof T, value: number | null): T {
  const { [name]: _, ...others } = before;
  return (value === null ? others : { ...others, [name]: value }) as T;
}
