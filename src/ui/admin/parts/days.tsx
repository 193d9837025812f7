/** Days of a filter, in the viewer's time zone; the last day is included. */
export type Days = { since: string; until: string };

const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));

/** Invalid days in the address are ignored. */
export function readDays(query: URLSearchParams): Days {
  const day = (name: string) => {
    const text = (query.get(name) ?? "").trim();
    return isDay(text) ? text : "";
  };
  return { since: day("since"), until: day("until") };
}

/** The moments that bound the days, as the API takes them. */
export function boundsOf({ since, until }: Days): { since?: string; until?: string } {
  return {
    ...(since === "" ? {} : { since: startOf(since) }),
    ...(until === "" ? {} : { until: startOf(until, 1) }),
  };
}

function startOf(day: string, later = 0): string {
  const date = new Date(`${day}T00:00:00`);
  date.setDate(date.getDate() + later);
  return date.toISOString();
}

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
