import type { Operation } from "../../../../contract/plan/editing/operation-schema.ts";
import type { SeatPlan } from "../../../../contract/plan/seat-plan.ts";
import { movedPart } from "../../../../contract/plan/editing/motions.ts";
import { copyName } from "../tools/names.ts";
import { isSection, type Part, partsOf } from "./selection.ts";

const format = "seatplan-parts/1";
type Copied = Pick<SeatPlan, "sections" | "areas" | "levels" | "zones"> & {
  format: typeof format;
  gates: NonNullable<SeatPlan["gates"]>;
};

/** Parts as text, with the zones, levels and gates that they name, for this plan or another. */
export function copiedText(plan: SeatPlan, ids: readonly string[]): string {
  const wanted = partsOf(plan).filter(({ id }) => ids.includes(id));
  const text = JSON.stringify(wanted);
  const named = <T extends { id: string }>(items: readonly T[]) =>
    items.filter(({ id }) => text.includes(JSON.stringify(id)));
  const copied: Copied = {
    format,
    sections: wanted.filter(isSection),
    areas: wanted.filter((part) => !isSection(part)) as Copied["areas"],
    levels: named(plan.levels),
    zones: named(plan.zones),
    gates: named(plan.gates ?? []),
  };
  return JSON.stringify(copied);
}

/** How far copies are put from where they were, so that both can be seen. */
const besideCm = 150;

/** The operation that adds copied parts under free names; null if the text is something else. */
export function pasted(plan: SeatPlan, text: string): Operation<"add"> | null {
  const copied = readCopied(text);
  if (!copied) return null;
  const used = new Set(partsOf(plan).map(({ id }) => id));
  const isHere = [...copied.sections, ...copied.areas].some(({ id }) => used.has(id));
  const fresh = <T extends Part>(part: T): T => {
    const id = used.has(part.id) ? copyName(part.id, used) : part.id;
    used.add(id);
    const label = {
      ko: part.label.ko.replace(part.id, () => id),
      en: part.label.en.replace(part.id, () => id),
    };
    const made = { ...part, id, label };
    return isHere ? movedPart(made, { kind: "move", by: [besideCm, besideCm] }) : made;
  };
  const { levels, zones, gates } = copied;
  return {
    kind: "add",
    sections: copied.sections.map(fresh),
    areas: copied.areas.map(fresh),
    ...(levels.length > 0 && { levels }),
    ...(zones.length > 0 && { zones }),
    ...(gates.length > 0 && { gates }),
  };
}

/** Reads only what this editor has written; anything else is no copy. */
function readCopied(text: string): Copied | null {
  try {
    const read = JSON.parse(text) as Partial<Copied> | null;
    if (read?.format !== format) return null;
    const { sections = [], areas = [], levels = [], zones = [], gates = [] } = read;
    const isWhole =
      sections.every((one) => isPart(one) && Array.isArray(one.blocks)) && areas.every(isPart);
    return isWhole ? { format, sections, areas, levels, zones, gates } : null;
  } catch {
    return null;
  }
}

const isPart = (part: Part) =>
  typeof part.id === "string" && typeof part.label === "object" && Array.isArray(part.outline);
