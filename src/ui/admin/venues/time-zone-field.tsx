import { useMemo } from "preact/hooks";
import { TextField } from "../parts/text-field.tsx";
import { clock } from "../../state/clock.ts";
import { language, words } from "../../state/language.ts";

type TimeZoneFieldProps = {
  value: string;
  onChange: (value: string) => void;
  fault: string | null;
  isFixed: boolean;
  isDisabled: boolean;
};

/** The time zones that this browser knows, by their names. */
const zones = (): string[] => Intl.supportedValuesOf("timeZone");

export function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** A time zone to search by its city, with the time that it is there. It stays while dates are to come. */
export function TimeZoneField({ value, isFixed, isDisabled, ...field }: TimeZoneFieldProps) {
  const w = words().adminVenues;
  const all = useMemo(zones, []);
  const now = isZone(value)
    ? new Intl.DateTimeFormat(language.value, {
        timeZone: value,
        hour: "numeric",
        minute: "2-digit",
        timeZoneName: "shortOffset",
      }).format(clock.now.value)
    : null;
  const help = isFixed ? w.timeZoneFixed : now === null ? w.fault.unknownZone : w.timeZoneHelp(now);
  return (
    <>
      <TextField
        id="venue-zone"
        label={w.timeZone}
        value={value}
        help={help}
        list="venue-zones"
        isDisabled={isFixed || isDisabled}
        {...field}
      />
      <datalist id="venue-zones">
        {all.map((zone) => (
          <option key={zone} value={zone}>
            {zone.replaceAll("_", " ").split("/").toReversed().join(", ")}
          </option>
        ))}
      </datalist>
    </>
  );
}
