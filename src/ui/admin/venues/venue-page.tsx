import "./venues.css";
import type { AdminVenue, VenueChange } from "../../../contract/admin/venues.ts";
import { listActs } from "../../api/admin.ts";
import { addVenue, changeVenue, getVenue } from "../../api/setup/venues.ts";
import { SkeletonLines } from "../../components/feedback/loading.tsx";
import { Trouble } from "../../components/feedback/trouble.tsx";
import { useTitle } from "../../components/title.tsx";
import type { PageProps } from "../../frame/screen.tsx";
import { count } from "../../i18n/format.ts";
import { language, local, words } from "../../state/language.ts";
import { useResource } from "../../state/resource.ts";
import { navigate } from "../../state/router.ts";
import { showToast } from "../../state/toast.ts";
import { ActList } from "../activity/activity-list.tsx";
import { may } from "../staff/employer.ts";
import { VenueArchive } from "./venue-archive.tsx";
import { VenueForm } from "./venue-form.tsx";

/** A venue: its form, its plans, its archiving and its history. */
export function VenuePage({ params: { id = "" } }: PageProps) {
  const w = words().adminVenues;
  const venue = useResource<AdminVenue>(`admin-venue ${id}`, () => getVenue(id));
  const { data, error } = venue;
  useTitle(data ? local(data.name) : w.title);
  const save = async (change: VenueChange, seen: AdminVenue | undefined) => {
    if (!seen) return undefined;
    const saved = await changeVenue(seen, change);
    venue.set(saved);
    showToast({ text: w.saved });
    return saved;
  };
  return (
    <>
      <Back />
      <div class="adm__head">
        <h1>{data ? local(data.name) : w.title}</h1>
      </div>
      {!data && error ? <Trouble error={error} onRetry={() => void venue.reload()} /> : null}
      {!data && !error ? <SkeletonLines lines={8} /> : null}
      {data ? (
        <>
          {data.archivedAt === null ? null : <VenueArchive venue={data} onChanged={venue.set} />}
          <div class="venue__cols">
            <VenueForm known={data} onSave={save} />
            <div class="venue__side">
              <Plans venue={data} />
              {data.archivedAt === null && may("venues.edit") ? (
                <VenueArchive venue={data} onChanged={venue.set} />
              ) : null}
              {may("audit.read") ? <History key={data.revision} venue={data} /> : null}
            </div>
          </div>
        </>
      ) : null}
    </>
  );
}

/** The form of a venue that is not there yet. */
export function NewVenuePage() {
  const w = words().adminVenues;
  useTitle(w.add);
  const save = async (change: VenueChange) => {
    const { id } = await addVenue(change);
    showToast({ text: w.created });
    navigate(`/admin/venues/${id}`, { replace: true });
    return undefined;
  };
  return (
    <>
      <Back />
      <div class="adm__head">
        <h1>{w.add}</h1>
      </div>
      <VenueForm onSave={save} />
    </>
  );
}

function Back() {
  return (
    <a class="link t-14 venue__back" href="/admin/venues">
      {words().adminVenues.back}
    </a>
  );
}

function Plans({ venue: { id, planCount } }: { venue: AdminVenue }) {
  const w = words().adminVenues;
  return (
    <section class="adm__card" aria-labelledby="venue-plans">
      <h2 id="venue-plans">{w.plansOf}</h2>
      <p class="c-2">{w.plansText(count(planCount, language.value))}</p>
      <a class="btn btn--secondary btn--sm adm__submit" href={`/admin/venues/${id}/plans`}>
        {w.openPlans}
      </a>
    </section>
  );
}

function History({ venue: { id, revision } }: { venue: AdminVenue }) {
  const w = words().adminVenues;
  const acts = useResource(`acts ${id} ${revision}`, () => listActs(id));
  if (!acts.data || acts.data.items.length === 0) return null;
  return (
    <section class="adm__card" aria-labelledby="venue-history">
      <h2 id="venue-history">{w.history}</h2>
      <ActList acts={acts.data.items} />
    </section>
  );
}
