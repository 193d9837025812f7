import { FaultLine } from "../../components/fault-line.tsx";

type TextFieldProps = {
  id: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  optional?: string;
  help?: string;
  fault?: string | null;
  inputMode?: "decimal" | "numeric";
  /** The id of a list of proposals. */
  list?: string;
  isDisabled?: boolean;
  maxLength?: number;
};

/** A field whose value the form keeps, with its fault below it. */
export function TextField({ id, label, value, onChange, ...more }: TextFieldProps) {
  const { optional, help, fault = null, isDisabled = false, inputMode, list, maxLength } = more;
  const described = [help === undefined ? "" : `${id}-help`, `${id}-fault`].join(" ").trim();
  return (
    <div class="field">
      <label for={id}>
        {label}
        {optional === undefined ? null : <span class="opt"> · {optional}</span>}
      </label>
      <input
        class="input"
        type="text"
        id={id}
        value={value}
        disabled={isDisabled}
        autocomplete="off"
        aria-describedby={described}
        aria-invalid={fault !== null}
        onInput={(event) => onChange(event.currentTarget.value)}
        {...(inputMode === undefined ? {} : { inputMode })}
        {...(list === undefined ? {} : { list })}
        {...(maxLength === undefined ? {} : { maxLength })}
      />
      {help === undefined ? null : (
        <p class="help" id={`${id}-help`}>
          {help}
        </p>
      )}
      <FaultLine id={`${id}-fault`} text={fault} />
    </div>
  );
}
