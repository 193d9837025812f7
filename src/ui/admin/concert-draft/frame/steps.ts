import {
  type Finding,
  type Level,
  type Step,
  steps as checkedSteps,
} from "../../../../contract/concert-draft/findings.ts";

/** The last step publishes what the others say. */
export const steps = [...checkedSteps, "publish"] as const;
export type StepName = Step | "publish";

export const stepOf = (name: string | null): StepName =>
  steps.find((step) => step === name) ?? "basics";

/** How a step stands: by the worst that was found in it. */
export function levelOf(step: StepName, findings: readonly Finding[]): Level {
  const own = step === "publish" ? findings : findings.filter((each) => each.step === step);
  if (own.some(({ level }) => level === "blocks")) return "blocks";
  return own.some(({ level }) => level === "warns") ? "warns" : "fine";
}

export const countOf = (level: Level, findings: readonly Finding[]): number =>
  findings.filter((finding) => finding.level === level).length;

export const addressOf = (id: string, step: StepName): string =>
  `/admin/concert-drafts/${id}?step=${step}`;
