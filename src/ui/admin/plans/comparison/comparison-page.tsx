import "../plans.css";
import "./comparison.css";
import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { Expanded } from "../../../../contract/plan/checking/plan-diff.ts";
import type { SeatPlan } from "../../../../contract/plan/seat-plan.ts";
import { getPlanByHash, getPlanVersion, getVenuePlans } from "../../../api/plans.ts";
import { ApiError } from "../../../api/problem.ts";
import { SkeletonLines } from "../../../components/feedback/loading.tsx";
import { Trouble } from "../../../components/feedback/trouble.tsx";
import { useTitle } from "../../../components/title.tsx";
import type { PageProps } from "../../../frame/screen.tsx";
import { count } from "../../../i18n/format.ts";
import { loadPlaces } from "../../../seat-map/load-places.ts";
import { language, words } from "../../../state/language.ts";
import { useResource } from "../../../state/resource.ts";
import { ComparisonMap } from "./comparison-map.tsx";
import { DifferenceList } from "./difference-list.tsx";
import { type Difference, differencesOf, kinds } from "./differences.ts";

/** What one plan changes against another: a map of both in one, and a list whose lines the map shows. */
export function ComparisonPage({ params, query }: PageProps) {
  const w = words().adminPlans;
  useTitle(w.comparison);
  const venueId = params["id"] ?? "";
  const [from, to] = [query.get("from") ?? "", query.get("to") ?? ""];
  const both = useResource(`plans compared ${venueId} ${from} ${to}`, async () => {
    const [earlier, later] = await Promise.all([loadPlan(venueId, from), loadPlan(venueId, to)]);
    return { from: await expanded(earlier), to: await expanded(later) };
  });
  const { data, error } = both;
  return (
    <>
      <div class="adm__head">
        <h1>{w.comparison}</h1>
        <a class="btn btn--secondary btn--sm" href={`/admin/venues/${venueId}/plans`}>
          {w.toPlans}
        </a>
      </div>
      {data ? (
        <Comparison {...data} names={[nameOf(from), nameOf(to)]} />
      ) : error ? (
        <Trouble error={error} onRetry={() => void both.reload()} />
      ) : (
        <SkeletonLines lines={8} />
      )}
    </>
  );
}

function Comparison({ from, to, names }: { from: Expanded; to: Expanded; names: string[] }) {
  const w = words().adminPlans;
  const chosen = useSignal<Difference | null>(null);
  const differences = useMemo(() => differencesOf(from, to), [from, to]);
  const isEqual = kinds.every((kind) => differences[kind].length === 0);
  const [before, after] = [from.places.count, to.places.count].map((places) =>
    count(places, language.value),
  );
  return (
    <>
      <p>
        <b>{names[0]}</b> {w.placeCount(before ?? "")} → <b>{names[1]}</b>{" "}
        {w.placeCount(after ?? "")}
      </p>
      {isEqual ? <p class="note">{w.noDifference}</p> : null}
      <div class="plans__compared">
        <section class="adm__card" aria-labelledby="compared-map">
          <h2 id="compared-map">{w.map}</h2>
          <ComparisonMap {...{ from, to, differences }} chosen={chosen.value} />
        </section>
        {isEqual ? null : (
          <section class="adm__card" aria-labelledby="compared-list">
            <h2 id="compared-list">{w.differences}</h2>
            <DifferenceList
              differences={differences}
              chosen={chosen.value}
              onChoose={(one) => (chosen.value = one)}
            />
          </section>
        )}
      </div>
    </>
  );
}

const expanded = async (plan: SeatPlan): Promise<Expanded> => ({
  plan,
  places: await loadPlaces(plan),
});

/** A plan by its name in the address: `revision:3`, or `draft:` with an id and `:version`. */
async function loadPlan(venueId: string, point: string): Promise<SeatPlan> {
  const [kind, id = "", version = ""] = point.split(":");
  if (kind === "draft") return (await getPlanVersion(id, Number(version))).plan;
  const { revisions } = await getVenuePlans(venueId);
  const revision = revisions.find((each) => each.revision === Number(id));
  if (kind !== "revision" || !revision) throw new ApiError("not-found");
  return await getPlanByHash(revision.hash);
}

function nameOf(point: string): string {
  const w = words().adminPlans;
  const [kind, id, version] = point.split(":");
  return kind === "draft" ? w.draftVersion(Number(version)) : w.revisionNumber(Number(id));
}
