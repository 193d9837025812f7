const stepMs = 10;
/** A request that was to load may have been cut off: after this the next one does. */
const patienceMs = 1_500;
const loading = new Map<string, number>();

/**
 * Lets one request of this isolate load what many ask for at once; the others wait until `find` sees it. Values may be
 * shared between requests, the promise of one may not.
 */
export async function loadOnce<T>(
  key: string,
  find: () => T | null,
  load: () => Promise<T>,
): Promise<T> {
  while (Date.now() - (loading.get(key) ?? 0) < patienceMs) {
    await new Promise((resolve) => setTimeout(resolve, stepMs));
    const found = find();
    if (found !== null) return found;
  }
  loading.set(key, Date.now());
  try {
    return await load();
  } finally {
    loading.delete(key);
  }
}
