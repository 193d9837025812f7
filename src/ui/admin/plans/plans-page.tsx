import "./plans.css";
import { useSignal } from "@preact/signals";
import { type DraftStart, getVenuePlans } from "../../api/plans.ts";
import { beginPlanDraft } from "../../api/setup/venues.ts";
import { asApiError } from "../../api/problem.ts";
import { SkeletonLines } from "../../components/feedback/loading.tsx";
import { problemText, Trouble } from "../../components/feedback/trouble.tsx";
import { useTitle } from "../../components/title.tsx";
import type { PageProps } from "../../frame/screen.tsx";
import { local, words } from "../../state/language.ts";
import { useResource } from "../../state/resource.ts";
import { navigate } from "../../state/router.ts";
import { showToast } from "../../state/toast.ts";
import { may } from "../staff/employer.ts";
import { DraftList } from "./draft-list.tsx";
import { NewPlan } from "./new-plan.tsx";
import { RevisionList } from "./revision-list.tsx";

/** The plans of a venue: drafts that somebody edits, revisions that dates sell, and ways to begin another. */
export function PlansPage({ params }: PageProps) {
  const w = words().adminPlans;
  const venueId = params["id"] ?? "";
  const plans = useResource(`admin-plans ${venueId}`, () => getVenuePlans(venueId));
  const { data, error } = plans;
  useTitle(data ? w.of(local(data.venue)) : w.title);
  const isBusy = useSignal(false);
  const begin = async (start: DraftStart) => {
    if (isBusy.value) return;
    isBusy.value = true;
    try {
      const { id } = await beginPlanDraft(venueId, start);
      navigate(`/admin/plans/drafts/${id}`);
    } catch (thrown) {
      showToast({ text: problemText(asApiError(thrown)) });
    }
    isBusy.value = false;
  };
  if (!data && error) return <Trouble error={error} onRetry={() => void plans.reload()} />;
  if (!data) return <SkeletonLines lines={8} />;
  const isNew = data.drafts.length === 0 && data.revisions.length === 0;
  return (
    <>
      <div class="adm__head">
        <h1>{w.of(local(data.venue))}</h1>
        <a class="btn btn--secondary btn--sm" href={`/admin/venues/${venueId}`}>
          {w.toVenue}
        </a>
      </div>
      {may("venues.edit") ? (
        <details class="adm__card" open={isNew}>
          <summary class="semi">{w.begin}</summary>
          <NewPlan {...{ venueId }} isBusy={isBusy.value} onBegin={(start) => void begin(start)} />
        </details>
      ) : null}
      <section class="adm__card" aria-labelledby="drafts">
        <h2 id="drafts">{w.drafts}</h2>
        <DraftList {...{ plans: data }} onChanged={() => void plans.reload()} />
      </section>
      <section class="adm__card" aria-labelledby="revisions">
        <h2 id="revisions">{w.revisions}</h2>
        <p class="t-14 c-2">{w.revisionsText}</p>
        <RevisionList plans={data} onBegin={(start) => void begin(start)} />
      </section>
    </>
  );
}
