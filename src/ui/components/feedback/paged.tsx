import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import type { Page } from "../../api/concerts.ts";
import { asApiError } from "../../api/problem.ts";
import { words } from "../../state/public-words.ts";
import { type Resource, useResource } from "../../state/resource.ts";
import { showToast } from "../../state/toast.ts";
import { SkeletonLines } from "./loading.tsx";
import { problemText, Trouble } from "./trouble.tsx";

/** A list in pages: its loading state, its error, and the button for more. */
export function Paged<T>({ name, load, children }: PagedProps<T>) {
  const list = useResource<Page<T>>(name, () => load());
  const { data, error } = list;
  if (!data && error) return <Trouble error={error} onRetry={() => void list.reload()} />;
  if (!data) return <SkeletonLines lines={6} />;
  return (
    <div class="stack-8">
      {children(data.items)}
      <More resource={list} load={load} />
    </div>
  );
}

type PagedProps<T> = {
  name: string;
  load: (cursor?: string) => Promise<Page<T>>;
  children: (items: T[]) => ComponentChildren;
};

/** Adds the next page to the list. */
export function More<T>({ resource, load }: MoreProps<T>) {
  const isBusy = useSignal(false);
  const { data } = resource;
  if (!data || data.nextCursor === null) return null;
  const { nextCursor } = data;
  const more = async () => {
    isBusy.value = true;
    try {
      const next = await load(nextCursor);
      resource.set({ ...next, items: [...data.items, ...next.items] });
    } catch (thrown) {
      showToast({ text: problemText(asApiError(thrown)) });
    }
    isBusy.value = false;
  };
  return (
    <p class="wrap more needs-script">
      <button
        class="btn btn--secondary"
        type="button"
        aria-busy={isBusy.value}
        onClick={() => void more()}
      >
        {words().home.more}
      </button>
    </p>
  );
}

type MoreProps<T> = {
  resource: Resource<Page<T>>;
  load: (cursor: string) => Promise<Page<T>>;
};
