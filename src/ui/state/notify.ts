import type { ConcertSummary } from "../../contract/concerts.ts";
import { getConcert } from "../api/concerts.ts";
import { listWishes } from "../api/wishes.ts";
import { clock } from "./clock.ts";
import { local, words } from "./language.ts";
import { wantsNotifying } from "./notify-wish.ts";
import { account } from "./session.ts";
import { recallJson, rememberJson } from "./storage.ts";
import { wishes } from "./wishes.ts";

const lookMs = 60_000;
const beforeMs = 10 * 60_000;

type Sale = Pick<ConcertSummary, "id" | "sale" | "saleOpensAt">;

/** Of these, the ones that open within ten minutes and of which nothing has been said yet. */
export function opensSoon<T extends Sale>(concerts: readonly T[], nowMs: number, told: string[]) {
  return concerts.filter(({ id, sale, saleOpensAt }) => {
    if (sale !== "upcoming" || saleOpensAt === null) return false;
    const leftMs = Date.parse(saleOpensAt) - nowMs;
    return leftMs > 0 && leftMs <= beforeMs && !told.includes(`${id} ${saleOpensAt}`);
  });
}

/** Looks every minute for as long as a page is open, whether it is seen or not. */
export function startNotifying(): void {
  void look().catch(() => {});
  setInterval(() => void look().catch(() => {}), lookMs);
}

async function look(): Promise<void> {
  if (!wantsNotifying() || Notification.permission !== "granted" || wishes.value.size === 0) return;
  const concerts = await wished();
  const told = recallJson<string[]>("told") ?? [];
  const soon = opensSoon(concerts, clock.serverNow(), told);
  if (soon.length === 0) return;
  rememberJson("told", [...told, ...soon.map((c) => `${c.id} ${c.saleOpensAt}`)].slice(-50));
  const registration = await navigator.serviceWorker.ready;
  for (const concert of soon) {
    const leftMs = Date.parse(concert.saleOpensAt ?? "") - clock.serverNow();
    const title = words().notify.soon(local(concert.title), Math.ceil(leftMs / 60_000));
    const options = { tag: concert.id, icon: "/icons/192.png", data: `/concerts/${concert.slug}` };
    await registration.showNotification(title, { ...options, body: local(concert.venue.name) });
  }
}

/** The concerts with a heart: from the account, or those of this device one by one. */
export const wished = (): Promise<ConcertSummary[]> =>
  account.value
    ? listWishes()
    : Promise.all([...wishes.value].map((id) => getConcert(id).catch(() => null))).then((found) =>
        found.filter((concert) => concert !== null),
      );
