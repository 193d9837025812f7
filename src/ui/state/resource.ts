import { useSignal } from "@preact/signals";
import { useCallback, useEffect } from "preact/hooks";
import { isOnline } from "./online.ts";
import { type ApiError, asApiError } from "../api/problem.ts";

const againMs = 2_000;

const loaded = new Map<string, unknown>();
const loading = new Map<string, Promise<unknown>>();
/** Values that came with the page, which need no second request right away. */
const fresh = new Set<string>();

/** Takes the values from which the server drew the page. */
export function giveLoaded(given: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(given)) {
    loaded.set(name, value);
    fresh.add(name);
  }
}

/** Forgets personal values, so that the next person does not see them. */
export function forgetLoaded(): void {
  loaded.clear();
  loading.clear();
  fresh.clear();
}

export type Resource<T> = {
  data: T | undefined;
  error: ApiError | undefined;
  reload: () => Promise<void>;
  set: (data: T) => void;
};

/** The value of the shown name; an answer about another name is not shown for it. */
type Known<T> = { name: string | null; data: T | undefined; error: ApiError | undefined };

const knownOf = <T>(name: string | null): Known<T> => ({
  name,
  data: name === null ? undefined : (loaded.get(name) as T | undefined),
  error: undefined,
});

/** Loads a page's data. A value seen before shows at once and is then refreshed; null loads nothing. */
export function useResource<T>(name: string | null, load: () => Promise<T>): Resource<T> {
  const known = useSignal(knownOf<T>(name));
  const show = useCallback(
    (change: Partial<Known<T>>) => {
      if (known.peek().name === name) known.value = { ...known.peek(), ...change };
    },
    [name],
  );
  const set = useCallback(
    (data: T) => {
      if (name !== null) loaded.set(name, data);
      show({ data, error: undefined });
    },
    [name],
  );
  const reload = useCallback(async () => {
    if (name === null) return;
    try {
      set(await loadOnce(name, load));
    } catch (thrown) {
      show({ error: asApiError(thrown) });
    }
  }, [name]);
  useEffect(() => {
    if (known.peek().name !== name) known.value = knownOf(name);
    if (name === null || !fresh.delete(name)) void reload();
  }, [reload]);
  const { data, error } = known.value.name === name ? known.value : knownOf<T>(name);
  const isBack = isOnline.value && error?.code === "offline";
  useEffect(() => (isBack ? insist(reload, () => known.peek().error) : undefined), [isBack]);
  return { data, error, reload, set };
}

/** The network may need a moment after the browser says that it is back. */
function insist(reload: () => Promise<void>, error: () => ApiError | undefined): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const again = async () => {
    await reload();
    if (error()?.code === "offline") timer = setTimeout(() => void again(), againMs);
  };
  void again();
  return () => clearTimeout(timer);
}

/** Parts of a page that ask for the same thing at the same moment share one request. */
function loadOnce<T>(name: string, load: () => Promise<T>): Promise<T> {
  const under = loading.get(name);
  if (under) return under as Promise<T>;
  const asked = load().finally(() => {
    if (loading.get(name) === asked) loading.delete(name);
  });
  loading.set(name, asked);
  return asked;
}
