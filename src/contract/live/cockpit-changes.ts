import type { CockpitFrame } from "./cockpit.ts";

/** A message of the socket: the first one has everything, and each later one what has changed. */
export type CockpitChange = Partial<
  Omit<CockpitFrame, "at" | "figures"> & { figures: Partial<CockpitFrame["figures"]> }
> & { at: string };

const parts = ["figures", "zones", "sections", "failures", "felt"] as const;

/** What a watcher of the earlier frame has to hear; null if nothing. */
export function changeBetween(before: CockpitFrame, now: CockpitFrame): CockpitChange | null {
  const changed: Record<string, unknown> = {};
  if (before.state !== now.state) changed["state"] = now.state;
  for (const part of parts) {
    const old: Record<string, unknown> = before[part];
    const fresh = Object.entries(now[part]).filter(
      ([name, value]) => String(old[name]) !== String(value),
    );
    if (fresh.length > 0) changed[part] = Object.fromEntries(fresh);
  }
  return Object.keys(changed).length === 0 ? null : { ...changed, at: now.at };
}

/** The frame after a message. */
export function afterChange(frame: CockpitFrame, change: CockpitChange): CockpitFrame {
  const after = { ...frame, at: change.at, state: change.state ?? frame.state };
  for (const part of parts) Object.assign(after, { [part]: { ...frame[part], ...change[part] } });
  return after;
}
