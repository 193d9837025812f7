import { z } from "@hono/zod-openapi";
import { Time } from "../ids.ts";
import { QueueCensus } from "../sale/queue.ts";

/** The subprotocol that a browser sends together with its ticket, since it cannot send headers with a socket. */
export const cockpitProtocol = "frontrow-cockpit";

/** The socket closes with this code once nobody has confirmed the watcher's right for a while. */
export const ticketOver = { code: 4_001, reason: "the right has to be checked again" } as const;

/** How long a watcher is believed to have the right, and how often the screen has it confirmed. */
export const ticketMs = 30_000;
export const confirmEveryMs = 12_000;

const count = z.int().min(0);
const { at: _at, state, ...censusCounts } = QueueCensus.shape;

/** What fans' browsers measure: confirming a hold, any other answer, and repainting the map after a change. */
export const feltKinds = ["hold", "answer", "repaint"] as const;
export type FeltKind = (typeof feltKinds)[number];

export const CockpitFrame = z
  .strictObject({
    at: Time,
    state,
    figures: z
      .strictObject({
        ...censusCounts,
        seatsHeld: count,
        expired: count.meta({ description: "Holds whose time ran out" }),
        released: count.meta({ description: "Holds that their fans gave up" }),
      })
      .meta({ description: "`expired` and `released` count since `countedSince`" }),
    zones: z.record(z.string(), z.tuple([count, count, count])).meta({
      description: "By the id of each zone on sale: the seats that are free, held and sold",
    }),
    sections: z.record(z.string(), z.tuple([count, count, count])).meta({
      description:
        "The same by the position of a section, or after all sections an area, in the plan",
    }),
    failures: z.record(z.string(), z.tuple([count, count])).meta({
      description:
        "By cause: since `countedSince`, and in the last five minutes. `hold CODE` is a refused hold, " +
        "`begun METHOD` a payment that began, and `refused METHOD REASON` one that was refused",
    }),
    felt: z.partialRecord(z.enum(feltKinds), z.tuple([count, count, count])).meta({
      description:
        "What fans' browsers measured in the last five minutes: the number of values, their median and their 95th " +
        "percentile in milliseconds",
    }),
  })
  .meta({ id: "CockpitFrame" });
export type CockpitFrame = z.infer<typeof CockpitFrame>;

export const Cockpit = z
  .strictObject({
    frame: CockpitFrame,
    planHash: z.string(),
    countedSince: Time.meta({
      description:
        "Since when causes and ended holds are counted. Ends are exact; after a crash the refusals of its last ten seconds are missing",
    }),
    ticket: z.uuid().nullable().meta({
      description:
        "Opens the socket once, and keeps it open for half a minute from now; null while too many watch",
    }),
  })
  .meta({ id: "Cockpit" });
export type Cockpit = z.infer<typeof Cockpit>;

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

/** The most samples of the past in an answer. */
export const fillsMax = 120;

export const Filling = z
  .strictObject({
    samples: z.array(z.strictObject({ at: Time, counts: z.array(count) })).max(fillsMax),
  })
  .meta({
    id: "Filling",
    description:
      "Samples of the present plan, evenly spread from the first to the last. `counts`: for each section, and then for " +
      "each area, its free, held and sold seats",
  });
export type Filling = z.infer<typeof Filling>;
