/** Writes a moment as every answer has it: ISO 8601 in UTC, to the millisecond, as in 2027-01-16T09:00:00.000Z. */
export function universalTime(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
