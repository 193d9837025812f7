import { momentOf } from "../concert-draft/sold-dates.ts";
import type { LocalText } from "../money/money.ts";
import { amountCell, momentCell } from "./cells.ts";
import { titleKey } from "./columns.ts";
import type { Effect } from "./imports.ts";
import { checkRows, type CheckedRows, type RawRow } from "./read-import.ts";

type Zone = { id: string; name: LocalText; priceMinor: number; feeMinor: number };

/** What the books know of a concert whose dates or prices are brought in. */
export type ConcertFacts = {
  timeZone: string;
  /** The digits after the point of the concert's currency. */
  digits: number;
  dates: { id: string; startsAtMs: number; isOver: boolean; zones: Zone[] }[];
  /** The date that new ones follow. */
  model: {
    startsAtMs: number;
    doorsAtMs: number | null;
    saleOpensAtMs: number;
    saleClosesAtMs: number;
  };
};

export type DateValue = {
  startsAtMs: number;
  doorsAtMs: number | null;
  saleOpensAtMs: number;
  saleClosesAtMs: number;
};

/** Reads new dates. What a row leaves out follows the model, as long before its start as there. */
export function readDates(
  rows: readonly RawRow[],
  { timeZone, model }: ConcertFacts,
  now: number,
): CheckedRows<DateValue> {
  return checkRows(
    rows,
    (cells, fault) => {
      const at = (column: string): number | null | undefined => {
        const text = cells[column] ?? "";
        if (text === "") return undefined;
        const read = momentCell(text);
        return read === null ? null : momentOf(read, timeZone);
      };
      const startsAtMs = at("start");
      if (startsAtMs === undefined) return fault("start", "missing");
      if (startsAtMs === null) return fault("start", "not-a-moment");
      if (startsAtMs <= now) return fault("start", "past");
      const before = (ms: number) => startsAtMs - (model.startsAtMs - ms);
      const given = { doors: at("doors"), opens: at("opens"), closes: at("closes") };
      for (const [column, ms] of Object.entries(given))
        if (ms === null) return fault(column, "not-a-moment");
      const doorsAtMs = given.doors ?? (model.doorsAtMs === null ? null : before(model.doorsAtMs));
      const saleOpensAtMs = given.opens ?? model.saleOpensAtMs;
      const saleClosesAtMs = given.closes ?? before(model.saleClosesAtMs);
      if (doorsAtMs !== null && doorsAtMs > startsAtMs) return fault("doors", "wrong-order");
      if (saleClosesAtMs > startsAtMs || saleClosesAtMs <= saleOpensAtMs)
        return fault(given.closes == null ? "start" : "closes", "wrong-order");
      if (saleClosesAtMs <= now) return fault("closes", "past");
      return { startsAtMs, doorsAtMs, saleOpensAtMs, saleClosesAtMs };
    },
    { column: "start", nameOf: ({ startsAtMs }) => String(startsAtMs) },
  );
}

export const dateEffect = ({ startsAtMs }: DateValue, { dates }: ConcertFacts): Effect =>
  dates.some((date) => date.startsAtMs === startsAtMs) ? "none" : "add";

export type PriceValue = {
  /** Of the date, or of all dates to come if the row names none. */
  scheduleIds: string[];
  zoneId: string;
  priceMinor: number;
  /** Null leaves the fees as they are. */
  feeMinor: number | null;
};

/** Reads prices. A row without a date is for all dates to come; a later row of one date goes over it. */
export function readPrices(
  rows: readonly RawRow[],
  { timeZone, digits, dates }: ConcertFacts,
): CheckedRows<PriceValue> {
  const coming = dates.filter(({ isOver }) => !isOver);
  const all = zonesOf(coming);
  const byStart = new Map(
    [...Map.groupBy(coming, (date) => date.startsAtMs)].map(([ms, own]) => [ms, zonesOf(own)]),
  );
  return checkRows(
    rows,
    ({ start = "", zone = "", price = "", fee = "" }, fault) => {
      const moment = start === "" ? null : momentCell(start);
      if (start !== "" && moment === null) return fault("start", "not-a-moment");
      const startsAtMs = moment === null ? null : momentOf(moment, timeZone);
      const zones = startsAtMs === null ? all : byStart.get(startsAtMs);
      if (coming.length === 0 || !zones) return fault("start", "unknown-date");
      if (zone === "") return fault("zone", "missing");
      const zoneId = zones.idOf.get(titleKey(zone)) ?? null;
      if (zoneId === null) return fault("zone", "unknown-zone");
      if (price === "") return fault("price", "missing");
      const priceMinor = amountCell(price, digits);
      if (priceMinor === null) return fault("price", "not-an-amount");
      const feeMinor = fee === "" ? null : amountCell(fee, digits);
      if (fee !== "" && feeMinor === null) return fault("fee", "not-an-amount");
      const scheduleIds = zones.scheduleIdsOf.get(zoneId) ?? [];
      return { scheduleIds, zoneId, priceMinor, feeMinor };
    },
    {
      column: "zone",
      // A row is for one start or for all, so the number of its dates and the first one tell which.
      nameOf: ({ scheduleIds: ids, zoneId }) => `${zoneId} ${ids.length} ${ids[0]}`,
    },
  );
}

type Zones = {
  /** By id and name in either language; null if the dates do not agree. */
  idOf: Map<string, string | null>;
  scheduleIdsOf: Map<string, string[]>;
};

/** The zones of dates, found once: a table has far more rows than a concert has zones. */
function zonesOf(dates: readonly { id: string; zones: Zone[] }[]): Zones {
  const idOf = new Map<string, string | null>();
  const scheduleIdsOf = new Map<string, string[]>();
  for (const { id: scheduleId, zones } of dates)
    for (const { id, name } of zones) {
      scheduleIdsOf.set(id, scheduleIdsOf.get(id) ?? []);
      scheduleIdsOf.get(id)?.push(scheduleId);
      for (const key of [id, name.ko, name.en].map(titleKey)) {
        const known = idOf.get(key);
        idOf.set(key, known === undefined || known === id ? id : null);
      }
    }
  return { idOf, scheduleIdsOf };
}

/** What a row of prices does, and the first price that it replaces. */
export function priceEffect(
  { scheduleIds, zoneId, priceMinor, feeMinor }: PriceValue,
  { dates }: ConcertFacts,
): { effect: Effect; before: { priceMinor: number; feeMinor: number } | null } {
  const replaced = dates
    .filter(({ id }) => scheduleIds.includes(id))
    .flatMap(({ zones }) => zones.filter(({ id }) => id === zoneId))
    .find(
      (zone) => zone.priceMinor !== priceMinor || (feeMinor ?? zone.feeMinor) !== zone.feeMinor,
    );
  return replaced ? { effect: "change", before: replaced } : { effect: "none", before: null };
}
