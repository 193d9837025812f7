import { useSignal } from "@preact/signals";
import { type DraftStart, getVenuePlans } from "../../api/plans.ts";
import { listVenues } from "../../api/setup/venues.ts";
import { count } from "../../i18n/format.ts";
import { language, local, words } from "../../state/language.ts";
import { useResource } from "../../state/resource.ts";

type FromVenueProps = { venueId: string; onBegin: (start: DraftStart) => void };

/** Begins with a revision of another venue of the organization. */
export function FromVenue({ venueId, onBegin }: FromVenueProps) {
  const w = words().adminPlans;
  const chosen = useSignal("");
  const revision = useSignal(0);
  const venues = useResource("admin-plans-venues", () =>
    listVenues({ search: "", archived: "no" }),
  );
  const plans = useResource(chosen.value === "" ? null : `admin-plans ${chosen.value}`, () =>
    getVenuePlans(chosen.value),
  );
  const others = venues.data?.items.filter(({ id }) => id !== venueId) ?? [];
  const revisions = chosen.value === "" ? [] : (plans.data?.revisions ?? []);
  const latest = revisions[0]?.revision ?? 0;
  if (others.length === 0) return null;
  return (
    <form
      class="plans__from"
      onSubmit={(event) => {
        event.preventDefault();
        const wanted = revision.value || latest;
        if (wanted > 0)
          onBegin({ from: { kind: "revision", venueId: chosen.value, revision: wanted } });
      }}
    >
      <div class="field">
        <label for="plans-venue">{w.fromVenue}</label>
        <select
          class="input"
          id="plans-venue"
          value={chosen.value}
          onChange={(event) => {
            chosen.value = event.currentTarget.value;
            revision.value = 0;
          }}
        >
          <option value="">{w.chooseVenue}</option>
          {others.map(({ id, name }) => (
            <option key={id} value={id}>
              {local(name)}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="plans-revision">{w.revision}</label>
        <select
          class="input"
          id="plans-revision"
          disabled={latest === 0}
          value={revision.value || latest}
          onChange={(event) => (revision.value = Number(event.currentTarget.value))}
        >
          {latest === 0 ? <option value="0">–</option> : null}
          {revisions.map((each) => (
            <option key={each.revision} value={each.revision}>
              {w.revisionOption(each.revision, count(each.seatCount, language.value))}
            </option>
          ))}
        </select>
      </div>
      <button class="btn btn--secondary" type="submit" disabled={latest === 0}>
        {w.copy}
      </button>
    </form>
  );
}
