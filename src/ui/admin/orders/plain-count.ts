/** A count with commas, as both languages write it. */
export const plainCount = (count: number): string => count.toLocaleString("en");
