import "../venues/venues.css";
import { useSignal } from "@preact/signals";
import type { AdminCategories } from "../../../contract/admin/categories.ts";
import { getCategories, saveCategories } from "../../api/setup/categories.ts";
import { type ApiError, asApiError } from "../../api/problem.ts";
import { focusFault } from "../../components/fault-line.tsx";
import { SkeletonLines } from "../../components/feedback/loading.tsx";
import { ProblemNote, Trouble } from "../../components/feedback/trouble.tsx";
import { Icon } from "../../components/icon.tsx";
import { useTitle } from "../../components/title.tsx";
import { words } from "../../state/language.ts";
import { useResource } from "../../state/resource.ts";
import { showToast } from "../../state/toast.ts";
import { UnsavedGuard } from "../parts/unsaved.tsx";
import {
  type CategoryDraft,
  type CategoryFault,
  changeOf,
  draftsOf,
  emptyCategory,
  faultsOf,
  moved,
} from "./category-draft.ts";
import { CategoryRow } from "./category-row.tsx";

/** All categories: their names, colors and order. */
export function CategoriesPage() {
  const w = words().adminCategories;
  useTitle(w.title);
  const categories = useResource<AdminCategories>("admin-categories", getCategories);
  const reload = () => void categories.reload();
  const { data, error } = categories;
  return (
    <>
      <div class="adm__head">
        <h1>{w.title}</h1>
      </div>
      <p class="c-2 prose">{w.text}</p>
      {!data && error ? <Trouble error={error} onRetry={reload} /> : null}
      {!data && !error ? <SkeletonLines lines={8} /> : null}
      {data ? (
        <CategoriesForm
          key={data.revision}
          known={data}
          onSaved={categories.set}
          onReload={reload}
        />
      ) : null}
    </>
  );
}

type FormProps = {
  known: AdminCategories;
  onSaved: (categories: AdminCategories) => void;
  onReload: () => void;
};

function CategoriesForm({ known, onSaved, onReload }: FormProps) {
  const w = words().adminCategories;
  const drafts = useSignal<CategoryDraft[]>(draftsOf(known.items));
  const faults = useSignal<ReadonlyMap<string, CategoryFault>>(new Map());
  const refusal = useSignal<ApiError | undefined>(undefined);
  const isBusy = useSignal(false);
  const isDirty =
    JSON.stringify(changeOf(drafts.value)) !== JSON.stringify(changeOf(draftsOf(known.items)));
  const set = (items: CategoryDraft[]) => {
    drafts.value = items;
    faults.value = new Map();
  };
  const save = async (event: SubmitEvent) => {
    event.preventDefault();
    if (isBusy.value) return;
    faults.value = faultsOf(drafts.value);
    refusal.value = undefined;
    if (faults.value.size > 0) return focusFault();
    isBusy.value = true;
    try {
      onSaved(await saveCategories(known.revision, changeOf(drafts.value)));
      showToast({ text: w.saved });
    } catch (thrown) {
      refusal.value = asApiError(thrown);
    }
    isBusy.value = false;
  };
  const { value: items } = drafts;
  return (
    <form class="venue" noValidate onSubmit={(event) => void save(event)}>
      <ol class="venue">
        {items.map((draft, at) => (
          <CategoryRow
            // A new one has no name of its own before it is saved.
            key={draft.isNew ? at : draft.slug}
            at={at}
            draft={draft}
            isLast={at === items.length - 1}
            faultAt={(field) => {
              const fault = faults.value.get(`${at}/${field}`);
              return fault === undefined ? null : w.fault[fault];
            }}
            onChange={(change) =>
              set(items.map((each, place) => (place === at ? { ...each, ...change } : each)))
            }
            onMove={(step) => set(moved(items, at, step))}
            onRemove={() => set(items.filter((_, place) => place !== at))}
          />
        ))}
      </ol>
      <button
        class="btn btn--secondary btn--sm adm__submit"
        type="button"
        onClick={() => set([...items, emptyCategory])}
      >
        <Icon name="plus" size={20} />
        {w.add}
      </button>
      {refusal.value?.code === "changed-meanwhile" ? (
        <div class="note note--warn" role="alert">
          <Icon name="alert" />
          <div class="stack">
            <p>{w.changed}</p>
            <button class="btn btn--secondary adm__submit" type="button" onClick={onReload}>
              {w.reload}
            </button>
          </div>
        </div>
      ) : (
        <ProblemNote error={refusal.value} />
      )}
      <button class="btn btn--primary adm__submit" type="submit" aria-busy={isBusy.value}>
        {w.save}
      </button>
      <UnsavedGuard isDirty={isDirty} />
    </form>
  );
}
