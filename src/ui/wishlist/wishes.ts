import { effect, signal } from "@preact/signals";
import * as wishesApi from "../api/wishes.ts";
import { account } from "../state/session.ts";
import { recallJson, rememberJson } from "../state/storage.ts";

const name = "wishes";

/** The saved concerts by id. A guest's saved concerts stay on this device until sign-in. */
export const wishes = signal<ReadonlySet<string>>(new Set());
/** The saved concerts with a reminder. */
export const reminders = signal<ReadonlySet<string>>(new Set());

const kept = (): string[] => recallJson<string[]>(name) ?? [];

/** Loads the saved concerts, and moves a guest's to the account after signing in. */
export function startWishes(): () => void {
  return effect(() => {
    const known = account.value;
    if (known === undefined) return;
    reminders.value = new Set();
    if (known === null) wishes.value = new Set(kept());
    else void bringAlong();
  });
}

async function bringAlong(): Promise<void> {
  const brought = kept();
  try {
    await Promise.all(brought.map((id) => wishesApi.addWish(id)));
    rememberJson(name, []);
    const found = await wishesApi.listWishes();
    wishes.value = new Set(found.items.map(({ id }) => id));
    reminders.value = new Set(found.reminders);
  } catch {
    // A heart is not worth an error message; the next visit tries again.
    wishes.value = new Set(brought);
  }
}

const changed = (set: ReadonlySet<string>, id: string, isIn: boolean) => {
  const after = new Set(set);
  if (isIn) after.add(id);
  else after.delete(id);
  return after;
};

/** Saves or removes a concert at once, and undoes it if the server refuses. */
export async function setWish(
  concertId: string,
  isWished: boolean,
  isTold = isWished,
): Promise<void> {
  const before = [wishes.peek(), reminders.peek()] as const;
  wishes.value = changed(before[0], concertId, isWished);
  if (!account.peek()) {
    rememberJson(name, [...wishes.value]);
    return;
  }
  reminders.value = changed(before[1], concertId, isTold);
  try {
    await (isWished ? wishesApi.addWish(concertId, isTold) : wishesApi.removeWish(concertId));
  } catch (error) {
    [wishes.value, reminders.value] = before;
    throw error;
  }
}
