import type { ProblemCode } from "../../contract/problems.ts";
// Made from docs/problems by dev/build/problem-pages.ts.
import carried from "./problem-pages.json";

const pages: Record<string, { html: string; remedy: string }> = carried;

/** The page about a problem, as HTML; null when there is no such problem. */
export const problemPage = (code: string): string | null =>
  Object.hasOwn(pages, code) ? (pages[code]?.html ?? null) : null;

/** The page's advice for the client. */
export const remedyFor = (code: ProblemCode): string => pages[code]?.remedy ?? "";
