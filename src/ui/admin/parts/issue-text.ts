import { words } from "../../state/language.ts";

/** The text of an issue, if there is one. */
export function issueText(issue: string): string {
  const w = words().adminBooks;
  return Object.hasOwn(w.kind, issue) ? w.kind[issue as keyof typeof w.kind] : issue;
}
