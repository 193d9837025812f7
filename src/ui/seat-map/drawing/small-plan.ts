import { krStandard } from "../../../contract/money/refund-rules.ts";
import type { Schedule } from "../../../contract/catalog/concerts.ts";
import type { SeatPlan } from "../../../contract/plan/seat-plan.ts";

const name = { ko: "작은 방", en: "Small room" };

/** A room for tests: one section, two rows of six with an aisle in the middle. */
export const smallPlan: SeatPlan = {
  format: "seatplan/1",
  name,
  bounds: [0, 0, 600, 300],
  focus: [300, 0],
  levels: [{ id: "1", name }],
  zones: [{ id: "r", name: { ko: "R석", en: "R" }, color: 2 }],
  stage: [],
  sections: [
    {
      id: "B2",
      label: { ko: "B2구역", en: "Section B2" },
      level: "1",
      zone: "r",
      outline: [
        [0, 100],
        [600, 100],
        [600, 300],
      ],
      blocks: [
        {
          rows: 2,
          seats: 6,
          rowNumbers: { scheme: "1", start: 1, skip: [] },
          seatNumbers: { start: 1, step: 1, direction: "ltr" },
          geometry: { type: "line", from: [50, 150], to: [550, 150], pitch: [0, 90] },
          aisles: [3],
          zoneRows: [],
        },
      ],
      flags: [{ kind: "restricted", row: "2", seats: [0, 1] }],
    },
  ],
  areas: [],
};

const [section] = smallPlan.sections;

/** The same room with two wheelchair spaces and a companion seat beside each. */
export const withSpaces: SeatPlan = {
  ...smallPlan,
  sections: section
    ? [
        {
          ...section,
          flags: [
            { kind: "companion", row: "1", seats: [0, 1] },
            { kind: "accessible", row: "1", seats: [1, 2] },
            { kind: "accessible", row: "2", seats: [3, 4] },
            { kind: "companion", row: "2", seats: [4, 5] },
          ],
        },
      ]
    : [],
};

export const smallSchedule: Schedule = {
  id: "0198f2a4-7c31-7b1e-9d57-2f6a4f0c1d2e",
  concertId: "0198f2a4-7c31-7b1e-9d57-2f6a4f0c1d2f",
  startsAt: "2027-01-16T18:00:00+09:00",
  doorsAt: null,
  saleOpensAt: "2026-11-20T20:00:00+09:00",
  saleClosesAt: "2027-01-16T18:00:00+09:00",
  sale: "open",
  stock: "plenty",
  refundPolicy: krStandard,
  planHash: "a".repeat(64),
  presales: [],
  move: null,
  revision: 1,
  seatCount: 12,
  seatsPerAccount: 4,
  holdMs: 300_000,
  zones: [
    {
      id: "r",
      name: { ko: "R석", en: "R" },
      color: 2,
      price: { amount: 152_000, currency: "KRW" },
      fee: { amount: 2_000, currency: "KRW" },
    },
  ],
};
