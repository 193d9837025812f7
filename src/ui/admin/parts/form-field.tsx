type FormFieldProps = {
  name: string;
  label: string;
  /** The mark after the label of an optional field. */
  optional?: string;
  /** For a field that others make necessary; else every field without that mark is. */
  isRequired?: boolean;
  type?: "text" | "number" | "datetime-local" | "date" | "lines";
  help?: string;
  min?: string;
  max?: string;
  step?: string;
  pattern?: string;
  value?: string;
};

/** A field of an admin's form, read from the form when it is sent. */
export function FormField({
  name,
  label,
  optional,
  isRequired = optional === undefined,
  type = "text",
  help,
  value,
  ...rest
}: FormFieldProps) {
  const id = `field-${name}`;
  const about = {
    class: "input",
    id,
    name,
    required: isRequired,
    defaultValue: value ?? "",
    ...(help === undefined ? {} : { "aria-describedby": `${id}-help` }),
  };
  return (
    <div class="field">
      <label for={id}>
        {label}
        {optional === undefined ? null : <span class="opt"> · {optional}</span>}
      </label>
      {type === "lines" ? (
        <textarea {...about} rows={4} spellcheck={false} />
      ) : (
        // Preact ties each type to its roles; which it is makes no difference here.
        <input {...about} {...rest} type={type as "text"} />
      )}
      {help === undefined ? null : (
        <p class="help" id={`${id}-help`}>
          {help}
        </p>
      )}
    </div>
  );
}
