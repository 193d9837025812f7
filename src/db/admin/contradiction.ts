import type { SQL } from "drizzle-orm";

/** `transfers`: the least id that a transfer can have since then. */
type AskedMoment = { since: SQL; now: SQL; transfers: SQL };
/** A query that returns a subject and a detail for each contradiction, and no row if all is well. */
export type Contradiction = { kind: string; rows: (asked: AskedMoment) => SQL };
