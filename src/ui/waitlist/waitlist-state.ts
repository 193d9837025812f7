import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { WaitlistEntry } from "../../contract/sale/waitlist.ts";
import { listWaitlist } from "../api/waitlist.ts";
import { clock } from "../state/clock.ts";
import { account } from "../state/session.ts";
import { setOnWaitlist } from "./on-waitlist.ts";

type Entries = { accountId: string; items: WaitlistEntry[] };

/** My waitlist entries, shared by the whole app. */
const entries = signal<Entries | null>(null);

export const isLive = ({ state }: WaitlistEntry): boolean =>
  state === "waiting" || state === "offered";

/** Every page asks again while there are entries. Without an answer the known entries stay. */
export async function loadEntries(): Promise<void> {
  const accountId = account.peek()?.id;
  if (accountId === undefined) return;
  const answer = await listWaitlist().catch(() => null);
  if (answer === null) return;
  clock.learn(answer.serverTime);
  entries.value = { accountId, items: answer.items };
  setOnWaitlist(answer.items.some(isLive));
}

/** Loads the entries when a component shows them, and for each new account. */
export function useEntries(): WaitlistEntry[] | undefined {
  const accountId = account.value?.id;
  useEffect(() => void loadEntries(), [accountId]);
  return entries.value?.accountId === accountId ? entries.value?.items : undefined;
}
