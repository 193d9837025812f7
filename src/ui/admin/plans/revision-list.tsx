import type { PlanRevision, VenuePlans } from "../../../contract/admin/plan-versions.ts";
import type { DraftStart } from "../../api/plans.ts";
import { count } from "../../i18n/format.ts";
import { language, local, words } from "../../state/language.ts";
import { Minute, Moment } from "../parts/moment.tsx";
import { Table } from "../parts/table.tsx";
import { may } from "../staff/employer.ts";
import { Downloads } from "./downloads.tsx";

type RevisionListProps = { plans: VenuePlans; onBegin: (start: DraftStart) => void };

/** The published revisions, which never change, with the dates that sell their seats. */
export function RevisionList({ plans, onBegin }: RevisionListProps) {
  const w = words().adminPlans;
  if (plans.revisions.length === 0) return <p class="c-2">{w.noRevisions}</p>;
  return (
    <Table
      name={w.revisions}
      head={[w.revision, w.published, `>${w.places}`, w.dates, ""]}
      isStacked
    >
      {plans.revisions.map((revision) => (
        <Line key={revision.revision} {...{ revision, onBegin }} venueId={plans.venueId} />
      ))}
    </Table>
  );
}

type LineProps = {
  revision: PlanRevision;
  venueId: string;
  onBegin: (start: DraftStart) => void;
};

function Line({ revision: { revision, name, ...about }, venueId, onBegin }: LineProps) {
  const w = words().adminPlans;
  const comparison = `/admin/venues/${venueId}/plans/comparison?from=revision:${revision - 1}&to=revision:${revision}`;
  return (
    <tr>
      <td class="adm__what">
        <b>{w.revisionNumber(revision)}</b>
        <span class="t-12 c-3">{local(name)}</span>
      </td>
      <td class="adm__line" data-label={w.published}>
        <Moment time={about.createdAt} />
        {about.by ? <span class="t-12 c-3"> · {about.by.name}</span> : null}
      </td>
      <td class="right nowrap" data-label={w.places}>
        {count(about.seatCount, language.value)}
      </td>
      <td class="adm__line" data-label={about.dateCount === 0 ? w.dates : undefined}>
        <Dates {...about} venueId={venueId} />
      </td>
      <td class="right adm__line">
        <div class="plans__acts">
          {may("venues.edit") ? (
            <button
              class="btn btn--secondary btn--sm"
              type="button"
              aria-label={w.editRevision(revision)}
              onClick={() => onBegin({ from: { kind: "revision", venueId, revision } })}
            >
              {w.edit}
            </button>
          ) : null}
          {revision > 1 ? (
            <a class="btn btn--secondary btn--sm" href={comparison}>
              {w.changes}
            </a>
          ) : null}
          <Downloads source={{ venueId, revision }} name={`plan-revision-${revision}`} />
        </div>
      </td>
    </tr>
  );
}

type DatesProps = Pick<PlanRevision, "dateCount" | "dates"> & { venueId: string };

function Dates({ dateCount, dates, venueId }: DatesProps) {
  const w = words().adminPlans;
  if (dateCount === 0) return <span class="c-3">{w.noDates}</span>;
  return (
    <details class="plans__more">
      <summary>{w.dateCount(count(dateCount, language.value), dateCount)}</summary>
      <ul class="plans__dates">
        {dates.map(({ scheduleId, title, startsAt }) => (
          <li key={scheduleId}>
            <a href={`/admin/sales/${scheduleId}`}>{local(title)}</a> <Minute time={startsAt} />{" "}
            {may("dates.edit") ? (
              <a
                href={`/admin/venues/${venueId}/plans/move?schedule=${scheduleId}`}
                aria-label={w.moveOne(local(title))}
              >
                {w.moveShort}
              </a>
            ) : null}
          </li>
        ))}
      </ul>
    </details>
  );
}
