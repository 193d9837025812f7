import { useSignal } from "@preact/signals";
import type { Page } from "../../api/concerts.ts";
import { asApiError } from "../../api/problem.ts";
import { problemText } from "../../components/feedback/trouble.tsx";
import { type Resource, useResource } from "../../state/resource.ts";
import { showToast } from "../../state/toast.ts";

/** A paged list: its items, and a function to load more. */
export function useList<T>(name: string, load: (cursor?: string) => Promise<Page<T>>) {
  const list: Resource<Page<T>> = useResource<Page<T>>(name, () => load());
  const isBusy = useSignal(false);
  const more = async () => {
    const { data } = list;
    if (!data || data.nextCursor === null || isBusy.value) return;
    isBusy.value = true;
    try {
      const next = await load(data.nextCursor);
      list.set({ ...next, items: [...data.items, ...next.items] });
    } catch (thrown) {
      showToast({ text: problemText(asApiError(thrown)) });
    }
    isBusy.value = false;
  };
  return { ...list, more, isBusy: isBusy.value };
}
