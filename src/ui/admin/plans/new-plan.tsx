import type { SampleHall } from "../../../contract/admin/plan-drafts.ts";
import { hallFiles } from "../../../contract/plan/halls/hall-files.ts";
import type { SeatPlan } from "../../../contract/plan/seat-plan.ts";
import type { DraftStart } from "../../api/plans.ts";
import { local, words } from "../../state/language.ts";
import { useResource } from "../../state/resource.ts";
import { FromVenue } from "./from-venue.tsx";
import { ImportFile } from "./import-file.tsx";
import { PlanSketch } from "./plan-sketch.tsx";

type NewPlanProps = { venueId: string; isBusy: boolean; onBegin: (start: DraftStart) => void };

const halls = Object.keys(hallFiles) as SampleHall[];

/** The ways to begin a plan: a sample hall, nothing, another venue's plan, or a file. */
export function NewPlan({ venueId, isBusy, onBegin }: NewPlanProps) {
  const w = words().adminPlans;
  return (
    <div class="plans__new" aria-busy={isBusy}>
      <h2>{w.fromHall}</h2>
      <ul class="plans__halls">
        {halls.map((hall) => (
          <li key={hall}>
            <HallChoice hall={hall} onChoose={() => onBegin({ from: { kind: "hall", hall } })} />
          </li>
        ))}
        <li>
          <button
            class="plans__hall"
            type="button"
            onClick={() => onBegin({ from: { kind: "empty" } })}
          >
            <span class="plans__sketch plans__sketch--empty" />
            <span class="semi">{w.empty}</span>
          </button>
        </li>
      </ul>
      <FromVenue venueId={venueId} onBegin={onBegin} />
      <ImportFile venueId={venueId} onBegin={onBegin} />
    </div>
  );
}

function HallChoice({ hall, onChoose }: { hall: SampleHall; onChoose: () => void }) {
  const { data: plan } = useResource(`hall ${hall}`, () =>
    hallFiles[hall]().then((file) => file.default as SeatPlan),
  );
  return (
    <button class="plans__hall" type="button" onClick={onChoose}>
      {plan ? <PlanSketch plan={plan} /> : <span class="plans__sketch skel" />}
      <span class="semi">{plan ? local(plan.name) : words().adminPlans.halls[hall]}</span>
    </button>
  );
}
