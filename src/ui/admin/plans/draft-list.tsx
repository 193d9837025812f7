import { useSignal } from "@preact/signals";
import type { PlanDraftInfo, VenuePlans } from "../../../contract/admin/plan-versions.ts";
import { deletePlanDraft } from "../../api/plans.ts";
import { asApiError } from "../../api/problem.ts";
import { problemText } from "../../components/feedback/trouble.tsx";
import { Icon } from "../../components/icon.tsx";
import { count } from "../../i18n/format.ts";
import { language, local, words } from "../../state/language.ts";
import { showToast } from "../../state/toast.ts";
import { AskDialog } from "../parts/confirm-dialog.tsx";
import { Ago } from "../parts/moment.tsx";
import { Table } from "../parts/table.tsx";
import { may } from "../staff/employer.ts";
import { Downloads } from "./downloads.tsx";

type DraftListProps = { plans: VenuePlans; onChanged: () => void };

/** The drafts of a venue, with who edits each of them now. */
export function DraftList({ plans, onChanged }: DraftListProps) {
  const w = words().adminPlans;
  if (plans.drafts.length === 0) return <p class="c-2">{w.noDrafts}</p>;
  return (
    <Table name={w.drafts} head={[w.plan, w.version, `>${w.places}`, ""]} isStacked>
      {plans.drafts.map((draft) => (
        <Line key={draft.id} {...{ draft, onChanged }} venueId={plans.venueId} />
      ))}
    </Table>
  );
}

type LineProps = { draft: PlanDraftInfo; venueId: string; onChanged: () => void };

function Line({ draft, venueId, onChanged }: LineProps) {
  const w = words().adminPlans;
  const { id, name, version, seatCount, baseRevision, editor } = draft;
  const isAsking = useSignal(false);
  const remove = async () => {
    isAsking.value = false;
    try {
      await deletePlanDraft(id, version);
      showToast({ text: w.deleted });
    } catch (thrown) {
      showToast({ text: problemText(asApiError(thrown)) });
    }
    onChanged();
  };
  const changes = `/admin/venues/${venueId}/plans/comparison?from=revision:${baseRevision}&to=draft:${id}:${version}`;
  return (
    <tr>
      <td class="adm__what">
        <a class="semi" href={`/admin/plans/drafts/${id}`}>
          {local(name)}
        </a>
        <span class="t-12 c-3">
          {baseRevision === null ? w.fromNothing : w.fromRevision(baseRevision)}
        </span>
        {editor ? (
          <span class="badge badge--ink">
            <Icon name="person" size={16} />
            {w.editedBy(editor.name)}
          </span>
        ) : null}
      </td>
      <td class="adm__line" data-label={w.version}>
        <span class="num">{version}</span>
        <span class="t-12 c-3">
          {" · "}
          <Ago time={draft.savedAt} />
          {draft.by ? ` · ${draft.by.name}` : ""}
        </span>
      </td>
      <td class="right nowrap" data-label={w.places}>
        {count(seatCount, language.value)}
      </td>
      <td class="right adm__line">
        <div class="plans__acts">
          <a class="btn btn--secondary btn--sm" href={`/admin/plans/drafts/${id}/versions`}>
            {w.history}
          </a>
          {baseRevision === null ? null : (
            <a class="btn btn--secondary btn--sm" href={changes}>
              {w.changes}
            </a>
          )}
          <Downloads source={{ draftId: id, version }} name={`plan-draft-${version}`} />
          {may("venues.edit") ? (
            <button
              class="btn btn--secondary btn--sm"
              type="button"
              aria-label={w.deleteOf(local(name))}
              onClick={() => (isAsking.value = true)}
            >
              {w.delete}
            </button>
          ) : null}
        </div>
        {isAsking.value ? (
          <AskDialog
            title={w.sureDelete(local(name))}
            text={w.sureDeleteText}
            yes={w.delete}
            isDanger
            onClose={() => (isAsking.value = false)}
            onYes={() => void remove()}
          />
        ) : null}
      </td>
    </tr>
  );
}
