import { useSignal } from "@preact/signals";
import { type ApiError, asApiError } from "../../api/problem.ts";
import { addOrganization, listEmployers } from "../../api/staff.ts";
import { ProblemNote } from "../../components/feedback/trouble.tsx";
import { words } from "../../state/language.ts";
import { showToast } from "../../state/toast.ts";
import { FormField } from "../parts/form-field.tsx";
import { switchTo } from "./employer.ts";

/** Adds an organization. Its owner is the person who adds it, and the screens show it next. */
export function NewOrganization() {
  const w = words().adminStaff;
  const isBusy = useSignal(false);
  const refusal = useSignal<ApiError | undefined>(undefined);
  const add = async (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    const values = new FormData(event.currentTarget);
    const text = (name: string) => {
      const value = values.get(name);
      return typeof value === "string" ? value.trim() : "";
    };
    if (isBusy.value) return;
    isBusy.value = true;
    refusal.value = undefined;
    try {
      const { id } = await addOrganization({ ko: text("new-ko"), en: text("new-en") });
      const made = (await listEmployers()).find((each) => each.id === id);
      showToast({ text: w.added });
      if (made) switchTo(made);
    } catch (thrown) {
      refusal.value = asApiError(thrown);
    }
    isBusy.value = false;
  };
  return (
    <details class="adm__card">
      <summary class="semi">{w.addOrganization}</summary>
      <form class="stack" onSubmit={(event) => void add(event)}>
        <p class="c-2">{w.addOrganizationText}</p>
        <div class="adm__fields">
          <FormField name="new-ko" label={w.nameKo} />
          <FormField name="new-en" label={w.nameEn} />
        </div>
        <ProblemNote error={refusal.value} />
        <button class="btn btn--primary" type="submit" aria-busy={isBusy.value}>
          {w.add}
        </button>
      </form>
    </details>
  );
}
