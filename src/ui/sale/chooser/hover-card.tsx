import { seatCode, seatCodes } from "../../../contract/live/live.ts";
import { seatText } from "../../../contract/plan/seat-names.ts";
import { Amount } from "../../components/amount.tsx";
import { allIn } from "../../concert/price-list.tsx";
import { ZoneMark } from "../../concert/zone-mark.tsx";
import { count } from "../../i18n/format.ts";
import { countFree, type Hall, type Part } from "../../seat-map/hall.ts";
import type { Told } from "../../seat-map/map-hover.tsx";
import type { Target } from "../../seat-map/target.ts";
import { language, local, words } from "../../state/language.ts";
import type { ShownSeats } from "../coded/coded-seats.ts";
import type { Selection } from "../selection.ts";

type Known = { hall: Hall; live: ShownSeats; selection: Selection };

/**
 * Describes the target beneath the mouse: a seat with its price and status, or a section with its prices and free
 * seats.
 */
export function tellOf({ hall, live, selection }: Known, { kind, index }: Target): Told | null {
  const statuses = live.statuses.value;
  if (!statuses) return null;
  if (kind === "seat") {
    const isMine = selection.chosen.value.includes(index);
    const code = statuses[index] ?? seatCode.taken;
    const canChoose = !live.isStale.value && (isMine || code === seatCode.available);
    const isCoded = live.coded?.value?.has(index) === true;
    return { body: <SeatCard {...{ hall, seat: index, code, isMine, isCoded }} />, canChoose };
  }
  const part = hall.parts[index];
  if (!part) return null;
  const free = countFree(statuses, part);
  return { body: <PartCard part={part} free={free} />, canChoose: free > 0 };
}

type SeatCardProps = {
  hall: Hall;
  seat: number;
  code: number;
  isMine: boolean;
  isCoded: boolean;
};

function SeatCard({ hall, seat, code, isMine, isCoded }: SeatCardProps) {
  const w = words().seat;
  const zone = hall.zoneOf(seat);
  const status = seatCodes[code] ?? "taken";
  const { isAccessible, isCompanion, isRestricted } = hall.flagsOf(seat);
  const more = [
    isMine ? w.mine : status === "notForSale" ? w.taken : w[status],
    ...(isAccessible ? [w.accessible] : []),
    ...(isCompanion ? [w.companion] : []),
    ...(isRestricted ? [w.restricted] : []),
    ...(isCoded && code === seatCode.available ? [words().coded.seat] : []),
  ];
  return (
    <>
      <b>{seatText(hall.nameOf(seat), language.value)}</b>
      {zone ? (
        <span class="map__price">
          <ZoneMark color={zone.color} name={zone.name.en} />
          {local(zone.name)} <Amount of={allIn(zone)} />
        </span>
      ) : null}
      <span class="c-2">{more.join(" · ")}</span>
    </>
  );
}

function PartCard({ part, free }: { part: Part; free: number }) {
  return (
    <>
      <b>{local(part.label)}</b>
      {part.zones.slice(0, 3).map((zone) => (
        <span key={zone.id} class="map__price">
          <ZoneMark color={zone.color} name={zone.name.en} />
          {local(zone.name)} <Amount of={allIn(zone)} />
        </span>
      ))}
      <span class="c-2">{leftText(free, free, part.kind === "area")}</span>
    </>
  );
}

/** How many of the wanted seats or standing places are left; `all` are the free ones without the filter. */
export function leftText(wanted: number, all: number, isStanding: boolean): string {
  const w = words();
  if (wanted === 0) return all > 0 ? w.map.noMatch : w.sale.soldOut;
  return (isStanding ? w.map.allStanding : w.map.all)(count(wanted, language.value), wanted);
}
