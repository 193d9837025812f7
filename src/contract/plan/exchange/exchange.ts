import type { SeatPlan } from "../seat-plan.ts";

/** A fault of a file, by the line and column of a table or by the path within a document. */
export type FileFault = { row: number; column: string; code: FileFaultCode; value: string };
export type FileFaultCode =
  | "column-missing"
  | "column-unknown"
  | "column-twice"
  | "empty"
  | "no-name"
  | "no-number"
  | "no-flag"
  | "no-mode"
  | "name-twice"
  | "level-mixed"
  | "too-many-rows"
  | "too-many-parts"
  | "no-plan"
  | "encoding-unknown";

/** Anything that the other format cannot represent, with its count. */
export type Loss = { what: LostThing; count: number };
export type LostThing =
  | "shape"
  | "outline"
  | "picture"
  | "stage"
  | "levels"
  | "gates"
  | "names"
  | "standing"
  | "accessible"
  | "companion"
  | "restricted"
  | "aisles"
  | "whole"
  | "focus"
  | "guid";

export type Imported =
  | { isDone: true; plan: SeatPlan; lost: Loss[] }
  | { isDone: false; faults: FileFault[] };

/** The maximum number of reported faults of one file. */
export const faultsMax = 100;

export const lossesOf = (losses: [LostThing, number][]): Loss[] =>
  losses.filter(([, count]) => count > 0).map(([what, count]) => ({ what, count }));

/** A name that a place's key can contain. */
export const cleanName = (name: string, lengthMax = 40): string =>
  name.replaceAll("/", "-").trim().slice(0, lengthMax);

/** Whether a text may be the id of a zone. */
export const isZoneId = (text: string): boolean => /^[a-z0-9-]{1,24}$/.test(text);
