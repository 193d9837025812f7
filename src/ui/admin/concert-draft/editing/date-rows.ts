import { holidayOn } from "../../../../contract/concert-draft/date-rules/holidays.ts";
import type { RuledDate } from "../../../../contract/concert-draft/date-rules/expand-date-rule.ts";
import type { ConcertDocument, DraftDate } from "../../../../contract/concert-draft/documents.ts";

type Dates = ConcertDocument["dates"];

export const startOf = ({ day, time }: Pick<RuledDate, "day" | "time">): string => `${day}T${time}`;
export const dayOf = (start: string): string => start.slice(0, 10);
export const timeOf = (start: string): string => start.slice(11);

/** What a person can change of a date. */
export type DateChange = Partial<Omit<DraftDate, "key" | "ruleStart">>;

const plainDate = (start: string, ruleStart: string | null): Omit<DraftDate, "key"> => ({
  ruleStart,
  start,
  priceListId: null,
  phaseId: null,
  castIds: null,
  isSold: true,
  note: "",
});

function withKey(date: Omit<DraftDate, "key">, taken: ReadonlySet<string>): DraftDate {
  const name = date.start;
  for (let count = 1; ; count++) {
    const key = count === 1 ? name : `${name}-${count}`;
    if (!taken.has(key)) return { key, ...date };
  }
}

const inOrder = (rows: readonly DraftDate[]): DraftDate[] =>
  rows.toSorted((one, other) => (one.start < other.start ? -1 : one.start > other.start ? 1 : 0));

/**
 * The dates after the rule has changed. What was changed by hand stays as long as the rule makes that date, and what
 * was added or removed by hand stays so.
 */
export function byRule(before: Dates, rule: string, ruled: readonly RuledDate[]): Dates {
  const starts = ruled.map(startOf);
  const known = new Map(before.rows.map((row) => [row.ruleStart, row]));
  const byHand = before.rows.filter(({ ruleStart }) => ruleStart === null);
  const removed = before.removed.filter((start) => starts.includes(start));
  const rows = [...byHand];
  const taken = new Set(before.rows.map(({ key }) => key));
  for (const start of starts) {
    if (removed.includes(start)) continue;
    const row = known.get(start) ?? withKey(plainDate(start, start), taken);
    taken.add(row.key);
    rows.push(row);
  }
  return { rule, rows: inOrder(rows), removed };
}

export function changed(dates: Dates, keys: ReadonlySet<string>, change: DateChange): Dates {
  const rows = dates.rows.map((row) => (keys.has(row.key) ? { ...row, ...change } : row));
  return { ...dates, rows: inOrder(rows) };
}

/** Takes dates out. Those of the rule are remembered, so that the rule does not make them again. */
export function removed(dates: Dates, keys: ReadonlySet<string>): Dates {
  const out = dates.rows.filter(({ key }) => keys.has(key));
  const starts = out.flatMap(({ ruleStart }) => ruleStart ?? []);
  return {
    ...dates,
    rows: dates.rows.filter(({ key }) => !keys.has(key)),
    removed: [...new Set([...dates.removed, ...starts])].sort(),
  };
}

/** Brings back a date that was taken out of the rule. */
export function restored(dates: Dates, start: string): Dates {
  const taken = new Set(dates.rows.map(({ key }) => key));
  return {
    ...dates,
    rows: inOrder([...dates.rows, withKey(plainDate(start, start), taken)]),
    removed: dates.removed.filter((each) => each !== start),
  };
}

export function added(dates: Dates, start: string, change: DateChange = {}): Dates {
  const taken = new Set(dates.rows.map(({ key }) => key));
  const row = withKey({ ...plainDate(start, null), ...change }, taken);
  return { ...dates, rows: inOrder([...dates.rows, row]) };
}

export type Difference = "added" | "time" | "priceList" | "phase" | "cast" | "unsold";

/** In what a date differs from what the rule makes. */
export function differencesOf(row: DraftDate): Difference[] {
  const differences: Difference[] = [];
  if (row.ruleStart === null) differences.push("added");
  else if (row.start !== row.ruleStart) differences.push("time");
  if (row.priceListId !== null) differences.push("priceList");
  if (row.phaseId !== null) differences.push("phase");
  if (row.castIds !== null) differences.push("cast");
  if (!row.isSold) differences.push("unsold");
  return differences;
}

/** The dates on a Korean holiday that begin in the evening, as long as they are where the rule put them. */
export function holidayEvenings(rows: readonly DraftDate[], timeZone: string): DraftDate[] {
  if (timeZone !== "Asia/Seoul") return [];
  return rows.filter(
    ({ start, ruleStart }) =>
      start === ruleStart && timeOf(start) >= "18:00" && holidayOn(dayOf(start)) !== null,
  );
}
