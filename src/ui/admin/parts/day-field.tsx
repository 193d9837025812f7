/** A day of a filter, which applies as soon as it is chosen. */
export function DayField({ name, label, value, onChange }: DayFieldProps) {
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <input
        class="input"
        id={name}
        type="date"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  );
}

type DayFieldProps = {
  name: string;
  label: string;
  value: string;
  onChange: (day: string) => void;
};
