import { batch, computed, effect, signal } from "@preact/signals";
import type { Hold, KnownHold } from "../../contract/sale/holds.ts";
import { listHolds, listKnownHolds } from "../api/sales.ts";
import { secondsLeft } from "./hold-clock.tsx";
import { giveBack } from "./give-back.ts";
import { keptHolds, keptName, lastSeen, rememberHolds } from "./kept-holds.ts";
import { clock } from "../state/clock.ts";
import { address } from "../state/router.ts";
import { account } from "../state/session.ts";
import { wantsHoldBar } from "./wants-bar.ts";

/** Seats held for the account, as reported by their schedule, by the books, or by both. */
export type Standing = {
  scheduleId: string;
  holdId: string;
  seats: number;
  hold: Hold | null;
  payment: KnownHold["payment"];
  offeredUntil: string | null;
};
type Found = { accountId: string; items: readonly Standing[] };
export type Ended = Pick<Standing, "scheduleId" | "holdId">;

/** How long the bar shows that a hold has ended. */
const endedMs = 12_000;
/** Focus and visibility come together. */
const togetherMs = 200;

const found = signal<Found | null>(null);
/** The hold whose time ran out while it was shown. */
export const ended = signal<(Ended & { accountId: string }) | null>(null);

const isMine = (of: { accountId: string } | null) =>
  of !== null && of.accountId === account.value?.id;
export const standingHolds = computed(() => (isMine(found.value) ? found.value!.items : []));

/** The pages of a sale show its hold themselves, and the page after the gateway shows the payment's outcome. */
export const hasOwnClock = (path: string): boolean =>
  /^\/(schedules|checkout|admin)\//.test(path) || path === "/payment/return" || path === "/admin";

/** Asks the books, and the schedules that this browser or the books name. */
export async function lookForHolds(): Promise<void> {
  const accountId = account.peek()?.id;
  if (accountId === undefined) return;
  const asked = new Map<string, Promise<readonly Hold[] | null>>();
  const ask = (scheduleId: string) => {
    if (!asked.has(scheduleId)) asked.set(scheduleId, holdsAt(scheduleId));
  };
  for (const scheduleId of keptHolds(accountId).keys()) ask(scheduleId);
  const known = await listKnownHolds().catch(() => null);
  if (known) clock.learn(known.serverTime);
  // Another account has signed in in another tab, so the results belong to that account.
  if (known && known.accountId !== accountId) return void (found.value = null);
  for (const { scheduleId, payment } of known?.items ?? [])
    if (payment?.status !== "awaiting-deposit") ask(scheduleId);
  const before = found.peek()?.accountId === accountId ? found.peek()!.items : [];
  const items = new Map<string, Standing>();
  for (const item of known ? known.items.map(fromBooks) : before.filter(({ payment }) => payment))
    items.set(item.holdId, item);
  const answers = new Map<string, readonly Hold[] | null>();
  for (const [scheduleId, answer] of asked) answers.set(scheduleId, await answer);
  if (account.peek()?.id !== accountId) return;
  for (const [scheduleId, holds] of answers)
    for (const hold of holds ?? heldBefore(before, scheduleId)) {
      // Unless the books confirm the account of these answers, only holds known to be this account's count.
      const isTheirs = known !== null || keptHolds(accountId).get(scheduleId) === hold.id;
      if (isTheirs) items.set(hold.id, standingOf(hold, items.get(hold.id)));
    }
  if (known)
    for (const [scheduleId, holds] of answers)
      if (holds) rememberHolds(accountId, scheduleId, holds);
  show({ accountId, items: [...items.values()].filter(isStanding) });
}

/** Asks only the schedule of a shown hold: whether its clock is stopped, and at zero whether it has ended. */
export async function lookAt({ scheduleId, holdId }: Ended): Promise<void> {
  const accountId = account.peek()?.id;
  const holds = await holdsAt(scheduleId);
  const now = found.peek();
  if (holds === null || accountId === undefined || now?.accountId !== accountId) return;
  const hold = holds.find(({ id }) => id === holdId) ?? null;
  const before = now.items.find((item) => item.holdId === holdId);
  if (!before) return;
  if (hold === null) return await gone(accountId, before);
  show({ accountId, items: now.items.map((item) => (item === before ? { ...item, hold } : item)) });
}

/** A hold that was paid for or released elsewhere simply disappears. One that expired here shows as expired. */
async function gone(accountId: string, { scheduleId, holdId, hold }: Standing): Promise<void> {
  const ranOut = hold !== null && secondsLeft(hold, clock.serverNow()) === 0;
  const end = ranOut ? await giveBack(scheduleId, holdId).catch(() => null) : null;
  rememberHolds(accountId, scheduleId, []);
  if (found.peek()?.accountId !== accountId) return;
  batch(() => {
    const items = found.peek()!.items.filter((item) => item.holdId !== holdId);
    show({ accountId, items });
    if (end === "free") sayEnded({ accountId, scheduleId, holdId });
  });
}

/** Long enough to read while the page is visible. */
function sayEnded(said: NonNullable<typeof ended.value>): void {
  const leave = () =>
    setTimeout(() => {
      if (ended.peek() === said) ended.value = null;
    }, endedMs);
  ended.value = said;
  if (document.hidden) document.addEventListener("visibilitychange", leave, { once: true });
  else leave();
}

function show(now: Found): void {
  if (account.peek()?.id !== now.accountId) return;
  found.value = now;
  if (now.items.length > 0) wantsHoldBar.value = true;
}

async function holdsAt(scheduleId: string): Promise<readonly Hold[] | null> {
  const holds = await listHolds(scheduleId).catch(() => null);
  for (const { serverTime } of holds ?? []) clock.learn(serverTime);
  return holds;
}

const heldBefore = (before: readonly Standing[], scheduleId: string): Hold[] =>
  before.flatMap(({ hold }) => (hold?.scheduleId === scheduleId ? [hold] : []));

const fromBooks = (known: KnownHold): Standing => ({ ...known, hold: null });

const standingOf = (hold: Hold, known: Standing | undefined): Standing => ({
  scheduleId: hold.scheduleId,
  holdId: hold.id,
  seats: hold.seats.length,
  hold,
  payment: known?.payment ?? null,
  offeredUntil: known?.offeredUntil ?? null,
});

/** A payment that was never approved keeps no seats: they are held only if their schedule says so. */
function isStanding({ hold, payment }: Standing): boolean {
  return hold !== null || (payment !== null && payment.status !== "ready");
}

/**
 * Refreshes when a page of the account opens, when it becomes visible again, and when another tab changes something.
 */
export function watchHolds(): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lookedFor: string | null = null;
  const look = () => {
    if (document.hidden || hasOwnClock(address.peek().path)) return;
    lookedFor = account.peek()?.id ?? null;
    timer ??= setTimeout(() => {
      timer = undefined;
      void lookForHolds();
    }, togetherMs);
  };
  effect(() => {
    const accountId = account.value?.id;
    if (accountId === undefined) {
      lookedFor = null;
      found.value = null;
    } else if (!hasOwnClock(address.value.path) && lookedFor !== accountId) {
      lookedFor = accountId;
      void lookForHolds();
    }
  });
  // Answers that the sale's own pages get need no further request.
  effect(() => {
    const seen = lastSeen.value;
    if (!seen || seen.accountId !== account.peek()?.id) return;
    const before = found.peek()?.accountId === seen.accountId ? found.peek()!.items : [];
    const items = new Map(before.map((item) => [item.holdId, item]));
    for (const item of before)
      if (item.scheduleId === seen.scheduleId) items.set(item.holdId, { ...item, hold: null });
    for (const hold of seen.holds) items.set(hold.id, standingOf(hold, items.get(hold.id)));
    show({ accountId: seen.accountId, items: [...items.values()].filter(isStanding) });
  });
  document.addEventListener("visibilitychange", look);
  addEventListener("focus", look);
  addEventListener("storage", ({ key }) => {
    if (key === null || key.startsWith(`frontrow.${keptName}`) || key === "frontrow.signed-in")
      look();
  });
}
