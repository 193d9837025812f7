import { useSignal } from "@preact/signals";
import type { DraftDate } from "../../../../../contract/concert-draft/documents.ts";
import { Dialog } from "../../../../components/dialog.tsx";
import { local, words } from "../../../../state/language.ts";
import { added, changed, type DateChange, removed } from "../../editing/date-rows.ts";
import type { StepProps } from "../../editing/setting.ts";
import { TextField } from "../../fields/text-fields.tsx";
import { Check, ChoiceField } from "../../fields/value-fields.tsx";
import { CastChoice } from "./cast-choice.tsx";
import { dateText } from "./date-text.ts";

type DateDialogProps = StepProps & {
  /** Null for a date to be added. */
  row: DraftDate | null;
  onClose: () => void;
};

/** One date: its time, prices, opening and cast, whether it is sold, and a note. */
export function DateDialog({ editing, setting, row, onClose }: DateDialogProps) {
  const w = words().concertDraft.dates;
  const { priceLists, sale, cast, dates } = editing.document.value;
  const last = dates.rows.at(-1)?.start ?? `${setting.today}T19:30`;
  const start = useSignal(row?.start ?? last);
  const change = useSignal<DateChange>({});
  const value = <Name extends keyof DateChange>(name: Name, usual: DateChange[Name]) =>
    name in change.value ? change.value[name] : (row?.[name] ?? usual);
  const set = (more: DateChange) => (change.value = { ...change.value, ...more });
  const save = (event: SubmitEvent) => {
    event.preventDefault();
    if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(start.value)) return;
    const to = { ...change.value, start: start.value };
    editing.change((before) => ({
      ...before,
      dates: row
        ? changed(before.dates, new Set([row.key]), to)
        : added(before.dates, start.value, change.value),
    }));
    onClose();
  };
  const leaveOut = (out: DraftDate) => {
    editing.change((before) => ({ ...before, dates: removed(before.dates, new Set([out.key])) }));
    onClose();
  };
  return (
    <Dialog title={row ? w.change(dateText(row.start)) : w.add} onClose={onClose}>
      <form class="stack" onSubmit={save}>
        <div class="field">
          <label for="date-start">{w.start}</label>
          <input
            class="input"
            id="date-start"
            type="datetime-local"
            required
            value={start.value}
            onInput={(event) => (start.value = event.currentTarget.value.slice(0, 16))}
          />
          {row?.ruleStart != null && row.ruleStart !== start.value ? (
            <p class="help">{w.byRule(dateText(row.ruleStart))}</p>
          ) : null}
        </div>
        <ChoiceField
          id="date-price-list"
          label={w.priceList}
          value={value("priceListId", null) ?? ""}
          onChange={(id) => set({ priceListId: id || null })}
        >
          {priceLists.map(({ id, name }, index) => (
            <option key={id} value={index === 0 ? "" : id}>
              {local(name)}
            </option>
          ))}
        </ChoiceField>
        {sale.phases.length > 0 ? (
          <ChoiceField
            id="date-phase"
            label={w.phase}
            value={value("phaseId", null) ?? ""}
            onChange={(id) => set({ phaseId: id || null })}
          >
            <option value="">{w.usual}</option>
            {sale.phases.map(({ id, name }) => (
              <option key={id} value={id}>
                {local(name)}
              </option>
            ))}
          </ChoiceField>
        ) : null}
        {cast.length > 0 ? (
          <CastChoice
            cast={cast}
            chosen={value("castIds", null) ?? null}
            onChoose={(castIds) => set({ castIds })}
          />
        ) : null}
        <Check
          label={w.isSold}
          isOn={value("isSold", true) ?? true}
          onChange={(isSold) => set({ isSold })}
        />
        <TextField
          id="date-note"
          label={w.note}
          help={w.noteHelp}
          maxLength={200}
          value={value("note", "") ?? ""}
          onInput={(note) => set({ note })}
        />
        <div class="dialog__actions">
          {row ? (
            <button class="btn btn--secondary" type="button" onClick={() => leaveOut(row)}>
              {w.leaveOut}
            </button>
          ) : null}
          <button class="btn btn--primary" type="submit">
            {row ? w.save : w.addIt}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
