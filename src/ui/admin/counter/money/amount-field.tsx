import { decimals } from "../../../../contract/money/money-text.ts";
import type { Currency } from "../../../../contract/money/money.ts";
import { useSignal } from "@preact/signals";
import { language } from "../../../state/language.ts";
import { count } from "../../../i18n/format.ts";

type AmountFieldProps = {
  id: string;
  label: string;
  help?: string;
  currency: Currency;
  /** Whether it may be below zero. */
  isSigned?: boolean;
  /** Null while nothing is typed. */
  amountMinor: number | null;
  onChange: (amountMinor: number | null) => void;
};

/** An amount as people type it, with or without separators. */
export function AmountField({
  id,
  label,
  help,
  currency,
  isSigned = false,
  amountMinor,
  onChange,
}: AmountFieldProps) {
  const typed = useSignal<string | null>(null);
  const shown =
    amountMinor === null ? "" : count(amountMinor / 10 ** decimals[currency], language.value);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        class="input ctr__amount"
        type="text"
        inputMode={isSigned ? "text" : "decimal"}
        id={id}
        autocomplete="off"
        placeholder="0"
        value={typed.value ?? shown}
        {...(help === undefined ? {} : { "aria-describedby": `${id}-help` })}
        onInput={(event) => {
          typed.value = event.currentTarget.value;
          onChange(readAmount(typed.value, currency, isSigned));
        }}
        onBlur={() => (typed.value = null)}
      />
      {help === undefined ? null : (
        <p class="help" id={`${id}-help`}>
          {help}
        </p>
      )}
    </div>
  );
}

/** The amount of a typed text; null for a text without digits. */
export function readAmount(text: string, currency: Currency, isSigned = false): number | null {
  const digits = text.replaceAll(/[^\d.]/g, "");
  if (digits === "" || Number.isNaN(Number(digits))) return null;
  const minor = Math.min(100_000_000, Math.round(Number(digits) * 10 ** decimals[currency]));
  return isSigned && minor > 0 && /^\s*[-−]/.test(text) ? -minor : minor;
}
