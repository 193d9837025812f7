import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { WaitlistEntry } from "../../contract/sale/waitlist.ts";
import { listWaits } from "../api/waitlist.ts";
import { clock } from "../state/clock.ts";
import { account } from "../state/session.ts";
import { setWaits } from "./is-waiting.ts";

type Places = { accountId: string; items: WaitlistEntry[] };

/** My waitlist entries, shared by the whole app. */
const places = signal<Places | null>(null);

export const isLive = ({ state }: WaitlistEntry): boolean =>
  state === "waiting" || state === "offered";

/** Every page asks again while there are entries. Without an answer the known entries stay. */
export async function lookAtPlaces(): Promise<void> {
  const accountId = account.peek()?.id;
  if (accountId === undefined) return;
  const answer = await listWaits().catch(() => null);
  if (answer === null) return;
  clock.learn(answer.serverTime);
  places.value = { accountId, items: answer.items };
  setWaits(answer.items.some(isLive));
}

/** Loads the entries when a component shows them, and for each new account. */
export function usePlaces(): WaitlistEntry[] | undefined {
  const accountId = account.value?.id;
  useEffect(() => void lookAtPlaces(), [accountId]);
  return places.value?.accountId === accountId ? places.value?.items : undefined;
}
