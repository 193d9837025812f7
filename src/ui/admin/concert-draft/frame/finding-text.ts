import type { Finding } from "../../../../contract/concert-draft/findings.ts";
import { count } from "../../../i18n/format.ts";
import { language, words } from "../../../state/language.ts";

/** A finding in the reader's language: what it is, and why it matters. */
export function findingText({ code, numbers }: Finding): { title: string; text: string } {
  const { findings } = words().concertDraft;
  const told: readonly string[] = Object.hasOwn(findings, code)
    ? findings[code as keyof typeof findings]
    : [code];
  const values = Object.fromEntries(
    Object.entries(numbers).map(([name, value]) => [name, count(value, language.value)]),
  );
  const filled = (text: string) =>
    text.replaceAll(/\{(\w+)\}/g, (mark, name: string) => values[name] ?? mark);
  return { title: filled(told[0] ?? code), text: filled(told[1] ?? "") };
}
