import { signal } from "@preact/signals";
import type { Account } from "../../contract/people/accounts.ts";
import * as accounts from "../api/accounts.ts";
import { watchSession } from "../api/request.ts";
import { forgetMine } from "./installed.ts";
import { forgetLoaded } from "./resource.ts";
import { recall, remember } from "./storage.ts";

/** The signed-in account: `undefined` while unknown, null for a guest. */
export const account = signal<Account | null | undefined>(undefined);

/** Scripts cannot read the cookies; this mark says whether asking for the account is worth a request. */
const mayBeSignedIn = (): boolean => recall("signed-in") === "yes";

/** Starts as a guest, as the server drew the page. */
export function guest(): void {
  account.value = null;
}

export async function startSession(prove?: () => Promise<boolean>): Promise<void> {
  watchSession({ onEnd: signedOut, mayExist: mayBeSignedIn, ...(prove ? { prove } : {}) });
  if (!mayBeSignedIn()) {
    account.value = null;
    return;
  }
  account.value = undefined;
  try {
    account.value = await accounts.getMe();
  } catch {
    // Without an answer the visitor browses as a guest; the mark stays, and the next visit asks again.
    account.value = null;
  }
}

export function signedIn(known: Account): void {
  remember("signed-in", "yes");
  forgetLoaded();
  account.value = known;
}

function signedOut(): void {
  remember("signed-in", null);
  forgetMine();
  forgetLoaded();
  account.value = null;
}

export async function logOut(isEverywhere: boolean): Promise<void> {
  await (isEverywhere ? accounts.logOutEverywhere() : accounts.logOut());
  signedOut();
}
