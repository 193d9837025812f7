import type { Area, Block, Section, SeatPlan } from "../seat-plan.ts";
import { alignedSteps, distributedSteps, framed, scaledBackground, stepped } from "./arranging.ts";
import { type EditRefusal, refusalBefore, refusalOf } from "./guard.ts";
import { movedPart } from "./motions.ts";
import { numberedSection } from "./numbering.ts";
import type { Operation, PlanOperation } from "./operation-schema.ts";
import { outlineAround } from "./outlines.ts";
import { paintedSection, withoutFlags } from "./painting.ts";
import { type Patch, patchBetween, patchedPlan, unknownIn } from "./patch.ts";
import { arcSection, formedBlock } from "./rows.ts";

type Part = Section | Area;

export type Edited = { isDone: true; plan: SeatPlan; undo: Patch };
export type Refused = { isDone: false; refusal: EditRefusal };

/** Applies an operation. Unaffected parts stay the same objects; `undo` restores exactly the state before. */
export function edit(plan: SeatPlan, operation: PlanOperation): Edited | Refused {
  const missing = missingIn(plan, operation);
  if (missing !== undefined)
    return { isDone: false, refusal: { reason: "no-such-part", id: missing } };
  const early = refusalBefore(operation, plan);
  if (early) return { isDone: false, refusal: early };
  const edited = changed(plan, operation);
  const refusal = refusalOf(plan, edited);
  if (refusal) return { isDone: false, refusal };
  return { isDone: true, plan: edited, undo: patchBetween(edited, plan) };
}

/** The first part that an operation names but the plan lacks. */
function missingIn(plan: SeatPlan, operation: PlanOperation): string | undefined {
  const parts = new Map<string, Part>(
    [...plan.sections, ...plan.areas].map((part) => [part.id, part]),
  );
  const named = namedBy(plan, operation);
  const missing = named.find((id) => !parts.has(id));
  if (missing !== undefined) return missing;
  const needsBlocks = ["block", "rows", "number", "paint"].includes(operation.kind);
  if (needsBlocks) return named.find((id) => !hasBlocks(parts.get(id), operation));
  const isStanding = operation.kind === "standing";
  return isStanding ? named.find((id) => "blocks" in (parts.get(id) ?? {})) : undefined;
}

function namedBy(plan: SeatPlan, operation: PlanOperation): string[] {
  if (operation.kind === "patch") {
    const { sections, areas } = operation;
    const unknown = sections ? unknownIn(plan.sections, sections) : [];
    return [...unknown, ...(areas ? unknownIn(plan.areas, areas) : [])];
  }
  if (operation.kind === "copy") return operation.copies.map(({ of }) => of);
  if (operation.kind === "paint") return [...new Set(operation.spans.map(([id]) => id))];
  if ("ids" in operation) return operation.ids;
  return "id" in operation ? [operation.id] : [];
}

/** Whether a section has the blocks, rows and seats of an operation. */
function hasBlocks(part: Part | undefined, operation: PlanOperation): boolean {
  if (!part || !("blocks" in part)) return false;
  const { blocks } = part;
  if (operation.kind === "block")
    return operation.at <= (operation.block ? blocks.length : blocks.length - 1);
  if (operation.kind === "rows") return operation.at < blocks.length;
  if (operation.kind === "number") return (operation.at ?? 0) < blocks.length;
  if (operation.kind !== "paint") return true;
  return operation.spans.every(
    ([id, at, row, first, end]) =>
      id !== part.id || (at < blocks.length && row < (blocks[at]?.rows ?? 0) && first < end),
  );
}

function changed(plan: SeatPlan, operation: PlanOperation): SeatPlan {
  switch (operation.kind) {
    case "add":
      return added(plan, operation);
    case "remove":
      return keepingParts(plan, ({ id }) => !operation.ids.includes(id));
    case "rename":
      return withParts(plan, [operation.id], (part) => ({ ...part, id: operation.as }));
    case "order":
      return ordered(plan, operation);
    case "set":
      return withParts(plan, operation.ids, (part) => setPart(part, operation));
    case "outline":
      return withParts(plan, [operation.id], (part) => outlinedPart(part, operation.outline));
    case "standing":
      return withAreas(plan, operation);
    case "block":
      return withSection(plan, operation.id, (section) => blockSet(section, operation));
    case "rows":
      return withSection(plan, operation.id, (section) =>
        blockChanged(section, operation.at, (block) => formedBlock(block, operation)),
      );
    case "number":
      return withSection(plan, operation.id, (section) => numberedSection(section, operation));
    case "paint":
      return painted(plan, operation);
    case "motion":
      return withParts(plan, operation.ids, (part) => movedPart(part, operation.motion));
    case "copy":
      return copied(plan, operation);
    case "arc":
      return withParts(plan, operation.ids, (part) =>
        "blocks" in part ? outlinedPart(arcSection(part, operation.center), null) : part,
      );
    case "align":
    case "distribute": {
      const parts = partsOf(plan, operation.ids);
      const steps =
        operation.kind === "align"
          ? alignedSteps(parts, operation.edge)
          : distributedSteps(parts, operation.axis);
      return withParts(plan, operation.ids, (part) => stepped(part, steps));
    }
    case "plan":
      return setTop(plan, operation);
    case "scale":
      return scaledBackground(plan, operation);
    case "frame":
      return framed(plan);
    case "patch":
      return patchedPlan(plan, operation);
  }
}

const partsOf = ({ sections, areas }: SeatPlan, ids: readonly string[]): Part[] =>
  [...sections, ...areas].filter(({ id }) => ids.includes(id));

function withParts(plan: SeatPlan, ids: readonly string[], change: (part: Part) => Part): SeatPlan {
  const wanted = new Set(ids);
  const changedList = <T extends Part>(parts: T[]): T[] =>
    parts.some(({ id }) => wanted.has(id))
      ? parts.map((part) => (wanted.has(part.id) ? (change(part) as T) : part))
      : parts;
  return { ...plan, sections: changedList(plan.sections), areas: changedList(plan.areas) };
}

const withSection = (plan: SeatPlan, id: string, change: (section: Section) => Section) =>
  withParts(plan, [id], (part) => ("blocks" in part ? change(part) : part));

function keepingParts(plan: SeatPlan, isKept: (part: Part) => boolean): SeatPlan {
  return { ...plan, sections: plan.sections.filter(isKept), areas: plan.areas.filter(isKept) };
}

function added(
  plan: SeatPlan,
  { sections, areas, levels, zones, gates }: Operation<"add">,
): SeatPlan {
  const merged = <T extends { id: string }>(own: T[], given: readonly T[] = []): T[] => {
    const fresh = given.filter(({ id }) => !own.some((one) => one.id === id));
    return fresh.length === 0 ? own : [...own, ...fresh];
  };
  const allGates = merged(plan.gates ?? [], gates);
  return {
    ...plan,
    levels: merged(plan.levels, levels),
    zones: merged(plan.zones, zones),
    ...(allGates.length > 0 && { gates: plan.gates === allGates ? plan.gates : allGates }),
    sections: sections.length === 0 ? plan.sections : [...plan.sections, ...sections],
    areas: areas.length === 0 ? plan.areas : [...plan.areas, ...areas],
  };
}

function ordered(plan: SeatPlan, { id, at }: Operation<"order">): SeatPlan {
  const moved = <T extends Part>(parts: T[]): T[] => {
    const part = parts.find((one) => one.id === id);
    if (!part) return parts;
    const others = parts.filter((one) => one !== part);
    return [...others.slice(0, at), part, ...others.slice(at)];
  };
  return { ...plan, sections: moved(plan.sections), areas: moved(plan.areas) };
}

function setPart(part: Part, { label, level, zone, gate }: Operation<"set">): Part {
  const { gate: before, ...rest } = part;
  const door = gate === undefined ? before : gate;
  return {
    ...rest,
    ...(label && { label }),
    ...(level !== undefined && { level }),
    ...(zone !== undefined && { zone }),
    ...(door != null && { gate: door }),
  };
}

function outlinedPart(part: Part, outline: Part["outline"] | null): Part {
  if (outline) return { ...part, outline };
  return "blocks" in part ? { ...part, outline: outlineAround(part.blocks) } : part;
}

function withAreas(plan: SeatPlan, { id, mode, capacity }: Operation<"standing">): SeatPlan {
  return withParts(plan, [id], (part) =>
    "blocks" in part
      ? part
      : { ...part, mode: mode ?? part.mode, capacity: capacity ?? part.capacity },
  );
}

function blockSet(section: Section, { at, block }: Operation<"block">): Section {
  const settled = withoutFlags(section);
  return { ...settled, blocks: settled.blocks.toSpliced(at, 1, ...(block ? [block] : [])) };
}

function blockChanged(section: Section, at: number, change: (block: Block) => Block): Section {
  const settled = withoutFlags(section);
  return {
    ...settled,
    blocks: settled.blocks.map((one, index) => (index === at ? change(one) : one)),
  };
}

function painted(plan: SeatPlan, operation: Operation<"paint">): SeatPlan {
  const bySection = Map.groupBy(operation.spans, ([id]) => id);
  return withParts(plan, [...bySection.keys()], (part) =>
    "blocks" in part ? paintedSection(part, bySection.get(part.id) ?? [], operation) : part,
  );
}

function copied(plan: SeatPlan, { copies }: Operation<"copy">): SeatPlan {
  const parts = new Map<string, Part>(
    [...plan.sections, ...plan.areas].map((part) => [part.id, part]),
  );
  const made = copies.flatMap(({ of, as, motion }): Part[] => {
    const part = parts.get(of);
    if (!part) return [];
    const copy = { ...part, id: as, label: relabeled(part, as) };
    return [motion ? movedPart(copy, motion) : copy];
  });
  const sections = made.filter((part) => "blocks" in part);
  const areas = made.filter((part) => !("blocks" in part)) as Area[];
  return { ...plan, sections: [...plan.sections, ...sections], areas: [...plan.areas, ...areas] };
}

/** A label with the original's name gets the copy's name instead. */
function relabeled({ id, label }: Part, as: string): Part["label"] {
  const text = (own: string) => own.replace(id, () => as).slice(0, 120);
  return { ko: text(label.ko), en: text(label.en) };
}

function setTop(plan: SeatPlan, operation: Operation<"plan">): SeatPlan {
  const { kind: _, background, ...given } = operation;
  const set = { ...plan, ...given, ...(background && { background }) } as SeatPlan;
  if (background === null) delete set.background;
  return set;
}
