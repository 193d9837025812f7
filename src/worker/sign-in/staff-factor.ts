import type { Env } from "../env.ts";

/** Whether staff need a second factor here: as set, and otherwise everywhere but on a developer's machine. */
export const staffMustBeTwofold = ({ STAFF_SECOND_FACTOR, ENVIRONMENT }: Env): boolean =>
  STAFF_SECOND_FACTOR === undefined ? ENVIRONMENT !== "local" : STAFF_SECOND_FACTOR !== "optional";
