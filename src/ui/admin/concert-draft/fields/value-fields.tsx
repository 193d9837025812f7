import "./fields.css";
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { count } from "../../../i18n/format.ts";
import { language, words } from "../../../state/language.ts";
import { localTextOf, momentOfText } from "./moment-text.ts";
import { Fault } from "./text-fields.tsx";

type NumberFieldProps = {
  id: string;
  label: string;
  /** Names it without showing the name, as in a table whose head has it. */
  isBare?: boolean;
  value: number | null;
  onInput: (value: number | null) => void;
  min: number;
  max: number;
  step?: number;
  unit?: string;
  help?: string;
  isOptional?: boolean;
};

const shownNumber = (value: number | null) => (value === null ? "" : count(value, language.peek()));

/** A number with its unit. What is no number in the range stays in the field, with its fault, and is not saved. */
export function NumberField(props: NumberFieldProps) {
  const { id, label, isBare = false, value, onInput, min, max, step = 1, unit, help } = props;
  const w = words().concertDraft;
  const typed = useSignal(shownNumber(value));
  const fault = useSignal<string | null>(null);
  useEffect(() => {
    // Undo and other people change it as well.
    if (readNumber(typed.peek()) === value) return;
    typed.value = shownNumber(value);
    fault.value = null;
  }, [value]);
  const read = (text: string) => {
    typed.value = text;
    const number = readNumber(text);
    const isAllowed =
      number === null
        ? text.trim() === "" && props.isOptional === true
        : number >= min &&
          number <= max &&
          Math.abs(Math.round(number / step) - number / step) < 1e-9;
    const lang = language.peek();
    fault.value = isAllowed ? null : w.numberFault(count(min, lang), count(max, lang));
    if (isAllowed) onInput(number);
  };
  const input = (
    <span
      class={unit === undefined ? "" : "draft__unit"}
      data-unit={unit}
      style={unit === undefined ? undefined : { "--unit": widthOf(unit) }}
    >
      <input
        class="input"
        id={id}
        type="text"
        inputMode={step < 1 ? "decimal" : "numeric"}
        value={typed.value}
        aria-label={isBare ? label : undefined}
        aria-invalid={fault.value === null ? undefined : true}
        aria-describedby={fault.value === null ? undefined : `${id}-fault`}
        onInput={(event) => read(event.currentTarget.value)}
        onBlur={() => {
          if (fault.value === null) typed.value = shownNumber(value);
        }}
      />
    </span>
  );
  return (
    <div class="field">
      {isBare ? null : <label for={id}>{label}</label>}
      {input}
      {help === undefined ? null : <p class="help">{help}</p>}
      <Fault id={`${id}-fault`} text={fault.value} />
    </div>
  );
}

/** About how wide a unit is, in halves of an em: Hangul is twice as wide as Latin. */
const widthOf = (unit: string): number =>
  [...unit].reduce((sum, letter) => sum + (letter >= "가" && letter <= "힣" ? 2 : 1), 0);

/** Digits with or without commas between thousands. */
function readNumber(text: string): number | null {
  const plain = text.replaceAll(/[,\s]/g, "");
  return /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
}

type MomentFieldProps = {
  id: string;
  label: string;
  value: string | null;
  timeZone: string;
  onInput: (value: string | null) => void;
  help?: string;
};

/** A moment on the venue's clock; empty for none. */
export function MomentField({ id, label, value, timeZone, onInput, help }: MomentFieldProps) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        class="input"
        id={id}
        type="datetime-local"
        value={value === null ? "" : localTextOf(value, timeZone)}
        aria-describedby={help === undefined ? undefined : `${id}-help`}
        onChange={(event) => onInput(momentOfText(event.currentTarget.value, timeZone))}
      />
      {help === undefined ? null : (
        <p class="help" id={`${id}-help`}>
          {help}
        </p>
      )}
    </div>
  );
}

type ChoiceFieldProps = {
  id: string;
  label: string;
  isBare?: boolean;
  value: string;
  onChange: (value: string) => void;
  children: ComponentChildren;
  help?: string;
};

export function ChoiceField({
  id,
  label,
  isBare = false,
  value,
  onChange,
  ...rest
}: ChoiceFieldProps) {
  return (
    <div class="field">
      {isBare ? null : <label for={id}>{label}</label>}
      <select
        class="input"
        id={id}
        value={value}
        aria-label={isBare ? label : undefined}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {rest.children}
      </select>
      {rest.help === undefined ? null : <p class="help">{rest.help}</p>}
    </div>
  );
}

type CheckProps = {
  label: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
  help?: string;
  /** The id of the text that says what is wrong with it, if anything is. */
  faultId?: string | undefined;
};

export function Check({ label, isOn, onChange, help, faultId }: CheckProps) {
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={isOn}
        aria-invalid={faultId === undefined ? undefined : true}
        aria-describedby={faultId}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>
        {label}
        {help === undefined ? null : <small class="help">{help}</small>}
      </span>
    </label>
  );
}
