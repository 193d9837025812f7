import { computed } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { clock } from "./clock.ts";

/**
 * What the server's time makes of something; draws again only when that changes. It is worked out anew when what it
 * is about changes, which `useComputed` does not do before the next second, or ever where no time was read.
 */
export function useClock<T>(read: (nowMs: () => number) => T, about: readonly unknown[]): T {
  return useMemo(() => computed(() => read(() => clock.now.value)), about).value;
}
