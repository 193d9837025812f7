import { getAdminConcert, listAdminConcerts } from "../../../api/concert-changes.ts";
import { day, hour } from "../../../i18n/format.ts";
import { language, local, words } from "../../../state/language.ts";
import { useResource } from "../../../state/resource.ts";

type ChoiceProps = {
  name: string;
  label: string;
  value: string;
  options: readonly (readonly [value: string, name: string])[];
  onChange: (value: string) => void;
};

/** One of a few values of a filter, or all of them. */
export function Choice({ name, label, value, options, onChange }: ChoiceProps) {
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <select
        class="input"
        id={name}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        <option value="">{words().orderPages.all}</option>
        {options.map(([id, text]) => (
          <option key={id} value={id}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}

type Show = { concertId: string; scheduleId: string };

/** A concert of the organization, and then one of its dates. */
export function ShowPicker({ show, onChange }: { show: Show; onChange: (show: Show) => void }) {
  const w = words().orderPages;
  const lang = language.value;
  const { concertId, scheduleId } = show;
  const concerts = useResource("order concerts", () => listAdminConcerts());
  const chosen = useResource(concertId === "" ? null : `admin-concert ${concertId}`, () =>
    getAdminConcert(concertId),
  );
  const known = concerts.data?.items.map(({ id, title }) => [id, local(title)] as const) ?? [];
  const isListed = concertId === "" || known.some(([id]) => id === concertId);
  const options =
    isListed || !chosen.data ? known : [[concertId, local(chosen.data.title)] as const, ...known];
  const dates = chosen.data?.dates.map(({ id, startsAt: time }) => {
    const at = { time, timeZone: chosen.data?.venue.timeZone ?? "Asia/Seoul", lang };
    return [id, `${day(at)} ${hour(at)}`] as const;
  });
  return (
    <>
      <Choice
        name="concert"
        label={w.concert}
        value={concertId}
        options={options}
        onChange={(value) => onChange({ concertId: value, scheduleId: "" })}
      />
      {dates ? (
        <Choice
          name="date"
          label={w.date}
          value={scheduleId}
          options={dates}
          onChange={(value) => onChange({ concertId, scheduleId: value })}
        />
      ) : null}
    </>
  );
}
