import type { Finding } from "../../../../contract/plan/checking/plan-faults.ts";
import { words } from "../../../state/language.ts";

/** A finding in the reader's language. */
export function findingText({ code, part = "", name = "", count, isCut = false }: Finding): string {
  return words().planEditor.findings[code]({ part, name, count, isCut });
}
