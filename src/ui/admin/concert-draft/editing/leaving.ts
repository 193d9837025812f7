/** Saves that were still under way when their page was left, by draft. */
const leaving = new Map<string, Promise<void>>();

export function leave(draftId: string, saved: Promise<void>): void {
  leaving.set(draftId, saved);
  const forget = () => {
    if (leaving.get(draftId) === saved) leaving.delete(draftId);
  };
  void saved.then(forget, forget);
}

/** Loads what a draft has become, after the last save of the page that was left. */
export async function afterLeaving<T>(draftId: string, load: () => Promise<T>): Promise<T> {
  await leaving.get(draftId);
  return load();
}
