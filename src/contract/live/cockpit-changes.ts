import type { CockpitFrame } from "./cockpit.ts";

/** The subprotocol that a browser sends together with its ticket, since it cannot send headers with a socket. */
export const cockpitProtocol = "frontrow-cockpit";

/** The socket closes with this code once nobody has confirmed the watcher's right for a while. */
export const ticketOver = { code: 4_001, reason: "the right has to be checked again" } as const;

/** How long a watcher is believed to have the right, and how often the screen has it confirmed. */
export const ticketMs = 30_000;
export const confirmEveryMs = 12_000;

/** The most samples of the past in an answer. */
export const fillsMax = 120;

/** What fans' browsers measure: confirming a hold, any other answer, and repainting the map after a change. */
export const feltKinds = ["hold", "answer", "repaint"] as const;
export type FeltKind = (typeof feltKinds)[number];

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
