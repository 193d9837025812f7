import type { AdminConcert, AdminDate } from "../../../contract/admin/changes/concert-changes.ts";
import { addDate } from "../../api/concert-changes.ts";
import { dayAndHour } from "../../i18n/format.ts";
import { clock } from "../../state/clock.ts";
import { language, words } from "../../state/language.ts";
import { showToast } from "../../state/toast.ts";
import { localTextOf, momentOfText } from "../concert-draft/fields/moment-text.ts";
import { FormField } from "../parts/form-field.tsx";
import { ChangeForm } from "./change-form.tsx";
import type { Values } from "./date-values.ts";
import type { FormProps } from "./opened.ts";

type DuplicateFormProps = FormProps & { concert: AdminConcert; date: AdminDate };

/** Another date of the concert with the plan, the prices, the limits and the terms of this one. */
export function DuplicateForm({ concert, date, ...on }: DuplicateFormProps) {
  const w = words().adminConcerts;
  const { timeZone } = concert.venue;
  const save = async (values: Values) => {
    const time = (name: string) => momentOfText(values[name] ?? "", timeZone);
    const { planHash, seatsPerAccount, holdMs } = date;
    const { shoppersMax, admitPerMinute, lobbyMs, queueOrder, intakes } = date;
    await addDate({
      concertId: concert.id,
      likeScheduleId: date.id,
      planHash,
      startsAt: time("startsAt") ?? "",
      doorsAt: time("doorsAt"),
      saleOpensAt: time("saleOpensAt") ?? "",
      saleClosesAt: time("saleClosesAt") ?? "",
      zones: date.zones.map((zone) => {
        return { id: zone.id, priceMinor: zone.price.amount, feeMinor: zone.fee.amount };
      }),
      seatsPerAccount,
      holdMs,
      shoppersMax,
      admitPerMinute,
      lobbyMs,
      queueOrder,
      intakes,
    });
    showToast({ text: w.duplicated });
    await on.onChanged();
  };
  const opensAt = Math.max(Date.parse(date.saleOpensAt), clock.serverNow());
  return (
    <ChangeForm
      title={`${w.acts.duplicate} · ${dayAndHour({ time: date.startsAt, timeZone, lang: language.value })}`}
      concerned={[w.duplicateConcern]}
      yes={w.duplicateYes}
      onSave={save}
      onReload={on.onReload}
      onClose={on.onClose}
    >
      <div class="adm__fields">
        <FormField name="startsAt" label={w.newStart} type="datetime-local" />
        <FormField name="doorsAt" label={w.doorsAt} type="datetime-local" optional={w.optional} />
        <FormField
          name="saleOpensAt"
          label={w.saleOpensAt}
          type="datetime-local"
          value={localTextOf(new Date(opensAt).toISOString(), timeZone)}
        />
        <FormField name="saleClosesAt" label={w.saleClosesAt} type="datetime-local" />
      </div>
    </ChangeForm>
  );
}
