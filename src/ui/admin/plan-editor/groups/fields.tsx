import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

/** A label beside its control, as the panel's lines are. */
export function Line({ label, id, children }: LineProps) {
  return (
    <div class="pe__line">
      {id === undefined ? <span class="pe__label">{label}</span> : <label for={id}>{label}</label>}
      {children}
    </div>
  );
}

type LineProps = { label: string; id?: string; children: ComponentChildren };

type NumberProps = {
  id: string;
  label: string;
  value: number | null;
  min: number;
  max: number;
  step?: number;
  unit?: string;
  disabled?: boolean;
  /** Shown instead of one value, if several differ. */
  mixed?: string;
  onValue: (value: number) => void;
};

/** A number that takes effect when it is left or entered, and at once by the arrows. */
export function NumberInput({ id, label, value, min, max, step = 1, unit, ...more }: NumberProps) {
  const { disabled, mixed, onValue } = more;
  const ref = useRef<HTMLInputElement>(null);
  const shown = value === null ? "" : String(value);
  useEffect(() => {
    if (ref.current && document.activeElement !== ref.current) ref.current.value = shown;
  }, [shown]);
  const commit = (input: HTMLInputElement) => {
    const typed = Number(input.value);
    const isGood = input.value.trim() !== "" && Number.isFinite(typed);
    const next = Math.round(Math.max(min, Math.min(max, typed)) / step) * step;
    if (isGood && next !== value) onValue(next);
    input.value = isGood ? String(next) : shown;
  };
  return (
    <span class="pe__unit" data-unit={value === null ? undefined : unit}>
      <input
        ref={ref}
        id={id}
        class="input"
        type="number"
        inputMode="decimal"
        aria-label={unit === undefined ? label : `${label} (${unit})`}
        {...{ min, max, step, disabled }}
        placeholder={mixed}
        defaultValue={shown}
        onChange={(event) => commit(event.currentTarget)}
        onKeyDown={(event) => {
          if (event.key === "Enter") commit(event.currentTarget);
        }}
      />
    </span>
  );
}

/** A number in a line of its own. */
export function NumberLine(props: NumberProps) {
  return (
    <Line label={props.label} id={props.id}>
      <NumberInput {...props} />
    </Line>
  );
}

type TextProps = {
  id: string;
  label: string;
  value: string;
  maxLength?: number;
  disabled?: boolean;
  lang?: "ko" | "en";
  placeholder?: string;
  onText: (text: string) => void;
};

/** A text that takes effect when it is left or entered. */
export function TextInput({ id, label, value, onText, maxLength = 120, ...more }: TextProps) {
  const ref = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (ref.current && document.activeElement !== ref.current) ref.current.value = value;
  }, [value]);
  const commit = (input: HTMLInputElement) => {
    const text = input.value.trim();
    if (text !== value) onText(text);
  };
  return (
    <input
      ref={ref}
      id={id}
      class="input"
      type="text"
      aria-label={label}
      maxLength={maxLength}
      defaultValue={value}
      {...more}
      onChange={(event) => commit(event.currentTarget)}
      onKeyDown={(event) => {
        if (event.key === "Enter") commit(event.currentTarget);
      }}
    />
  );
}

export function TextLine(props: TextProps) {
  return (
    <Line label={props.label} id={props.id}>
      <TextInput {...props} />
    </Line>
  );
}

type SelectProps<T extends string> = {
  id: string;
  label: string;
  value: T | "";
  /** The values with their names. */
  options: readonly (readonly [T, string])[];
  /** Shown if several values differ. */
  mixed?: string;
  disabled?: boolean;
  onValue: (value: T) => void;
};

export function SelectLine<T extends string>(props: SelectProps<T>) {
  const { id, label, value, options, mixed, disabled, onValue } = props;
  return (
    <Line label={label} id={id}>
      <select
        id={id}
        class="input"
        value={value}
        disabled={disabled}
        onChange={(event) => onValue(event.currentTarget.value as T)}
      >
        {value === "" ? (
          <option value="" disabled>
            {mixed ?? "—"}
          </option>
        ) : null}
        {options.map(([name, text]) => (
          <option key={name} value={name}>
            {text}
          </option>
        ))}
      </select>
    </Line>
  );
}

type CheckProps = {
  label: string;
  isOn: boolean;
  disabled?: boolean;
  onChange: (isOn: boolean) => void;
};

export function CheckLine({ label, isOn, disabled, onChange }: CheckProps) {
  return (
    <label class="check pe__check">
      <input
        type="checkbox"
        checked={isOn}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>{label}</span>
    </label>
  );
}

/** A titled part of the panel. */
export function Group({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="pe__group" aria-label={title}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

/** Small buttons beside each other, each with a word. */
export function Actions({ label, items, disabled }: ActionsProps) {
  return (
    <div class="pe__actions" role="group" aria-label={label}>
      {items.map(({ text, run, isOn }) => (
        <button
          key={text}
          class="btn btn--secondary btn--sm"
          type="button"
          disabled={disabled}
          aria-pressed={isOn}
          onClick={run}
        >
          {text}
        </button>
      ))}
    </div>
  );
}

type ActionsProps = {
  label: string;
  items: readonly { text: string; run: () => void; isOn?: boolean }[];
  disabled?: boolean;
};
