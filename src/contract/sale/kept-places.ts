import type { Board } from "./queue.ts";

type Presales = Pick<Board, "presales" | "saleOpensAt" | "isDrawn" | "serverTime">;
/** Why a place is kept: its presale is sold out, is over, or is still to come. These are words of the queue page. */
export type Kept = "keptSoldOut" | "keptOver" | "keptSoon";

/**
 * The opening that a place waits for: the fan's own presale if it is still to come, otherwise the opening to
 * everybody. `why` is null if the place is in use, or if nobody can buy yet and the fan's presale is not over. The
 * machine uses the same rule (core/queue/presales.ts).
 */
export function placeUntil(
  { presales, saleOpensAt, isDrawn, serverTime }: Presales,
  presale: string | null,
): { until: string; why: Kept | null } {
  const mine = presales.find(({ id }) => id === presale);
  const isAnyOpen = presales.some(({ state }) => state !== "to-come");
  const until = mine?.state === "to-come" ? mine.opensAt : saleOpensAt;
  if (isDrawn || serverTime >= saleOpensAt || mine?.state === "open") return { until, why: null };
  if (mine?.state === "sold-out") return { until, why: "keptSoldOut" };
  if (presale && !mine) return { until, why: "keptOver" };
  return { until, why: isAnyOpen ? "keptSoon" : null };
}

/** True if nobody can buy before the opening to everybody, because every open presale is sold out. */
export function arePresalesGone({ presales }: Presales): boolean {
  const open = presales.filter(({ state }) => state !== "to-come");
  return open.length > 0 && open.every(({ state }) => state === "sold-out");
}
