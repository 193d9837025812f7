import type { Identity } from "../admin/organizations.ts";
import type { ConcertDocument } from "./documents.ts";
import type { PlanFacts } from "./plan-facts.ts";
import type { SoldDate } from "./sold-dates.ts";

/** The parts of a draft in their order, each a step of the screen. */
export const steps = [
  "basics",
  "venue",
  "dates",
  "prices",
  "sale",
  "limits",
  "refunds",
  "queue",
  "content",
] as const;
export type Step = (typeof steps)[number];

/** `blocks`: cannot or must not be sold so. `warns`: deserves a look. `fine`: was checked and is in order. */
export type Level = "blocks" | "warns" | "fine";

/** A finding, without words: the screen has them in its languages, and the API names the code. */
export type Finding = {
  level: Level;
  code: string;
  step: Step;
  numbers: Record<string, number>;
  /** The faulty places of the document, as JSON pointers; the first few. */
  pointers: string[];
};

export type ReadinessAsked = {
  document: ConcertDocument;
  venue: { timeZone: string; capacity: number | null; archivedAt: string | null } | null;
  plan: PlanFacts | null;
  organization: { identity: Identity | null };
  /** The known categories; null while they are not known. */
  categories: readonly string[] | null;
  nowMs: number;
};

/** What the checks look at. Nothing is sold while there is no venue, whose clock the dates need. */
export type Checked = ReadinessAsked & { sold: SoldDate[] };

const pointersMax = 20;

type Told = { numbers?: Record<string, number>; pointers?: string[] };

/** One finding, with the first few of its places. */
export const finding = (
  level: Level,
  code: string,
  step: Step,
  { numbers = {}, pointers = [] }: Told = {},
): Finding => ({ level, code, step, numbers, pointers: pointers.slice(0, pointersMax) });

/** A finding if there are faulty places, with their number; nothing otherwise. */
export const findingAt = (
  level: Level,
  code: string,
  step: Step,
  pointers: string[],
  numbers: Record<string, number> = {},
): Finding[] =>
  pointers.length === 0
    ? []
    : [finding(level, code, step, { numbers: { count: pointers.length, ...numbers }, pointers })];
