import type { Currency, LocalText } from "../../../contract/money/money.ts";
import type { PriceType } from "../../../contract/money/price.ts";
import { Fault } from "../concert-draft/fields/text-fields.tsx";
import { Check, ChoiceField, NumberField } from "../concert-draft/fields/value-fields.tsx";
import { money } from "../../i18n/format.ts";
import { language, local, words } from "../../state/language.ts";

/** The zones that a discount can be for, and the currency of its amounts. */
export type Priced = {
  zones: readonly { id: string; name: LocalText }[];
  currency: Currency;
};
type Cut = PriceType["cut"];

/** What a discount takes off, such as `−20%`. */
export function cutText(cut: Cut, currency: Currency): string {
  const won = (amount: number) => money({ amount, currency }, language.value);
  if ("amountMinor" in cut) return `−${won(cut.amountMinor)}`;
  return `−${cut.percent}%${cut.maxMinor == null ? "" : ` (≤ ${won(cut.maxMinor)})`}`;
}

/** Whether a field of the form shows a fault; the first of them gets the focus. */
export function hasFault(form: HTMLFormElement): boolean {
  const faulty = form.querySelector<HTMLElement>("[aria-invalid=true]");
  faulty?.focus();
  return faulty !== null;
}

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
          onInput={(value) => onChange({ ...cut, percent: value ?? 30 })}
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

/** All zones, or at least one of them. */
export function ZoneChoice({ chosen, zones, onChoose }: ZoneChoiceProps) {
  const w = words().concertDraft.prices;
  const ids = zones.map(({ id }) => id);
  const isNone = chosen !== null && !ids.some((id) => chosen.includes(id));
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
              faultId={isNone ? "zones-fault" : undefined}
              onChange={(isOn) =>
                onChoose(ids.filter((each) => (each === id ? isOn : chosen.includes(each))))
              }
            />
          ))}
      <Fault id="zones-fault" text={isNone ? w.noZone : null} />
    </fieldset>
  );
}
