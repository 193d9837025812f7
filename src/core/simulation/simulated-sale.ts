import { expandPlan } from "../../contract/plan/seat-places.ts";
import type { SeatPlan } from "../../contract/plan/seat-plan.ts";
import { type Layout, layoutOf } from "../layout.ts";
import type { Command } from "../messages.ts";
import { type Limits, defaultLimits } from "../limits.ts";
import { type ScheduleState, type Terms } from "../state.ts";

/** The organizer's choices. */
export type SaleKind = { order: "fifo" | "lottery"; isPresale: boolean };

/** The next step of a story. */
export type Step =
  | { do: "hold"; fan: number; seats: number[]; key: number; hasCode?: boolean }
  /** The counter, as a customer of its own for each key. */
  | { do: "counter"; fan: number; seats: number[]; key: number }
  | StockStep
  | { do: "best"; fan: number; zone: number; count: number; key: number; chance: number }
  | { do: "release" | "extend" | "pay"; fan: number; key: number }
  | { do: "booksAnswer"; at: number; isRich: boolean }
  | { do: "deliver"; at: number; isTwice: boolean }
  | { do: "lose"; at: number }
  | { do: "refund"; at: number }
  | { do: "join" | "leave"; fan: number }
  | { do: "enter"; fan: number; moreTime: boolean }
  | { do: "alarm"; isBooksUp: boolean }
  | { do: "pause" | "resume" | "recover" | "extendAll" }
  | { do: "replan"; standing: number }
  | { do: "lineUp" | "giveUp"; fan: number }
  | { do: "wait"; ms: number };

/** Makes, changes or ends one of the blocks. `isEager`: with seats that others have now. */
export type StockStep = {
  do: "block" | "putIn" | "takeOut" | "releaseBlock";
  block: number;
  seats: number[];
  channel: number;
  releaseMs: number;
  isEager: boolean;
};

export const simulationLimits: Limits = {
  ...defaultLimits,
  holdMs: 300,
  moreTimeMs: 170,
  extendMs: 120,
  payingMs: 120,
  inProgressMs: 3,
  settleRetryMs: 30,
  seatsPerAccount: 3,
  passMs: 600,
  callMs: 120,
  graceMs: 200,
  shoppersMax: 3,
  admitPerMinute: 60_000,
};

/** Two rows of four with an aisle, in two zones, and a standing area of three. */
export const simulationPlan: SeatPlan = {
  format: "seatplan/1",
  name: { ko: "작은 방", en: "Small room" },
  bounds: [0, 0, 1000, 1000],
  focus: [200, 0],
  levels: [{ id: "1", name: { ko: "1층", en: "Floor" } }],
  zones: [
    { id: "a", name: { ko: "A", en: "A" }, color: 1 },
    { id: "b", name: { ko: "B", en: "B" }, color: 2 },
  ],
  stage: [],
  sections: [
    {
      id: "F",
      label: { ko: "F", en: "F" },
      level: "1",
      zone: "a",
      outline: [
        [0, 0],
        [400, 0],
        [400, 200],
      ],
      blocks: [
        {
          rows: 2,
          seats: 4,
          rowNumbers: { scheme: "1", start: 1, skip: [] },
          seatNumbers: { start: 1, step: 1, direction: "ltr" },
          geometry: { type: "line", from: [0, 100], to: [300, 100], pitch: [0, 100] },
          aisles: [2],
          zoneRows: [],
        },
      ],
      flags: [],
    },
  ],
  areas: [
    {
      id: "ST",
      label: { ko: "ST", en: "ST" },
      level: "1",
      zone: "b",
      mode: "count",
      capacity: 3,
      outline: [
        [0, 300],
        [400, 300],
        [400, 400],
      ],
    },
  ],
};

export const plainSale: SaleKind = { order: "fifo", isPresale: false };

export function simulationTerms({ order, isPresale }: SaleKind = plainSale): Terms {
  // A story begins at 1,000: in the first presale, if there is one. The second one begins before the first is over, and
  // both are over before the sale opens to everybody.
  const presales = [
    { id: "fanclub", opensAt: 0, closesAt: 1_150, seatsMax: 2 },
    { id: "card", opensAt: 1_100, closesAt: 1_250, seatsMax: 3 },
  ];
  const opensAt = order === "lottery" ? 1_050 : 0;
  return {
    revision: 1,
    lobbyAt: 0,
    opensAt: isPresale ? 1_300 : opensAt,
    closesAt: 1e9,
    sale: "open",
    order,
    seed: "0123456789abcdef".repeat(4),
    presales: isPresale ? presales : [],
    singleSeats: "advice",
    spacesOpenAt: null,
    limits: simulationLimits,
  };
}

export const uuid = (n: number): string =>
  `${n.toString(16).padStart(8, "0")}-0000-8000-8000-000000000000`;

/** The places of the plan before the standing ones. */
const seatedPlaces = 8;

/** The layout of the plan with so many standing places. */
export function layoutWith(standing: number): Layout {
  const areas = simulationPlan.areas.map((area) => ({ ...area, capacity: standing }));
  return layoutOf(expandPlan({ ...simulationPlan, areas }), 2, simulationPlan.focus);
}

/** Once sales have begun, another plan has every place of the one before. */
export function replanned({ terms, layout }: ScheduleState, wanted: number): Command {
  const standing = Math.max(wanted, layout.seatCount - seatedPlaces);
  return { type: "setTerms", terms, layout: layoutWith(standing) };
}
