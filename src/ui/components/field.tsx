/** A labeled input, read out with its help. */
export function Field({ label, name, help, type = "text", ...input }: FieldProps) {
  const helpId = `${name}-help`;
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <input
        class="input"
        id={name}
        name={name}
        required
        // Preact's types tie each input type to its roles; the three used here do not differ.
        type={type as "text"}
        {...input}
        {...(help === undefined ? {} : { "aria-describedby": helpId })}
      />
      {help === undefined ? null : (
        <p class="help" id={helpId}>
          {help}
        </p>
      )}
    </div>
  );
}

type FieldProps = {
  label: string;
  name: string;
  help?: string;
  type?: "email" | "password" | "text";
  autocomplete?:
    | "name"
    | "username"
    | "username webauthn"
    | "new-password"
    | "current-password"
    | "one-time-code"
    | "off";
  minLength?: number;
  maxLength?: number;
  defaultValue?: string;
};
