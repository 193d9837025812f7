import { effect, signal } from "@preact/signals";
import * as wishesApi from "../api/wishes.ts";
import { account } from "./session.ts";
import { recallJson, rememberJson } from "./storage.ts";

const name = "wishes";

/** The concerts with a heart, by id. Those of a guest stay on this device until somebody signs in. */
export const wishes = signal<ReadonlySet<string>>(new Set());

const kept = (): string[] => recallJson<string[]>(name) ?? [];

/** Reads the wishes, and brings them along when somebody signs in. */
export function startWishes(): void {
  effect(() => {
    const known = account.value;
    if (known === undefined) return;
    if (known === null) wishes.value = new Set(kept());
    else void bringAlong();
  });
}

async function bringAlong(): Promise<void> {
  const brought = kept();
  try {
    await Promise.all(brought.map((id) => wishesApi.addWish(id)));
    rememberJson(name, []);
    wishes.value = new Set((await wishesApi.listWishes()).map(({ id }) => id));
  } catch {
    // Hearts are no reason to trouble anybody: the next visit tries again.
    wishes.value = new Set(brought);
  }
}

/** Sets or takes away a heart at once; if the server does not agree, it is as it was before. */
export async function wish(concertId: string, isWished: boolean): Promise<void> {
  const before = wishes.peek();
  const after = new Set(before);
  if (isWished) after.add(concertId);
  else after.delete(concertId);
  wishes.value = after;
  if (!account.peek()) {
    rememberJson(name, [...after]);
    return;
  }
  try {
    await (isWished ? wishesApi.addWish(concertId) : wishesApi.removeWish(concertId));
  } catch (error) {
    wishes.value = before;
    throw error;
  }
}
