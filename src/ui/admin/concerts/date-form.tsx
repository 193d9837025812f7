import { useSignal } from "@preact/signals";
import type { AdminDate } from "../../../contract/admin/changes/concert-changes.ts";
import { changeDate } from "../../api/concert-changes.ts";
import { dayAndHour } from "../../i18n/format.ts";
import { clock } from "../../state/clock.ts";
import { language, local, words } from "../../state/language.ts";
import { showToast } from "../../state/toast.ts";
import { FormField } from "../parts/form-field.tsx";
import { ChangeForm } from "./change-form.tsx";
import { concernedBy } from "./concerned.ts";
import { changeOf, type Values, valuesOf } from "./date-values.ts";
import type { FormProps } from "./opened.ts";

type DateFormProps = FormProps & { date: AdminDate; timeZone: string };

/** Everything that can still change of a date, except for its start. */
export function DateForm({ date, timeZone, ...on }: DateFormProps) {
  const w = words().adminConcerts;
  const base = useSignal(valuesOf(date, timeZone));
  const save = async (values: Values) => {
    await changeDate(date, changeOf(values, { date, base: base.value, timeZone }));
    showToast({ text: w.saved });
    await on.onChanged();
  };
  const value = (name: string) => ({ name, value: base.value[name] ?? "" });
  const hasOpened = Date.parse(date.saleOpensAt) <= clock.serverNow();
  const isLined = Date.parse(date.saleOpensAt) - date.lobbyMs <= clock.serverNow();
  const opens = { ...value("saleOpensAt"), label: w.saleOpensAt, type: "datetime-local" as const };
  return (
    <ChangeForm
      title={`${w.acts.edit} · ${dayAndHour({ time: date.startsAt, timeZone, lang: language.value })}`}
      concerned={[...concernedBy(date), w.pricesConcern, w.refundConcern]}
      yes={w.save}
      onSave={save}
      onReload={on.onReload}
      onClose={on.onClose}
    >
      <fieldset class="ccs__part">
        <legend>{w.prices}</legend>
        {date.zones.map(({ id, name }) => (
          <div key={id} class="adm__fields">
            <FormField
              {...value(`price:${id}`)}
              label={w.priceOf(local(name))}
              type="number"
              min="0"
            />
            <FormField {...value(`fee:${id}`)} label={w.feeOf(local(name))} type="number" min="0" />
          </div>
        ))}
        <div class="adm__fields">
          <FormField
            {...value("earlyPercent")}
            label={w.earlyPercent}
            type="number"
            min="0.5"
            max="100"
            step="0.5"
            optional={w.optional}
          />
          <FormField
            {...value("earlyUntil")}
            label={w.earlyUntil}
            type="datetime-local"
            optional={w.optional}
          />
        </div>
      </fieldset>
      <fieldset class="ccs__part">
        <legend>{w.times}</legend>
        <div class="adm__fields">
          <FormField
            {...value("doorsAt")}
            label={w.doorsAt}
            type="datetime-local"
            optional={w.optional}
          />
          {hasOpened ? null : <FormField {...opens} />}
          <FormField {...value("saleClosesAt")} label={w.saleClosesAt} type="datetime-local" />
        </div>
      </fieldset>
      <fieldset class="ccs__part">
        <legend>{w.limits}</legend>
        <div class="adm__fields">
          <FormField
            {...value("seatsPerAccount")}
            label={w.seatsPerAccount}
            type="number"
            min="1"
            max="20"
          />
          {(
            [
              ["perDay", w.perDay],
              ["perConcert", w.perConcert],
            ] as const
          ).map(([name, label]) => (
            <FormField
              key={name}
              {...value(name)}
              label={label}
              type="number"
              min="1"
              max="1000"
              optional={w.optional}
            />
          ))}
          <FormField
            {...value("holdMinutes")}
            label={w.holdMinutes}
            type="number"
            min="1"
            max="30"
          />
          <FormField
            {...value("depositMinutes")}
            label={w.depositMinutes}
            type="number"
            min="0"
            max="4320"
            help={w.depositHelp}
          />
          <Choice
            {...value("refundPolicy")}
            label={w.refundPolicy}
            choices={policies(date.refundPolicy.name).map((name) => [name, w.policies[name]])}
          />
          <Choice
            {...value("singleSeats")}
            label={w.singleSeats}
            choices={(["off", "advice", "rule"] as const).map((kind) => [
              kind,
              w.singleKinds[kind],
            ])}
          />
          <FormField
            {...value("spacesOpenHours")}
            label={w.spacesOpen}
            type="number"
            min="0"
            max="8760"
            optional={w.optional}
          />
        </div>
      </fieldset>
      <fieldset class="ccs__part">
        <legend>{w.queue}</legend>
        <div class="adm__fields">
          <FormField {...value("shoppersMax")} label={w.shoppersMax} type="number" min="1" />
          <FormField {...value("admitPerMinute")} label={w.admitPerMinute} type="number" min="1" />
          {isLined ? null : (
            <>
              <FormField {...value("lobbyMinutes")} label={w.lobbyMinutes} type="number" min="0" />
              <Choice
                {...value("queueOrder")}
                label={w.queueOrder}
                choices={[
                  ["fifo", w.fifo],
                  ["lottery", w.lottery],
                ]}
              />
            </>
          )}
        </div>
        {isLined ? <p class="help">{w.linedUp}</p> : null}
      </fieldset>
    </ChangeForm>
  );
}

type Policy = AdminDate["refundPolicy"]["name"];
const policies = (name: Policy): Policy[] =>
  name === "custom" ? ["custom", "kr-standard", "kr-industry"] : ["kr-standard", "kr-industry"];

type ChoiceProps = { name: string; label: string; value: string; choices: [string, string][] };

function Choice({ name, label, value, choices }: ChoiceProps) {
  return (
    <div class="field">
      <label for={`field-${name}`}>{label}</label>
      <select class="input" id={`field-${name}`} name={name}>
        {choices.map(([id, text]) => (
          <option key={id} value={id} selected={id === value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}
