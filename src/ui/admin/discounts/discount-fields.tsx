import type { Currency, LocalText } from "../../../contract/money/money.ts";
import type { AutomaticDiscount, PriceType } from "../../../contract/money/price.ts";
import { Check, ChoiceField, NumberField } from "../concert-draft/fields/value-fields.tsx";
import { money } from "../../i18n/format.ts";
import { language, local, words } from "../../state/language.ts";

/** The zones that a discount can be for, and the currency of its amounts. */
export type Priced = {
  zones: readonly { id: string; name: LocalText }[];
  currency: Currency;
};
type Cut = PriceType["cut"] | AutomaticDiscount["cut"];

/** What a discount takes off, such as `−20%`. */
export const cutText = (cut: Cut, currency: Currency): string =>
  "percent" in cut
    ? `−${cut.percent}%`
    : `−${money({ amount: cut.amountMinor, currency }, language.value)}`;

/** The zones of a discount by name. */
export function zonesText(ids: readonly string[] | null, { zones }: Priced): string {
  if (ids === null) return words().concertDraft.prices.allZones;
  return ids
    .map((id) => zones.find((zone) => zone.id === id))
    .map((zone) => (zone ? local(zone.name) : "?"))
    .join(" · ");
}

type CutFieldsProps = { cut: Cut; onChange: (cut: Cut) => void };

/** A share of the price or an amount. */
export function CutFields({ cut, onChange }: CutFieldsProps) {
  const w = words().concertDraft.prices;
  const isPercent = "percent" in cut;
  return (
    <>
      <ChoiceField
        id="cut-kind"
        label={w.kind}
        value={isPercent ? "percent" : "amount"}
        onChange={(kind) =>
          onChange(kind === "percent" ? { percent: 30 } : { amountMinor: 10_000 })
        }
      >
        <option value="percent">{w.percent}</option>
        <option value="amount">{w.amount}</option>
      </ChoiceField>
      {isPercent ? (
        <NumberField
          key="percent"
          id="cut-percent"
          label={w.cut}
          value={cut.percent}
          min={0.5}
          max={100}
          step={0.5}
          unit="%"
          onInput={(value) => onChange({ percent: value ?? 30 })}
        />
      ) : (
        <NumberField
          key="amount"
          id="cut-amount"
          label={w.cut}
          value={cut.amountMinor}
          min={1}
          max={100_000_000}
          unit={w.won}
          onInput={(value) => onChange({ amountMinor: value ?? 10_000 })}
        />
      )}
    </>
  );
}

type ZoneChoiceProps = {
  chosen: readonly string[] | null;
  zones: Priced["zones"];
  onChoose: (ids: string[] | null) => void;
};

/** All zones, or some of them. */
export function ZoneChoice({ chosen, zones, onChoose }: ZoneChoiceProps) {
  const w = words().concertDraft.prices;
  const ids = zones.map(({ id }) => id);
  return (
    <fieldset class="draft__choices">
      <legend class="label">{w.where}</legend>
      <Check
        label={w.allZones}
        isOn={chosen === null}
        onChange={(isOn) => onChoose(isOn ? null : ids)}
      />
      {chosen === null
        ? null
        : zones.map(({ id, name }) => (
            <Check
              key={id}
              label={local(name)}
              isOn={chosen.includes(id)}
              onChange={(isOn) =>
                onChoose(ids.filter((each) => (each === id ? isOn : chosen.includes(each))))
              }
            />
          ))}
    </fieldset>
  );
}
