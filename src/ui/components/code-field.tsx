import type { Signal } from "@preact/signals";
import { Icon } from "./icon.tsx";

type CodeFieldProps = {
  name: string;
  label: string;
  /** The label of the button beside it. */
  action: string;
  typed: Signal<string>;
  fault: string | null;
  isBusy: boolean;
};

/** A form with one code. A refused code stays in the field with the reason below. */
export function CodeField({ name, label, action, typed, fault, isBusy }: CodeFieldProps) {
  const faultId = `${name}-fault`;
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <div class="row">
        <input
          class="input grow"
          id={name}
          name={name}
          autocomplete="off"
          autocapitalize="characters"
          maxLength={40}
          value={typed.value}
          onInput={({ currentTarget: { value } }) => {
            typed.value = value;
          }}
          aria-invalid={fault !== null}
          aria-describedby={fault === null ? undefined : faultId}
        />
        <button class="btn btn--secondary" type="submit" aria-busy={isBusy}>
          {action}
        </button>
      </div>
      <p class="error" id={faultId} role="alert" hidden={fault === null}>
        <Icon name="alert" size={16} />
        <span>{fault}</span>
      </p>
    </div>
  );
}
