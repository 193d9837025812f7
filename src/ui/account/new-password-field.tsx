import { useSignal } from "@preact/signals";
import { Field } from "../components/field.tsx";
import { words } from "../state/language.ts";
import { passwordMin, strengthOf } from "./password-strength.ts";

/** A field for a new password, which says in words how good it is while it is typed. */
export function NewPasswordField({ about = [] }: { about?: readonly string[] }) {
  const w = words().signIn;
  const typed = useSignal("");
  const strength = strengthOf(typed.value, about);
  return (
    <div onInput={({ target }) => (typed.value = (target as HTMLInputElement).value)}>
      <Field
        label={w.password}
        name="password"
        type="password"
        autocomplete="new-password"
        minLength={passwordMin}
        maxLength={200}
        help={w.passwordHelp}
      />
      <p class="help" aria-live="polite">
        {strength.is === "short" ? w.strength.short(strength.missing) : null}
        {strength.is === "repeated" ? w.strength.repeated : null}
        {strength.is === "personal" ? w.strength.personal : null}
        {strength.is === "fair" ? w.strength.fair : null}
        {strength.is === "good" ? w.strength.good : null}
      </p>
    </div>
  );
}
