import { useSignal } from "@preact/signals";
import type { AdminDate } from "../../../contract/admin/changes/concert-changes.ts";
import type { DateMoved, MoveDate } from "../../../contract/admin/changes/date-moves.ts";
import { moveDate } from "../../api/concert-changes.ts";
import { count, dayAndHour, money } from "../../i18n/format.ts";
import { language, words } from "../../state/language.ts";
import { showToast } from "../../state/toast.ts";
import { localTextOf, momentOfText } from "../concert-draft/fields/moment-text.ts";
import { FormField } from "../parts/form-field.tsx";
import { ChangeForm } from "./change-form.tsx";
import { concernedBy } from "./concerned.ts";
import type { Values } from "./date-values.ts";
import type { FormProps } from "./opened.ts";

type MoveFormProps = FormProps & { date: AdminDate; timeZone: string };

/** Moves a date: the first press shows what it means, and only the second one does it. */
export function MoveForm({ date, timeZone, ...on }: MoveFormProps) {
  const w = words().adminConcerts;
  const preview = useSignal<DateMoved | null>(null);
  const at = (time: string | null) => (time === null ? "" : localTextOf(time, timeZone));
  const moveOf = (values: Values, isDryRun: boolean): MoveDate => {
    const time = (name: string) => momentOfText(values[name] ?? "", timeZone);
    return {
      startsAt: time("startsAt") ?? date.startsAt,
      doorsAt: time("doorsAt"),
      saleClosesAt: time("saleClosesAt") ?? date.saleClosesAt,
      refundUntil: values["refundUntil"] ?? "",
      reason: { ko: values["reasonKo"] ?? "", en: values["reasonEn"] ?? "" },
      isDryRun,
    };
  };
  const save = async (values: Values) => {
    if (preview.value === null) {
      preview.value = await moveDate(date, moveOf(values, true));
      return;
    }
    await moveDate(date, moveOf(values, false));
    showToast({ text: w.moved });
    await on.onChanged();
  };
  return (
    <ChangeForm
      title={`${w.acts.move} · ${dayAndHour({ time: date.startsAt, timeZone, lang: language.value })}`}
      concerned={preview.value === null ? [w.moveFirst] : meaning(preview.value)}
      yes={preview.value === null ? w.preview : w.moveYes}
      isDanger={preview.value !== null}
      onSave={save}
      onReload={on.onReload}
      onClose={on.onClose}
      onInput={() => (preview.value = null)}
    >
      <div class="adm__fields">
        <FormField
          name="startsAt"
          label={w.newStart}
          type="datetime-local"
          value={at(date.startsAt)}
        />
        <FormField
          name="doorsAt"
          label={w.doorsAt}
          type="datetime-local"
          optional={w.optional}
          value={at(date.doorsAt)}
        />
        <FormField
          name="saleClosesAt"
          label={w.saleClosesAt}
          type="datetime-local"
          value={at(date.saleClosesAt)}
        />
        <FormField name="refundUntil" label={w.refundUntil} type="date" help={w.refundUntilHelp} />
      </div>
      <FormField name="reasonKo" label={w.reasonKo} help={w.reasonHelp} />
      <FormField name="reasonEn" label={w.reasonEn} />
    </ChangeForm>
  );
}

/** What a move means, in sentences. */
function meaning(moved: DateMoved): string[] {
  const w = words().adminConcerts;
  const lang = language.value;
  const lines = concernedBy({ ...moved, sold: moved.tickets });
  return [
    ...lines,
    ...(moved.awaited === 0 ? [] : [w.awaited(count(moved.awaited, lang))]),
    ...(moved.holders === 0
      ? []
      : [
          w.told(count(moved.holders, lang)),
          w.refundAtMost(money(moved.refundAtMost, lang)),
          moved.isReminded ? w.remindedAgain : w.remindedThen,
        ]),
  ];
}
