import { computed } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { clock } from "./clock.ts";

/**
 * A value that follows from the server's time; renders again only when it changes. It is recomputed at once when its
 * inputs change, unlike `useComputed`, which waits for the next second, or never recomputes if no time was read.
 */
export function useClock<T>(read: (nowMs: () => number) => T, about: readonly unknown[]): T {
  return useMemo(() => computed(() => read(() => clock.now.value)), about).value;
}
