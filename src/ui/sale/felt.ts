import { effect } from "@preact/signals";
import { feltMax, feltMsMax } from "../../contract/sale/felt-limits.ts";
import type { Felt } from "../../contract/sale/felt.ts";
import type * as salesApi from "../api/sales.ts";
import type { LiveSeats } from "../seat-map/live-seats.ts";
import { afterFrame } from "./after-frame.ts";

type Kind = keyof Felt;
type Api = typeof salesApi;

const everyMs = 20_000;

/**
 * How long things take on this page: a few values of each kind in twenty seconds go out together, and the rest when the
 * page is left. Nothing goes out while nothing was measured.
 */
export function createFelt(
  send: (felt: Felt) => void,
  now: () => number = () => performance.now(),
) {
  let kept: Felt = {};

  function note(kind: Kind, ms: number): void {
    const values = (kept[kind] ??= []);
    if (values.length < feltMax) values.push(Math.min(feltMsMax, Math.max(0, Math.round(ms))));
  }

  function flush(): void {
    if (Object.keys(kept).length === 0) return;
    send(kept);
    kept = {};
  }

  /** The same call, measured. A refusal is an answer as well. */
  const timed =
    <Args extends unknown[], T>(kind: Kind, call: (...args: Args) => Promise<T>) =>
    async (...args: Args): Promise<T> => {
      const from = now();
      try {
        return await call(...args);
      } finally {
        // A page in the background waits for nobody.
        if (document.visibilityState === "visible") note(kind, now() - from);
      }
    };

  const measured = (api: Api): Api => ({
    ...api,
    placeHold: timed("hold", api.placeHold),
    takePlace: timed("answer", api.takePlace),
    listHolds: timed("answer", api.listHolds),
    releaseHold: timed("answer", api.releaseHold),
  });

  /** From the arrival of a change to the frame that shows it. */
  function watchMap(live: LiveSeats): () => void {
    return effect(() => {
      if (!live.seats.value?.changed || document.visibilityState !== "visible") return;
      const from = now();
      afterFrame(() => note("repaint", now() - from));
    });
  }

  function start(): () => void {
    const timer = setInterval(flush, everyMs);
    const leave = () => {
      if (document.visibilityState === "hidden") flush();
    };
    document.addEventListener("visibilitychange", leave);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", leave);
      flush();
    };
  }

  return { note, measured, watchMap, start };
}
export type FeltOfPage = ReturnType<typeof createFelt>;
