import type { AdminVenue } from "../../../../contract/admin/venues.ts";
import type { PlanFacts } from "../../../../contract/concert-draft/plan-facts.ts";
import type { Finding } from "../../../../contract/concert-draft/findings.ts";
import type { LocalText } from "../../../../contract/money/money.ts";
import type { SeatPlan } from "../../../../contract/plan/seat-plan.ts";
import type { Editing } from "./editing.ts";

/** What a draft stands among: the venue and the plan that it names, and what was found about it. */
export type Setting = {
  venues: readonly AdminVenue[] | undefined;
  venue: AdminVenue | null;
  plan: { facts: PlanFacts; plan: SeatPlan } | null;
  categories: readonly { id: string; name: LocalText }[];
  /** Of the venue, or of most venues while none is chosen. */
  timeZone: string;
  /** The day at the venue. */
  today: string;
  findings: readonly Finding[];
  /** False until what the document names has loaded and was checked. */
  isChecked: boolean;
};

export type StepProps = { editing: Editing; setting: Setting };
