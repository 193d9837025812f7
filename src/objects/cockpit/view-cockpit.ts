import type { CockpitFrame } from "../../contract/live/cockpit.ts";
import { seatCode } from "../../contract/live/live.ts";
import { seatsWith } from "../../core/seats/seat-counts.ts";
import type { Sale } from "../sale.ts";
import { rfc3339, viewCensus } from "../schedule-view.ts";
import type { FeltTimes } from "./felt-times.ts";
import type { Tally } from "./tally.ts";

type Counted = { tally: Tally; felt: FeltTimes };

/** The whole state of a sale in figures, counted from the machine's memory. */
export function viewCockpit(sale: Sale, { tally, felt }: Counted, now: number): CockpitFrame {
  const { at: _at, state, ...counts } = viewCensus(sale, now);
  const seatsHeld = seatsWith(sale.state, seatCode.held);
  const ends = { expired: tally.ended("expired"), released: tally.ended("asked") };
  return {
    at: rfc3339(now),
    state,
    figures: { ...counts, seatsHeld, ...ends },
    zones: zonesOf(sale),
    sections: sectionsOf(sale),
    failures: tally.failures(now),
    felt: felt.view(now),
  };
}

function zonesOf({ prices, state }: Sale): CockpitFrame["zones"] {
  const zones: CockpitFrame["zones"] = {};
  prices.forEach((price, zone) => {
    const count = (code: number) => state.counts[zone * 4 + code] ?? 0;
    if (price !== null)
      zones[price.zoneId] = [
        count(seatCode.available),
        count(seatCode.held),
        count(seatCode.taken),
      ];
  });
  return zones;
}

/** Each seat is looked at once: a stadium takes well under a millisecond, once a second and only while watched. */
export function sectionCounts({ places, state }: Sale): [number, number, number][] {
  return places.groups.map(({ firstOrdinal, count }) => {
    const counts = [0, 0, 0, 0];
    for (let seat = firstOrdinal; seat < firstOrdinal + count; seat++)
      counts[state.status[seat]!]!++;
    const [free, held, sold] = [seatCode.available, seatCode.held, seatCode.taken].map(
      (code) => counts[code]!,
    );
    return [free!, held!, sold!];
  });
}

const sectionsOf = (sale: Sale): CockpitFrame["sections"] =>
  Object.fromEntries(sectionCounts(sale).map((counts, index) => [index, counts]));
