import "./plans.css";
import { useSignal } from "@preact/signals";
import type { PlanDraft } from "../../../contract/admin/plan-drafts.ts";
import type { PlanVersion } from "../../../contract/admin/plan-versions.ts";
import { getPlanVersion, listPlanVersions, restorePlanVersion } from "../../api/plans.ts";
import { asApiError } from "../../api/problem.ts";
import { request } from "../../api/request.ts";
import { SkeletonLines } from "../../components/feedback/loading.tsx";
import { problemText, Trouble } from "../../components/feedback/trouble.tsx";
import { useTitle } from "../../components/title.tsx";
import type { PageProps } from "../../frame/screen.tsx";
import { count } from "../../i18n/format.ts";
import { language, local, words } from "../../state/language.ts";
import { useResource } from "../../state/resource.ts";
import { navigate } from "../../state/router.ts";
import { showToast } from "../../state/toast.ts";
import { AskDialog } from "../parts/confirm-dialog.tsx";
import { Ago } from "../parts/moment.tsx";
import { More } from "../parts/more-button.tsx";
import { useList } from "../parts/paged-list.ts";
import { may } from "../staff/employer.ts";
import { Downloads } from "./downloads.tsx";
import { PlanSketch } from "./plan-sketch.tsx";

/** The versions of a draft: who saved each, what they did, how it looked, and a way back to it. */
export function HistoryPage({ params, query }: PageProps) {
  const w = words().adminPlans;
  const id = params["id"] ?? "";
  const draft = useResource(`admin-plan-draft ${id}`, () =>
    request<PlanDraft>(`/admin/plan-drafts/${id}`),
  );
  const { data, error } = draft;
  useTitle(data ? w.historyOf(local(data.plan.name)) : w.history);
  if (!data && error) return <Trouble error={error} onRetry={() => void draft.reload()} />;
  if (!data) return <SkeletonLines lines={8} />;
  const asked = Number(query.get("version") ?? data.version);
  const shown =
    Number.isInteger(asked) && asked >= 0 && asked <= data.version ? asked : data.version;
  return (
    <>
      <div class="adm__head">
        <h1>{w.historyOf(local(data.plan.name))}</h1>
        <div class="plans__acts">
          <a class="btn btn--secondary btn--sm" href={`/admin/venues/${data.venueId}/plans`}>
            {w.toPlans}
          </a>
          <a class="btn btn--primary btn--sm" href={`/admin/plans/drafts/${id}`}>
            {w.openEditor}
          </a>
        </div>
      </div>
      <div class="plans__history">
        <section class="adm__card" aria-labelledby="versions">
          <h2 id="versions">{w.versions}</h2>
          <Versions key={data.version} draft={data} shown={shown} />
        </section>
        <Shown key={shown} draft={data} version={shown} onRestored={() => void draft.reload()} />
      </div>
    </>
  );
}

function Versions({ draft: { id, version: latest }, shown }: { draft: PlanDraft; shown: number }) {
  const w = words().adminPlans;
  const versions = useList<PlanVersion>(`admin-plan-versions ${id} ${latest}`, (cursor) =>
    listPlanVersions(id, cursor),
  );
  const { data, error } = versions;
  if (!data && error) return <Trouble error={error} onRetry={() => void versions.reload()} />;
  if (!data) return <SkeletonLines lines={6} />;
  const link = (version: number) => ({
    href: `/admin/plans/drafts/${id}/versions?version=${version}`,
    "aria-current": version === shown ? ("true" as const) : undefined,
  });
  return (
    <>
      <ol class="plans__versions">
        {data.items.map(({ version, savedAt, by, kinds, seatCount }) => (
          <li key={version}>
            <a {...link(version)}>
              <span class="between">
                <b>{w.versionNumber(version)}</b>
                <span class="num t-14">{w.placeCount(count(seatCount, language.value))}</span>
              </span>
              <span class="t-12 c-3">
                <Ago time={savedAt} />
                {by ? ` · ${by.name}` : ""}
              </span>
              <span class="t-14 c-2">
                {kinds.map((kind) => w.operations[kind] ?? kind).join(", ")}
              </span>
            </a>
          </li>
        ))}
        {data.nextCursor === null ? (
          <li>
            <a {...link(0)}>
              <b>{w.versionNumber(0)}</b>
              <span class="t-14 c-2">{w.begun}</span>
            </a>
          </li>
        ) : null}
      </ol>
      <More list={versions} />
    </>
  );
}

type ShownProps = { draft: PlanDraft; version: number; onRestored: () => void };

function Shown({ draft, version, onRestored }: ShownProps) {
  const w = words().adminPlans;
  const { id, venueId, version: latest } = draft;
  const isAsking = useSignal(false);
  const seen = useResource(`admin-plan-version ${id} ${version}`, () =>
    getPlanVersion(id, version),
  );
  const restore = async () => {
    isAsking.value = false;
    try {
      const restored = await restorePlanVersion(id, { version: latest, restore: version });
      showToast({ text: w.restored(version, restored.version) });
      navigate(`/admin/plans/drafts/${id}/versions`, { replace: true });
    } catch (thrown) {
      showToast({ text: problemText(asApiError(thrown)) });
    }
    onRestored();
  };
  const point = (which: number) => `draft:${id}:${which}`;
  const comparison = (from: number, to: number) =>
    `/admin/venues/${venueId}/plans/comparison?from=${point(from)}&to=${point(to)}`;
  const { data, error } = seen;
  return (
    <section class="adm__card" aria-labelledby="shown">
      <h2 id="shown">{w.versionNumber(version)}</h2>
      {data ? (
        <>
          <PlanSketch plan={data.plan} />
          <p class="c-2">{w.placeCount(count(data.seatCount, language.value))}</p>
        </>
      ) : error ? (
        <Trouble error={error} onRetry={() => void seen.reload()} />
      ) : (
        <SkeletonLines lines={6} />
      )}
      <div class="plans__acts">
        {version > 0 ? (
          <a class="btn btn--secondary btn--sm" href={comparison(version - 1, version)}>
            {w.compareBefore}
          </a>
        ) : null}
        {version < latest ? (
          <a class="btn btn--secondary btn--sm" href={comparison(version, latest)}>
            {w.compareNow}
          </a>
        ) : null}
        <Downloads source={{ draftId: id, version }} name={`plan-draft-${version}`} />
        {version < latest && may("venues.edit") ? (
          <button
            class="btn btn--primary btn--sm"
            type="button"
            onClick={() => (isAsking.value = true)}
          >
            {w.restore}
          </button>
        ) : null}
      </div>
      {isAsking.value ? (
        <AskDialog
          title={w.sureRestore(version)}
          text={w.sureRestoreText(latest + 1)}
          yes={w.restore}
          onClose={() => (isAsking.value = false)}
          onYes={() => void restore()}
        />
      ) : null}
    </section>
  );
}
