import { words } from "../../state/language.ts";

/** What somebody has to look at, in words where we have them. */
export function issueText(issue: string): string {
  const w = words().adminBooks;
  return Object.hasOwn(w.kind, issue) ? w.kind[issue as keyof typeof w.kind] : issue;
}
