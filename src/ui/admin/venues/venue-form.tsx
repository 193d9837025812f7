import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { AdminVenue, VenueChange } from "../../../contract/admin/venues.ts";
import { type ApiError, asApiError } from "../../api/problem.ts";
import { getVenue } from "../../api/setup/venues.ts";
import { focusFault } from "../../components/fault-line.tsx";
import { ProblemNote } from "../../components/feedback/trouble.tsx";
import { count } from "../../i18n/format.ts";
import { language, words } from "../../state/language.ts";
import { showToast } from "../../state/toast.ts";
import { UnsavedGuard } from "../parts/unsaved.tsx";
import { may } from "../staff/employer.ts";
import { ConflictNote } from "./conflict-note.tsx";
import { isZone } from "./time-zone-field.tsx";
import {
  changeOf,
  draftOf,
  emptyVenue,
  type Fault,
  type Faults,
  faultsOf,
  isChanged,
  mergedWith,
  type VenueDraft,
} from "./venue-draft.ts";
import { VenueFields } from "./venue-fields.tsx";

type VenueFormProps = {
  /** None for a new one. */
  known?: AdminVenue;
  /** Gives the venue as it is after the save; a new one opens on its own page. */
  onSave: (change: VenueChange, seen: AdminVenue | undefined) => Promise<AdminVenue | undefined>;
};

const none: Faults = new Map();

/** A venue's form. Faults show at their fields, and what somebody else saved meanwhile is never overwritten silently. */
export function VenueForm({ known, onSave }: VenueFormProps) {
  const w = words().adminVenues;
  const base = useSignal(known);
  const draft = useSignal<VenueDraft>(known ? draftOf(known) : emptyVenue);
  const faults = useSignal<Faults>(none);
  const refusal = useSignal<ApiError | undefined>(undefined);
  const isBusy = useSignal(false);
  const isDisabled = !may("venues.edit");
  const seen = base.value ? draftOf(base.value) : emptyVenue;
  const isDirty = !isDisabled && isChanged(draft.value, seen);
  const take = (venue: AdminVenue) => {
    base.value = venue;
    draft.value = draftOf(venue);
  };
  // A newer venue shows at once, but never in place of unsaved changes.
  useEffect(() => {
    if (known && known.revision !== base.value?.revision && !isDirty) take(known);
  }, [known?.revision]);
  const faultAt = (pointer: string) => {
    const fault = faults.value.get(pointer);
    return fault === undefined ? null : w.fault[fault];
  };
  const save = async (event: SubmitEvent) => {
    event.preventDefault();
    if (isBusy.value) return;
    refusal.value = undefined;
    faults.value = faultsOf(draft.value, isZone);
    if (faults.value.size > 0) return focusFault();
    isBusy.value = true;
    try {
      const saved = await onSave(changeOf(draft.value), base.value);
      if (saved) take(saved);
    } catch (thrown) {
      const error = asApiError(thrown);
      refusal.value = error;
      if (error.code === "invalid-request") {
        faults.value = faultsIn(error);
        focusFault();
      }
    }
    isBusy.value = false;
  };
  const merge = async () => {
    if (!base.value) return;
    try {
      const theirs = await getVenue(base.value.id);
      draft.value = mergedWith(draft.value, draftOf(base.value), draftOf(theirs));
      base.value = theirs;
      refusal.value = undefined;
      showToast({ text: w.merged });
    } catch (thrown) {
      refusal.value = asApiError(thrown);
    }
  };
  const isConflict = refusal.value?.code === "changed-meanwhile";
  return (
    <form class="venue" noValidate onSubmit={(event) => void save(event)}>
      <VenueFields
        draft={draft.value}
        faultAt={faultAt}
        isDisabled={isDisabled}
        isZoneFixed={(base.value?.comingDates ?? 0) > 0}
        onChange={(change) => (draft.value = { ...draft.value, ...change })}
      />
      {faults.value.size > 0 ? (
        <p class="error" role="status">
          {w.fix(count(faults.value.size, language.value))}
        </p>
      ) : null}
      {refusal.value && isConflict ? (
        <ConflictNote error={refusal.value} onMerge={() => void merge()} />
      ) : (
        <ProblemNote error={refusal.value} conflict={w.timeZoneFixed} />
      )}
      {isDisabled ? null : (
        <button
          class="btn btn--primary adm__submit"
          type="submit"
          aria-busy={isBusy.value}
          disabled={isConflict}
        >
          {known ? w.save : w.create}
        </button>
      )}
      <UnsavedGuard isDirty={isDirty} />
    </form>
  );
}

/** The fields that the server named; what it found there is better known here, or else it is just not accepted. */
function faultsIn({ errors }: ApiError): Faults {
  return new Map(errors.map(({ pointer }): [string, Fault] => [pointer, "badValue"]));
}
