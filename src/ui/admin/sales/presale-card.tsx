import { useSignal } from "@preact/signals";
import type { AdminSchedule } from "../../../contract/admin/sales.ts";
import { addPresale, withQuery } from "../../api/admin.ts";
import { type ApiError, asApiError } from "../../api/problem.ts";
import { ProblemNote } from "../../components/feedback/trouble.tsx";
import { When } from "../../components/when.tsx";
import { local, words } from "../../state/language.ts";
import { showToast } from "../../state/toast.ts";
import { FormField } from "../parts/form-field.tsx";
import { may } from "../staff/employer.ts";
import { presaleOf } from "./presale-input.ts";

type PresaleCardProps = { schedule: AdminSchedule; onAdded: () => void };

/** The presales of a date, with a form for another until the general queue opens. */
export function PresaleCard({ schedule, onAdded }: PresaleCardProps) {
  const w = words().adminPresale;
  const { presales, timeZone } = schedule;
  return (
    <section class="adm__card" aria-labelledby="presales">
      <h2 id="presales">{w.title}</h2>
      {presales.length === 0 ? <p class="c-2">{w.none}</p> : null}
      <ul class="adm__acts">
        {presales.map(({ id, name, opensAt, closesAt }) => (
          <li key={id}>
            <b>{local(name)}</b>
            <p class="t-14 c-2">
              <When time={opensAt} timeZone={timeZone} /> –{" "}
              <When time={closesAt} timeZone={timeZone} />
            </p>
            {may("imports.run") ? (
              <p class="row t-14">
                {(["codes", "emails"] as const).map((kind) => (
                  <a
                    key={kind}
                    class="link"
                    href={withQuery("/admin/import", { kind, date: schedule.id, presale: id })}
                  >
                    {w.import[kind]}
                  </a>
                ))}
              </p>
            ) : null}
          </li>
        ))}
      </ul>
      {schedule.sale === "upcoming" ? (
        <details>
          <summary class="t-14 semi">{w.add}</summary>
          <PresaleForm schedule={schedule} onAdded={onAdded} />
        </details>
      ) : null}
    </section>
  );
}

function PresaleForm({ schedule, onAdded }: PresaleCardProps) {
  const w = words().adminPresale;
  const isBusy = useSignal(false);
  const refusal = useSignal<ApiError | undefined>(undefined);
  const add = async (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    if (isBusy.value) return;
    const form = event.currentTarget;
    const values = new FormData(form);
    isBusy.value = true;
    refusal.value = undefined;
    try {
      const text = (value: unknown) => (typeof value === "string" ? value : "");
      await addPresale(
        schedule.id,
        presaleOf((name) => text(values.get(name))),
      );
      showToast({ text: w.added });
      form.reset();
      onAdded();
    } catch (thrown) {
      refusal.value = asApiError(thrown);
    }
    isBusy.value = false;
  };
  return (
    <form class="stack" onSubmit={(event) => void add(event)}>
      <p class="help">
        {w.before} <When time={schedule.lobbyOpensAt} timeZone={schedule.timeZone} />
      </p>
      <FormField name="nameKo" label={w.nameKo} />
      <FormField name="nameEn" label={w.nameEn} />
      <FormField name="opensAt" label={w.opensAt} type="datetime-local" />
      <FormField name="closesAt" label={w.closesAt} type="datetime-local" />
      <FormField name="seatsMax" label={w.seatsMax} type="number" min="1" optional={w.optional} />
      <FormField
        name="codes"
        label={w.codes}
        type="lines"
        help={w.codesHelp}
        optional={w.optional}
      />
      <FormField
        name="emails"
        label={w.emails}
        type="lines"
        help={w.emailsHelp}
        optional={w.optional}
      />
      <ProblemNote error={refusal.value} conflict={w.overlaps} />
      <button class="btn btn--primary adm__submit" type="submit" aria-busy={isBusy.value}>
        {w.add}
      </button>
    </form>
  );
}
