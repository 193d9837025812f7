/** The limits of a concert's draft, for its schema, the server and the screens. */
export const draftLimits = {
  bytes: 2 * 1024 * 1024,
  dates: 400,
  priceLists: 12,
  zones: 24,
  phases: 12,
  presales: 8,
  codes: 20_000,
  emails: 20_000,
  cast: 60,
  /** Each presale has its codes and its list once for every date. */
  presaleEntries: 400_000,
} as const;
