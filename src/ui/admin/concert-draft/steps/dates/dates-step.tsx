import { useSignal } from "@preact/signals";
import { Icon } from "../../../../components/icon.tsx";
import { words } from "../../../../state/language.ts";
import { changed, holidayEvenings, restored } from "../../editing/date-rows.ts";
import type { StepProps } from "../../editing/setting.ts";
import { DateDialog } from "./date-dialog.tsx";
import { dateText } from "./date-text.ts";
import { DateTable } from "./date-table.tsx";
import { RuleField } from "./rule-field.tsx";

/** All dates by one rule, and each of them to be changed. */
export function DatesStep({ editing, setting }: StepProps) {
  const w = words().concertDraft.dates;
  const isAdding = useSignal(false);
  const { dates } = editing.document.value;
  return (
    <>
      <RuleField {...{ editing, setting }} />
      <HolidayHint {...{ editing, setting }} />
      {dates.rows.length > 0 ? <DateTable {...{ editing, setting }} /> : null}
      <p>
        <button
          class="btn btn--secondary btn--sm"
          type="button"
          onClick={() => (isAdding.value = true)}
        >
          <Icon name="plus" size={16} />
          {w.add}
        </button>
      </p>
      {dates.removed.length > 0 ? (
        <section class="stack-2" aria-labelledby="removed-dates">
          <h3 id="removed-dates">{w.removed}</h3>
          <ul class="chips">
            {dates.removed.map((start) => (
              <li key={start}>
                <button
                  class="chip num"
                  type="button"
                  aria-label={w.bringBack(dateText(start))}
                  onClick={() =>
                    editing.change((before) => ({
                      ...before,
                      dates: restored(before.dates, start),
                    }))
                  }
                >
                  <Icon name="back" size={16} />
                  {dateText(start)}
                </button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {isAdding.value ? (
        <DateDialog {...{ editing, setting }} row={null} onClose={() => (isAdding.value = false)} />
      ) : null}
    </>
  );
}

/** Families are free in the afternoon of Seollal and Chuseok, and on their way home in the evening. */
function HolidayHint({ editing, setting }: StepProps) {
  const w = words().concertDraft.dates;
  const isKept = useSignal(false);
  const { dates } = editing.document.value;
  const rows = holidayEvenings(dates.rows, setting.timeZone);
  if (rows.length === 0 || isKept.value) return null;
  const move = () =>
    editing.change((before) => ({
      ...before,
      dates: rows.reduce(
        (next, { key, start }) =>
          changed(next, new Set([key]), { start: `${start.slice(0, 10)}T14:00` }),
        before.dates,
      ),
    }));
  return (
    <div class="note note--warn draft__hint" role="note">
      <Icon name="alert" size={20} />
      <p class="draft__says">
        {w.holidayEvenings(rows.length, rows.map(({ start }) => dateText(start)).join(", "))}
      </p>
      <button class="btn btn--secondary btn--sm" type="button" onClick={move}>
        {w.toAfternoon}
      </button>
      <button class="btn btn--quiet btn--sm" type="button" onClick={() => (isKept.value = true)}>
        {w.keep}
      </button>
    </div>
  );
}
