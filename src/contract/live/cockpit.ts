import { z } from "@hono/zod-openapi";
import { Time } from "../ids.ts";
import { feltKinds, fillsMax } from "./cockpit-terms.ts";
import { QueueCensus } from "../sale/queue.ts";

const count = z.int().min(0);
const { at: _at, state, ...censusCounts } = QueueCensus.shape;

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
