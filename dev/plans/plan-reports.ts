import { checkPlan, faultText } from "../../src/contract/plan/checking/plan-checks.ts";
import { diffPlans, impactOf } from "../../src/contract/plan/checking/plan-diff.ts";
import type { FileFault, Imported, Loss } from "../../src/contract/plan/exchange/exchange.ts";
import {
  expandPlan,
  placeFlags,
  placeKey,
  type Places,
} from "../../src/contract/plan/seat-places.ts";
import type { SeatPlan } from "../../src/contract/plan/seat-plan.ts";

/** A command's output, and whether it succeeded. */
export type Report = { lines: string[]; isSound: boolean };

const number = (count: number) => count.toLocaleString("en");
const shownMax = 20;

/** A refused file in words. */
export function refusal(name: string, { faults }: Extract<Imported, { isDone: false }>): Report {
  const told = faults.slice(0, shownMax).map((fault) => `  ${faultLine(fault)}`);
  const rest = faults.length > shownMax ? [`  … and ${faults.length - shownMax} more`] : [];
  return { lines: [`${name}: cannot be read as a plan`, ...told, ...rest], isSound: false };
}

function faultLine({ row, column, code, value }: FileFault): string {
  const where = [row > 0 ? `row ${row}` : "", column].filter((part) => part !== "").join(", ");
  const what = value === "" ? faultWords[code] : `${faultWords[code]}: ${value}`;
  return where === "" ? what : `${where}: ${what}`;
}

const faultWords: Record<FileFault["code"], string> = {
  "column-missing": "this column is missing",
  "column-unknown": "this column is unknown",
  "column-twice": "this column comes twice",
  empty: "nothing is written here",
  "no-name": "this cannot be a name",
  "no-number": "this is not a number within reach",
  "no-flag": "this is neither yes nor no",
  "no-mode": "standing is either count or entryNumber",
  "name-twice": "this name is taken",
  "level-mixed": "a section is on one level",
  "too-many-rows": "more than a plan may have",
  "too-many-parts": "too many sections, areas or blocks",
  "no-plan": "not as the format wants it",
  "encoding-unknown": "neither UTF-8 nor CP949",
};

export function checkReport(name: string, plan: SeatPlan): Report {
  const findings = checkPlan(plan);
  const lines = findings.map((finding) => {
    const { isError, part, pointer } = finding;
    const where = part ?? (pointer === "" ? "the plan" : pointer);
    return `  ${isError ? "error" : "look at"}  ${where}: ${faultText(finding)}`;
  });
  const isSound = findings.every(({ isError }) => !isError);
  const count = isSound ? `${number(expandPlan(plan).count)} places, ` : "";
  const result = findings.length === 0 ? "nothing to look at" : `${findings.length} findings`;
  return { lines: [`${name}: ${count}${result}`, ...lines], isSound };
}

export function statsReport(name: string, plan: SeatPlan): Report {
  const places = expandPlan(plan);
  const zones = plan.zones.map(
    ({ id }, zone) => [id, places.zone.filter((one) => one === zone).length] as const,
  );
  const byLevel = new Map<string, number>();
  for (const [index, { count }] of places.groups.entries()) {
    const { level = "" } = [...plan.sections, ...plan.areas][index] ?? {};
    byLevel.set(level, (byLevel.get(level) ?? 0) + count);
  }
  const flagged = (bit: number) => places.flags.filter((bits) => (bits & bit) !== 0).length;
  const standing = plan.areas.reduce((sum, { capacity }) => sum + capacity, 0);
  const rows = places.rows.filter(({ numbers }) => numbers.length > 0);
  const whole = rows.filter(({ isWhole }) => isWhole).length;
  const list = (counts: Iterable<readonly [string, number]>) =>
    [...counts].map(([id, count]) => `${id} ${number(count)}`).join(" · ");
  return {
    isSound: true,
    lines: [
      `${name}: ${plan.name.en || plan.name.ko}`,
      `  places     ${number(places.count)} (${number(places.count - standing)} seats, ${number(standing)} standing)`,
      `  parts      ${plan.sections.length} sections, ${plan.areas.length} areas, ${number(rows.length)} rows`,
      `  zones      ${list(zones)}`,
      `  levels     ${list(byLevel)}`,
      `  accessible ${number(flagged(placeFlags.accessible))} spaces, ${number(flagged(placeFlags.companion))} companion seats`,
      `  restricted ${number(flagged(placeFlags.restricted))} seats`,
      ...(whole > 0 ? [`  whole      ${number(whole)} tables or rows sold as a whole`] : []),
      `  size       ${number(JSON.stringify(plan).length)} bytes`,
    ],
  };
}

/** The changes in the later plan; given the names of sold seats, also whether it can be published. */
export function diffReport(from: SeatPlan, to: SeatPlan, sold: readonly string[]): Report {
  const [earlier, later] = [expandPlan(from), expandPlan(to)];
  const diff = diffPlans({ plan: from, places: earlier }, { plan: to, places: later });
  const before = (seat: number) => placeKey(earlier, seat);
  const pairs = (list: readonly [number, number][]) => list.map(([seat]) => before(seat));
  const lines = [
    ...told(
      "added",
      diff.added.map((seat) => placeKey(later, seat)),
    ),
    ...told("removed", diff.removed.map(before)),
    ...told(
      "renamed",
      diff.renamed.map(([a, b]) => `${before(a)} → ${placeKey(later, b)}`),
    ),
    ...told("moved", pairs(diff.moved)),
    ...told("rezoned", pairs(diff.rezoned)),
    ...told("remarked", pairs(diff.remarked)),
    ...told(
      "changing places",
      diff.rings.map((ring) => ring.map(before).join(" → ")),
    ),
  ];
  const counts = `${number(earlier.count)} places before, ${number(later.count)} after`;
  const head = lines.length === 0 ? `${counts}: no seat differs` : counts;
  if (sold.length === 0) return { lines: [head, ...lines], isSound: true };
  const verdict = soldReport(earlier, diff, sold);
  return { lines: [head, ...lines, ...verdict.lines], isSound: verdict.isSound };
}

function soldReport(
  places: Places,
  diff: ReturnType<typeof diffPlans>,
  sold: readonly string[],
): Report {
  const names = new Set(sold);
  const known = new Set<number>();
  for (let seat = 0; seat < places.count; seat++) {
    const key = placeKey(places, seat);
    if (names.delete(key)) known.add(seat);
  }
  const impact = impactOf(diff, { isSold: (seat) => known.has(seat), isHeld: () => false });
  const before = (seat: number) => placeKey(places, seat);
  return {
    isSound: impact.canPublish && names.size === 0,
    lines: [
      ...told("sold and not in the earlier plan", [...names]),
      ...told("sold and gone", impact.soldGone.map(before)),
      ...told("sold and moved, with their tickets", impact.soldMoved.map(before)),
      ...told("sold and rezoned", impact.soldRezoned.map(before)),
      impact.canPublish
        ? `All ${number(known.size)} sold seats are in the later plan.`
        : "The later plan must not be published: sold seats would be gone.",
    ],
  };
}

function told(what: string, names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const shown = names.slice(0, shownMax).join(", ");
  const rest = names.length > shownMax ? ` … and ${number(names.length - shownMax)} more` : "";
  return [`  ${what} (${number(names.length)}): ${shown}${rest}`];
}

export const lossLines = (lost: readonly Loss[]): string[] =>
  lost.map(({ what, count }) => `  not carried: ${lossWords[what]} (${number(count)})`);

const lossWords: Record<Loss["what"], string> = {
  shape: "curved rows and tables, which become single points",
  outline: "outlines and drawings",
  picture: "the background",
  stage: "the stage",
  levels: "levels",
  gates: "gates",
  names: "names in two languages",
  standing: "standing areas, which become drawings",
  accessible: "wheelchair spaces",
  companion: "companion seats",
  restricted: "restricted views and what is said of them",
  aisles: "aisles",
  whole: "tables sold as a whole",
  focus: "the point that people look at",
  guid: "ids of seats, which are their names here",
};
