import { placeFlags, placeKey, type Places, rowEnd, rowsOfGroup } from "../seat-places.ts";
import { expandPlan } from "../seat-places.ts";
import type { SeatPlan } from "../seat-plan.ts";
import { overlapsIn } from "./overlaps.ts";
import { documentFaults, error, type Finding, type FindingCode } from "./plan-faults.ts";
import { restrictedTexts } from "./seat-texts.ts";

type Asked = {
  /** The places, if they are at hand. */
  places?: Places;
  /** The number of people that the venue may admit. */
  capacity?: number;
};

/** So many seats of a finding are named, to jump to. */
const seatsMax = 50;

/** All findings to review before a plan is used. A plan without errors gives every place a unique name. */
export function checkPlan(plan: SeatPlan, { places, capacity }: Asked = {}): Finding[] {
  const faults = documentFaults(plan);
  const isUnsafe = faults.some(({ code }) => codesBeforeExpanding.has(code));
  if (isUnsafe) return faults;
  const expanded = places ?? expandPlan(plan);
  const found = [
    ...faults,
    ...sameNames(plan, expanded),
    ...withoutText(plan, expanded),
    ...lonelyCompanions(plan, expanded),
    ...overlaps(plan, expanded),
  ];
  if (capacity !== undefined && expanded.count > capacity)
    found.push({ code: "over-capacity", isError: false, pointer: "", count: expanded.count });
  return found;
}

const codesBeforeExpanding: ReadonlySet<FindingCode> = new Set([
  "number-unsafe",
  "rows-unequal",
  "too-many-marks",
  "too-many-places",
]);

/** The faults for which the server refuses a plan, by their location in the document. */
export function faultsOf(plan: SeatPlan): { pointer: string; detail: string }[] {
  return checkPlan(plan)
    .filter(({ isError }) => isError)
    .map((fault) => ({ pointer: `/plan${fault.pointer}`, detail: faultText(fault) }));
}

/** A finding in the words of the API and of the command line. */
export function faultText({ code, name, count, isCut }: Finding): string {
  switch (code) {
    case "id-twice":
      return `the id ${name} repeats`;
    case "number-unsafe":
      return "a number is not whole, not finite or far out of reach";
    case "zone-missing":
      return `no such zone: ${name} (${count} seats)`;
    case "level-missing":
      return `no such level: ${name}`;
    case "gate-missing":
      return `no such gate: ${name}`;
    case "rows-unequal":
      return "the runs or points do not add up to the rows";
    case "too-many-marks":
      return "marks its seats too often";
    case "no-places":
      return "has no places";
    case "too-many-places":
      return `has ${count} places, more than a plan may have`;
    case "name-twice":
      return `two places are ${name}`;
    case "text-missing":
      return `${count} seats with a restricted view say nothing about it`;
    case "companion-alone":
      return `${count} companion seats have no wheelchair space beside them`;
    case "overlap":
      return `${isCut ? "at least " : ""}${count} pairs of seats stand in one another`;
    case "over-capacity":
      return `has ${count} places, more than the venue may admit`;
  }
}

/** Only rows with the same name can have two seats with one name, and equal rows share one list of numbers. */
function sameNames(plan: SeatPlan, places: Places): Finding[] {
  const found: Finding[] = [];
  const sound = new Set<readonly string[]>();
  for (const [part] of plan.sections.entries()) {
    const byLabel = Map.groupBy(rowsOfGroup(places, part), ({ label }) => label);
    for (const rows of byLabel.values()) {
      const [only] = rows;
      if (only && rows.length === 1 && sound.has(only.numbers)) continue;
      const before = found.length;
      const seen = new Map<string, number>();
      for (const { numbers, firstOrdinal } of rows)
        for (const [at, number] of numbers.entries()) {
          const other = seen.get(number);
          if (other === undefined) seen.set(number, firstOrdinal + at);
          else found.push(twice(plan, places, part, [other, firstOrdinal + at]));
        }
      if (found.length >= seatsMax) return found.slice(0, seatsMax);
      if (only && rows.length === 1 && found.length === before) sound.add(only.numbers);
    }
  }
  return found;
}

function twice(plan: SeatPlan, places: Places, section: number, seats: number[]): Finding {
  const name = placeKey(places, seats[0] ?? 0);
  const part = plan.sections[section]?.id ?? "";
  return error("name-twice", `/sections/${section}`, 2, { part, seats, name });
}

function withoutText(plan: SeatPlan, places: Places): Finding[] {
  const silent: number[] = [];
  for (const [seat, text] of restrictedTexts(plan, places)) if (text === null) silent.push(seat);
  return bySection(plan, places, silent, "text-missing");
}

/** A companion seat has to be in one run of reserved seats with a wheelchair space. */
function lonelyCompanions(plan: SeatPlan, places: Places): Finding[] {
  const lonely: number[] = [];
  const { flags, rows } = places;
  if (!flags.some((bits) => (bits & placeFlags.companion) !== 0)) return [];
  for (const [index, row] of rows.entries()) {
    const end = rowEnd(places, index);
    const cuts = new Set(row.breaks.map((at) => row.firstOrdinal + at));
    let run: number[] = [];
    const close = () => {
      const hasSpace = run.some((seat) => ((flags[seat] ?? 0) & placeFlags.accessible) !== 0);
      if (!hasSpace) lonely.push(...run);
      run = [];
    };
    for (let seat = row.firstOrdinal; seat < end; seat++) {
      const bits = flags[seat] ?? 0;
      const isReserved = (bits & (placeFlags.accessible | placeFlags.companion)) !== 0;
      if (!isReserved || cuts.has(seat)) close();
      if (isReserved) run.push(seat);
    }
    close();
  }
  return bySection(plan, places, lonely, "companion-alone");
}

function bySection(
  plan: SeatPlan,
  places: Places,
  seats: readonly number[],
  code: FindingCode,
): Finding[] {
  const parts = Map.groupBy(seats, (seat) => places.group[seat] ?? 0);
  return [...parts].map(([at, own]) => ({
    code,
    isError: false,
    pointer: `/sections/${at}`,
    part: plan.sections[at]?.id ?? "",
    seats: own.slice(0, seatsMax),
    count: own.length,
  }));
}

function overlaps(plan: SeatPlan, places: Places): Finding[] {
  const { overlaps: found, isCut } = overlapsIn(plan, places, seatsMax);
  return found.map(({ parts: [one, other], seats, count }) => ({
    code: "overlap",
    ...(isCut ? { isCut } : {}),
    isError: false,
    pointer: `/sections/${other}`,
    part: plan.sections[one]?.id ?? "",
    name: plan.sections[other]?.id ?? "",
    seats,
    count,
  }));
}
