import { useSignal } from "@preact/signals";
import type { AdminDate, AdminPresale } from "../../../contract/admin/changes/concert-changes.ts";
import { changePresale } from "../../api/concert-changes.ts";
import { asApiError } from "../../api/problem.ts";
import { problemText } from "../../components/feedback/trouble.tsx";
import { When } from "../../components/when.tsx";
import { count } from "../../i18n/format.ts";
import { clock } from "../../state/clock.ts";
import { language, local, words } from "../../state/language.ts";
import { showToast } from "../../state/toast.ts";
import { localTextOf } from "../concert-draft/fields/moment-text.ts";
import { AskDialog } from "../parts/confirm-dialog.tsx";
import { FormField } from "../parts/form-field.tsx";
import { ChangeForm } from "./change-form.tsx";
import type { Values } from "./date-values.ts";
import type { FormProps } from "./opened.ts";
import { presaleChangeOf } from "./presale-values.ts";

type PresaleFormsProps = FormProps & { date: AdminDate; timeZone: string };

/** The presales of a date that are not over: to change, to pause and to end. */
export function PresaleForms({ date, timeZone, ...on }: PresaleFormsProps) {
  const w = words().adminConcerts;
  const edited = useSignal<string | null>(null);
  const presales = date.presales.filter(({ closesAt }) => Date.parse(closesAt) > clock.serverNow());
  const presale = presales.find(({ id }) => id === edited.value);
  if (presale)
    return (
      <PresaleForm
        date={date}
        presale={presale}
        timeZone={timeZone}
        {...on}
        onClose={() => (edited.value = null)}
      />
    );
  return (
    <section class="adm__card" aria-label={w.acts.presales}>
      <h2>{w.acts.presales}</h2>
      <ul class="adm__acts">
        {presales.map((each) => (
          <Line
            key={each.id}
            presale={each}
            date={date}
            timeZone={timeZone}
            onEdit={() => (edited.value = each.id)}
            onReload={on.onReload}
          />
        ))}
      </ul>
      <button class="btn btn--secondary btn--sm adm__submit" type="button" onClick={on.onClose}>
        {words().admin.back}
      </button>
    </section>
  );
}

type LineProps = {
  presale: AdminPresale;
  date: AdminDate;
  timeZone: string;
  onEdit: () => void;
  onReload: () => Promise<void>;
};

function Line({ presale, date, timeZone, onEdit, onReload }: LineProps) {
  const w = words().adminConcerts;
  const isAsking = useSignal(false);
  const { name, opensAt, closesAt, verified, isPaused } = presale;
  const change = async (body: Parameters<typeof changePresale>[2]) => {
    isAsking.value = false;
    try {
      await changePresale(presale, date, body);
      showToast({ text: w.saved });
    } catch (thrown) {
      showToast({ text: problemText(asApiError(thrown)) });
    }
    await onReload();
  };
  return (
    <li>
      <p>
        <b>{local(name)}</b>
        {isPaused ? ` · ${w.isPaused}` : ""}
      </p>
      <p class="t-14 c-2">
        <When time={opensAt} timeZone={timeZone} /> – <When time={closesAt} timeZone={timeZone} /> ·{" "}
        {w.verified(count(verified, language.value))}
      </p>
      <div class="ccs__acts">
        <button class="btn btn--secondary btn--sm" type="button" onClick={onEdit}>
          {w.acts.edit}
        </button>
        <button
          class="btn btn--secondary btn--sm"
          type="button"
          onClick={() => void change({ isPaused: !isPaused })}
        >
          {isPaused ? w.resume : w.pause}
        </button>
        <button
          class="btn btn--danger btn--sm"
          type="button"
          onClick={() => (isAsking.value = true)}
        >
          {w.end}
        </button>
      </div>
      {isAsking.value ? (
        <AskDialog
          title={w.endSure(local(name))}
          text={w.endText}
          yes={w.end}
          isDanger
          onClose={() => (isAsking.value = false)}
          onYes={() => void change({ isEnded: true })}
        />
      ) : null}
    </li>
  );
}

type PresaleFormProps = PresaleFormsProps & { presale: AdminPresale };

function PresaleForm({ date, presale, timeZone, ...on }: PresaleFormProps) {
  const w = words().adminConcerts;
  const lines = words().adminPresale;
  const at = (time: string) => localTextOf(time, timeZone);
  const base = useSignal<Values>({
    nameKo: presale.name.ko,
    nameEn: presale.name.en,
    opensAt: at(presale.opensAt),
    closesAt: at(presale.closesAt),
    seatsMax: presale.seatsMax === null ? "" : String(presale.seatsMax),
  });
  const value = (name: string) => ({ name, value: base.value[name] ?? "" });
  const hasOpened = Date.parse(presale.opensAt) <= clock.serverNow();
  const save = async (values: Values) => {
    await changePresale(presale, date, presaleChangeOf(values, base.value, timeZone));
    showToast({ text: w.saved });
    await on.onChanged();
  };
  return (
    <ChangeForm
      title={local(presale.name)}
      concerned={[w.verified(count(presale.verified, language.value)), w.verifiedStay]}
      yes={w.save}
      onSave={save}
      onReload={on.onReload}
      onClose={on.onClose}
    >
      <div class="adm__fields">
        <FormField {...value("nameKo")} label={lines.nameKo} />
        <FormField {...value("nameEn")} label={lines.nameEn} />
        {hasOpened ? null : (
          <FormField {...value("opensAt")} label={lines.opensAt} type="datetime-local" />
        )}
        <FormField {...value("closesAt")} label={lines.closesAt} type="datetime-local" />
        <FormField
          {...value("seatsMax")}
          label={lines.seatsMax}
          type="number"
          min="1"
          optional={w.optional}
        />
      </div>
      {[
        { name: "addCodes", label: w.addCodes },
        { name: "removeCodes", label: w.removeCodes },
        { name: "addEmails", label: w.addEmails },
        { name: "removeEmails", label: w.removeEmails },
      ].map(({ name, label }) => (
        <FormField
          key={name}
          name={name}
          label={label}
          type="lines"
          optional={w.optional}
          {...(name === "addCodes" ? { help: lines.codesHelp } : {})}
        />
      ))}
    </ChangeForm>
  );
}
