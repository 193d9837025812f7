import { useEffect } from "preact/hooks";
import type { VenuePlans } from "../../../../contract/admin/plan-versions.ts";
import { listVenuePlans } from "../../../api/concert-drafts.ts";
import { SkeletonLines } from "../../../components/feedback/loading.tsx";
import { Trouble } from "../../../components/feedback/trouble.tsx";
import { ZoneMark } from "../../../concert/zone-mark.tsx";
import { count } from "../../../i18n/format.ts";
import { language, local, words } from "../../../state/language.ts";
import { useResource } from "../../../state/resource.ts";
import { Table } from "../../parts/table.tsx";
import { minuteText } from "../../parts/moment.tsx";
import type { StepProps } from "../editing/setting.ts";
import { placed } from "../fields/placed.ts";
import { ChoiceField } from "../fields/value-fields.tsx";
import { PlanPicture } from "./plan-picture.tsx";

/** The hall, and which revision of its plan is sold. */
export function VenueStep({ editing, setting }: StepProps) {
  const w = words().concertDraft.venue;
  const { venueId } = editing.document.value;
  const { venues, venue } = setting;
  return (
    <>
      <ChoiceField
        id={placed("/venueId")}
        label={w.venue}
        value={venueId ?? ""}
        onChange={(id) =>
          editing.change((before) => ({ ...before, venueId: id || null, planHash: null }))
        }
        {...(venue ? { help: `${local(venue.address)} · ${w.clock(venue.timeZone)}` } : {})}
      >
        <option value="">{w.choose}</option>
        {venues?.map(({ id, name, city }) => (
          <option key={id} value={id}>
            {local(name)} · {local(city)}
          </option>
        ))}
      </ChoiceField>
      {venueId === null ? (
        <p class="c-2">
          {w.noVenue}{" "}
          <a class="link" href="/admin/venues">
            {w.toVenues}
          </a>
        </p>
      ) : (
        <Revisions key={venueId} {...{ editing, setting, venueId }} />
      )}
      {setting.plan ? <PlanZones setting={setting} /> : null}
    </>
  );
}

function Revisions({ editing, venueId }: StepProps & { venueId: string }) {
  const w = words().concertDraft.venue;
  const lang = language.value;
  const { planHash } = editing.document.value;
  const plans = useResource<VenuePlans>(`venue-plans ${venueId}`, () => listVenuePlans(venueId));
  const revisions = plans.data?.revisions;
  useEffect(() => {
    // The newest is what most want; it is taken once, when the venue is chosen.
    const newest = revisions?.[0];
    if (newest && editing.document.peek().planHash === null)
      editing.change((before) => ({ ...before, planHash: newest.hash }));
  }, [revisions]);
  if (!plans.data)
    return plans.error ? (
      <Trouble error={plans.error} onRetry={() => void plans.reload()} />
    ) : (
      <SkeletonLines lines={3} />
    );
  return (
    <fieldset class="draft__choices" id={placed("/planHash")}>
      <legend class="label">{w.revision}</legend>
      {revisions?.length === 0 ? (
        <p class="c-2">
          {w.noPlan}{" "}
          <a class="link" href={`/admin/venues/${venueId}/plans`}>
            {w.toPlans}
          </a>
        </p>
      ) : null}
      {revisions?.map(({ hash, revision, name, seatCount, createdAt }) => (
        <label key={hash} class="check">
          <input
            type="radio"
            name="revision"
            checked={hash === planHash}
            onChange={() => editing.change((before) => ({ ...before, planHash: hash }))}
          />
          <span>
            <b>{w.revisionName(revision)}</b> {local(name)}
            <small class="help num">
              {w.seats(count(seatCount, lang))} · {minuteText(createdAt, lang)}
            </small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function PlanZones({ setting }: Pick<StepProps, "setting">) {
  const w = words().concertDraft.venue;
  const lang = language.value;
  const { plan } = setting;
  if (!plan) return null;
  const { zones, seatCount, accessibleSeats } = plan.facts;
  return (
    <section class="draft__split" aria-label={w.zones}>
      <PlanPicture plan={plan.plan} label={w.picture(count(seatCount, lang))} />
      <Table name={w.zones} head={[w.zone, `>${w.seatCount}`]}>
        {zones.map(({ id, name, color, seats }) => (
          <tr key={id}>
            <td>
              <span class="row">
                <ZoneMark color={color} name={name.en} />
                {local(name)}
              </span>
            </td>
            <td class="right">{count(seats, lang)}</td>
          </tr>
        ))}
        <tr>
          <td>
            <b>{w.all}</b>
            <small class="help"> {w.accessible(count(accessibleSeats, lang))}</small>
          </td>
          <td class="right">
            <b>{count(seatCount, lang)}</b>
          </td>
        </tr>
      </Table>
    </section>
  );
}
