const dayMs = 86_400_000;

const timeOf = (day: string) => Date.parse(`${day}T00:00:00Z`);
const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const weekdayOf = (day: string) => new Date(timeOf(day)).getUTCDay();

export const monthOf = (day: string) => day.slice(0, 7);
const addDays = (day: string, count: number) => dayOf(timeOf(day) + count * dayMs);

/** The same day of another month, or its last one when it has no such day. */
export function shiftMonth(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return dayOf(Date.UTC(year, month - 1 + months, Math.min(date, last)));
}

/** The weeks of a month from Sunday on; days of other months are null. */
export function daysOfMonth(month: string): (string | null)[][] {
  const first = `${month}-01`;
  const start = addDays(first, -weekdayOf(first));
  const weeks: (string | null)[][] = [];
  for (let from = start; from < shiftMonth(first, 1); from = addDays(from, 7)) {
    const week = Array.from({ length: 7 }, (_, index) => addDays(from, index));
    weeks.push(week.map((day) => (monthOf(day) === month ? day : null)));
  }
  return weeks;
}

/** The day that a key moves to; null for other keys. */
export function moved(day: string, key: string): string | null {
  switch (key) {
    case "ArrowLeft":
      return addDays(day, -1);
    case "ArrowRight":
      return addDays(day, 1);
    case "ArrowUp":
      return addDays(day, -7);
    case "ArrowDown":
      return addDays(day, 7);
    case "Home":
      return addDays(day, -weekdayOf(day));
    case "End":
      return addDays(day, 6 - weekdayOf(day));
    case "PageUp":
      return shiftMonth(day, -1);
    case "PageDown":
      return shiftMonth(day, 1);
    default:
      return null;
  }
}
