import { planLimits, planSeatsMax } from "../plan-limits.ts";
import { expandPlan } from "../seat-places.ts";
import type { SeatPlan } from "../seat-plan.ts";
import { readTable, type Table, writeTable } from "./csv.ts";
import {
  cleanName,
  type FileFault,
  faultsMax,
  type Imported,
  isZoneId,
  type Loss,
  lossesOf,
} from "./exchange.ts";
import { type FlatArea, flatAreas, type FlatSeat, flatSeats } from "./flat-seats.ts";
import { rebuiltPlan } from "./rebuilding.ts";

const required = ["section", "row", "seat", "zone", "x", "y"] as const;
const optional = [
  "accessible",
  "companion",
  "restricted",
  "restricted_ko",
  "restricted_en",
  "level",
  "aisle",
  "whole",
  "standing",
  "places",
] as const;
type Column = (typeof required)[number] | (typeof optional)[number];
const columns: readonly Column[] = [...required, ...optional];

/** A plan as a table: a line for each seat, and one for each standing area. */
export function planToCsv(plan: SeatPlan): { text: string; lost: Loss[] } {
  const places = expandPlan(plan);
  const flag = (is: boolean) => (is ? 1 : "");
  const seats = flatSeats(plan, places).map((seat) => [
    seat.section,
    seat.row,
    seat.number,
    seat.zone,
    seat.x,
    seat.y,
    flag(seat.isAccessible),
    flag(seat.isCompanion),
    flag(seat.restricted !== null),
    seat.restricted?.ko ?? "",
    seat.restricted?.en ?? "",
    seat.level,
    flag(seat.hasAisle),
    flag(seat.isWhole),
    "",
    "",
  ]);
  const areas = flatAreas(plan, places).map(({ id, zone, at, level, mode, capacity }) => [
    id,
    "",
    "",
    zone,
    ...at,
    "",
    "",
    "",
    "",
    "",
    level,
    "",
    "",
    mode,
    capacity,
  ]);
  const lost = lossesOf([
    [
      "shape",
      plan.sections
        .flatMap(({ blocks }) => blocks)
        .filter(({ geometry }) => geometry.type !== "line").length,
    ],
    ["outline", plan.sections.length + plan.areas.length],
    ["names", plan.zones.length + plan.levels.length + plan.sections.length + plan.areas.length],
    ["gates", plan.gates?.length ?? 0],
    ["stage", plan.stage.length],
    ["focus", 1],
    ["picture", plan.background ? 1 : 0],
  ]);
  return { text: writeTable([columns, ...seats, ...areas]), lost };
}

/** Reads such a table. Anything that it cannot express, such as names and the stage, is taken from `base`. */
export function planFromCsv(text: string, base?: SeatPlan): Imported {
  const table = readTable(text, planSeatsMax + planLimits.areas);
  const faults = headerFaults(table);
  if (table.isCut) faults.push({ row: planSeatsMax, column: "", code: "too-many-rows", value: "" });
  if (faults.length > 0) return { isDone: false, faults };
  const read = readRows(table);
  if (read.faults.length > 0) return { isDone: false, faults: read.faults };
  const known = base ?? { zones: [], levels: [], stage: [], focus: [0, 0] as [number, number] };
  const used = [...read.seats, ...read.areas];
  const zones = namedZones(used, known.zones);
  const idOf = new Map(zones.map(({ name, id }) => [name.ko, id]));
  const zoned = <T extends { zone: string }>(one: T): T => ({
    ...one,
    zone: idOf.get(one.zone) ?? one.zone,
  });
  const plan = rebuiltPlan({
    name: base?.name ?? { ko: "가져온 좌석도", en: "Imported plan" },
    zones: mergedZones(known.zones, zones),
    levels: namedLevels(used, known.levels),
    stage: known.stage,
    focus: known.focus,
    seats: read.seats.map(zoned),
    areas: read.areas.map(zoned),
  });
  const tooMany =
    plan.sections.length > planLimits.sections ||
    plan.areas.length > planLimits.areas ||
    plan.sections.some(({ blocks }) => blocks.length > planLimits.blocks) ||
    plan.zones.length > planLimits.zones ||
    plan.levels.length > planLimits.levels;
  if (tooMany)
    return { isDone: false, faults: [{ row: 0, column: "", code: "too-many-parts", value: "" }] };
  return { isDone: true, plan, lost: [] };
}

function headerFaults({ header }: Table): FileFault[] {
  const at = (column: string, code: FileFault["code"]): FileFault => ({
    row: 1,
    column,
    code,
    value: "",
  });
  const missing = required.filter((column) => !header.includes(column));
  const unknown = header.filter((column) => !(columns as readonly string[]).includes(column));
  const twice = header.filter((column, index) => header.indexOf(column) !== index);
  return [
    ...missing.map((column) => at(column, "column-missing")),
    ...unknown.slice(0, 20).map((column) => at(column.slice(0, 40), "column-unknown")),
    ...twice.slice(0, 20).map((column) => at(column.slice(0, 40), "column-twice")),
  ];
}

type Read = { seats: FlatSeat[]; areas: FlatArea[]; faults: FileFault[] };

function readRows({ header, rows }: Table): Read {
  const read: Read = { seats: [], areas: [], faults: [] };
  const names = new Map<string, number>();
  const levels = new Map<string, string>();
  const cellAt = new Map(header.map((column, index) => [column, index]));
  for (const [index, cells] of rows.entries()) {
    const line = new Line(
      index + 2,
      (column) => (cells[cellAt.get(column) ?? -1] ?? "").trim(),
      read.faults,
    );
    const isArea = line.text("standing") !== "" || line.text("places") !== "";
    const part = isArea ? readArea(line) : readSeat(line);
    const key = "number" in part ? `${part.section}/${part.row}/${part.number}` : part.id;
    if (names.has(key)) line.fault("seat", "name-twice", key);
    names.set(key, index);
    const section = "section" in part ? part.section : part.id;
    if ((levels.get(section) ?? part.level) !== part.level)
      line.fault("level", "level-mixed", part.level);
    levels.set(section, part.level);
    if ("number" in part) read.seats.push(part);
    else read.areas.push(part);
    if (read.faults.length >= faultsMax) break;
  }
  if (rows.length === 0) read.faults.push({ row: 2, column: "", code: "empty", value: "" });
  read.faults.splice(faultsMax);
  return read;
}

function readSeat(line: Line): FlatSeat {
  const both = { ko: line.text("restricted_ko"), en: line.text("restricted_en") };
  const restricted = line.text("restricted");
  const isSaid = both.ko !== "" || both.en !== "";
  const isFlag = /^(|0|1|true|false|yes|no|y|n)$/i.test(restricted);
  const isRestricted = isSaid || (isFlag ? line.flag("restricted") : true);
  const text = isFlag || isSaid ? both : { ko: restricted, en: restricted };
  return {
    section: line.name("section", 40),
    row: line.name("row", 8),
    number: line.name("seat", 8),
    zone: line.filled("zone"),
    level: line.text("level") || "1",
    x: line.number("x"),
    y: line.number("y"),
    isAccessible: line.flag("accessible"),
    isCompanion: line.flag("companion"),
    restricted: isRestricted ? { ko: text.ko.slice(0, 120), en: text.en.slice(0, 120) } : null,
    hasAisle: line.flag("aisle"),
    isWhole: line.flag("whole"),
  };
}

function readArea(line: Line): FlatArea {
  const mode = line.text("standing") || "count";
  if (mode !== "count" && mode !== "entryNumber") line.fault("standing", "no-mode", mode);
  const capacity = line.number("places");
  const isFull = capacity < 1 || capacity > planLimits.areaPlaces;
  if (isFull) line.fault("places", "no-number", String(capacity));
  return {
    id: line.name("section", 40),
    zone: line.filled("zone"),
    level: line.text("level") || "1",
    at: [line.number("x"), line.number("y")],
    mode: mode === "entryNumber" ? "entryNumber" : "count",
    capacity,
  };
}

/** A line of the table, which collects the faults of its cells. */
class Line {
  readonly row: number;
  readonly text: (column: Column) => string;
  readonly #faults: FileFault[];

  constructor(row: number, text: (column: Column) => string, faults: FileFault[]) {
    this.row = row;
    this.text = text;
    this.#faults = faults;
  }

  fault(column: Column, code: FileFault["code"], value: string): void {
    this.#faults.push({ row: this.row, column, code, value: value.slice(0, 60) });
  }

  filled(column: Column): string {
    const text = this.text(column);
    if (text === "") this.fault(column, "empty", "");
    return text;
  }

  name(column: Column, lengthMax: number): string {
    const text = this.filled(column);
    const isName = text.length <= lengthMax && !text.includes("/");
    if (text !== "" && !isName) this.fault(column, "no-name", text);
    return text;
  }

  number(column: Column): number {
    const text = this.text(column);
    const value = Number(text);
    const isUsable = /^-?\d{1,6}(\.\d+)?$/.test(text) && Math.abs(value) <= planLimits.reachCm;
    if (!isUsable) this.fault(column, text === "" ? "empty" : "no-number", text);
    return isUsable ? Math.round(value) + 0 : 0;
  }

  flag(column: Column): boolean {
    const text = this.text(column).toLowerCase();
    if (["1", "true", "yes", "y", "o", "x"].includes(text)) return true;
    if (!["", "0", "false", "no", "n"].includes(text)) this.fault(column, "no-flag", text);
    return false;
  }
}

/** The zones that are named. A name that cannot be an id gets one. */
function namedZones(
  used: readonly { zone: string }[],
  known: SeatPlan["zones"],
): SeatPlan["zones"] {
  const names = [...new Set(used.map(({ zone }) => zone))];
  return names.map((name, index) => {
    const same = known.find(
      ({ id, name: own }) => id === name || own.ko === name || own.en === name,
    );
    const id = same?.id ?? (isZoneId(name) ? name : `zone-${index + 1}`);
    const text = name.slice(0, 120);
    return { id, name: { ko: text, en: text }, color: (index % 6) + 1 };
  });
}

function mergedZones(known: SeatPlan["zones"], named: SeatPlan["zones"]): SeatPlan["zones"] {
  return [...known, ...named.filter(({ id }) => !known.some((one) => one.id === id))];
}

function namedLevels(
  used: readonly { level: string }[],
  known: SeatPlan["levels"],
): SeatPlan["levels"] {
  const ids = [...new Set(used.map(({ level }) => cleanName(level) || "1"))];
  const fresh = ids.filter((id) => !known.some((one) => one.id === id));
  return [...known, ...fresh.map((id) => ({ id, name: { ko: id, en: id } }))];
}
