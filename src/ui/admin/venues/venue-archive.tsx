import { useSignal } from "@preact/signals";
import type { AdminVenue } from "../../../contract/admin/venues.ts";
import { type ApiError, asApiError } from "../../api/problem.ts";
import { archiveVenue, restoreVenue } from "../../api/setup/venues.ts";
import { ProblemNote } from "../../components/feedback/trouble.tsx";
import { Icon } from "../../components/icon.tsx";
import { count } from "../../i18n/format.ts";
import { language, local, words } from "../../state/language.ts";
import { showToast } from "../../state/toast.ts";
import { AskDialog } from "../parts/confirm-dialog.tsx";

type VenueArchiveProps = { venue: AdminVenue; onChanged: (venue: AdminVenue) => void };

/** Takes a venue out of use after saying what that means, or back into use. */
export function VenueArchive({ venue, onChanged }: VenueArchiveProps) {
  const w = words().adminVenues;
  const isAsking = useSignal(false);
  const refusal = useSignal<ApiError | undefined>(undefined);
  const act = async (change: (id: string) => Promise<AdminVenue>, done: string) => {
    isAsking.value = false;
    refusal.value = undefined;
    try {
      onChanged(await change(venue.id));
      showToast({ text: done });
    } catch (thrown) {
      refusal.value = asApiError(thrown);
    }
  };
  if (venue.archivedAt !== null)
    return (
      <div class="note">
        <Icon name="lock" />
        <div class="stack">
          <p>{w.isArchived}</p>
          <ProblemNote error={refusal.value} />
          <button
            class="btn btn--secondary btn--sm adm__submit"
            type="button"
            onClick={() => void act(restoreVenue, w.restored)}
          >
            {w.restore}
          </button>
        </div>
      </div>
    );
  const isBlocked = venue.comingDates > 0;
  return (
    <section class="adm__card" aria-labelledby="venue-archive">
      <h2 id="venue-archive">{w.archive}</h2>
      <p class="c-2 prose">
        {isBlocked ? w.archiveBlocked(count(venue.comingDates, language.value)) : w.archiveText}
      </p>
      <Blocking error={refusal.value} />
      {isBlocked ? null : (
        <button
          class="btn btn--secondary btn--sm adm__submit"
          type="button"
          onClick={() => (isAsking.value = true)}
        >
          {w.archiveYes}
        </button>
      )}
      {isAsking.value ? (
        <AskDialog
          title={w.archiveAsk(local(venue.name))}
          text={w.archiveText}
          yes={w.archiveYes}
          onClose={() => (isAsking.value = false)}
          onYes={() => void act(archiveVenue, w.archiveDone)}
        />
      ) : null}
    </section>
  );
}

/** The dates that stand in the way, each a link to its sale. */
function Blocking({ error }: { error: ApiError | undefined }) {
  const w = words().adminVenues;
  if (error?.code !== "conflict") return <ProblemNote error={error} />;
  return (
    <div class="note note--danger" role="alert">
      <Icon name="alert" />
      <div>
        <p>{w.datesBlock}</p>
        <ul>
          {error.errors.map(({ pointer, detail }) => (
            <li key={pointer}>
              <a class="link" href={pointer.replace("/dates/", "/admin/sales/")}>
                {detail}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
