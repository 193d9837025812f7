import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import type { Organization } from "../../../../contract/admin/organizations.ts";
import type { AdminVenue } from "../../../../contract/admin/venues.ts";
import { dayName, localDay } from "../../../../contract/catalog/calendar.ts";
import type { Finding } from "../../../../contract/concert-draft/findings.ts";
import { planFactsOf } from "../../../../contract/concert-draft/plan-facts.ts";
import { readinessOf } from "../../../../contract/concert-draft/readiness.ts";
import type { SeatPlan } from "../../../../contract/plan/seat-plan.ts";
import { listAllVenues } from "../../../api/concert-drafts.ts";
import { getPlan } from "../../../api/concerts.ts";
import { getOrganization } from "../../../api/staff.ts";
import { clock } from "../../../state/clock.ts";
import { useResource } from "../../../state/resource.ts";
import { useCategories } from "./categories.ts";
import type { Editing } from "./editing.ts";
import type { Setting } from "./setting.ts";

const checkMs = 250;
const usualZone = "Asia/Seoul";

/** Loads what the document names, and checks the document again a moment after each change. */
export function useSetting(editing: Editing): Setting {
  const document = editing.document.value;
  const { venueId, planHash } = document;
  const venues = useResource<AdminVenue[]>("setup-venues", listAllVenues).data;
  const loaded = useResource<SeatPlan>(planHash === null ? null : `plan ${planHash}`, () =>
    getPlan(planHash ?? ""),
  ).data;
  const organization = useResource<Organization>("admin-organization", getOrganization).data;
  const categories = useCategories();
  const findings = useSignal<readonly Finding[]>([]);
  const venue = venues?.find(({ id }) => id === venueId) ?? null;
  const plan = useMemo(
    () =>
      loaded && planHash !== null ? { facts: planFactsOf(planHash, loaded), plan: loaded } : null,
    [loaded, planHash],
  );
  const isLoaded =
    organization !== undefined &&
    (venueId === null || venues !== undefined) &&
    (planHash === null || plan !== null);
  useEffect(() => {
    if (!isLoaded) return undefined;
    const check = () => {
      findings.value = readinessOf({
        document,
        venue,
        plan: plan?.facts ?? null,
        organization,
        categories: categories?.map(({ id }) => id) ?? null,
        nowMs: clock.serverNow(),
      });
    };
    if (findings.peek().length === 0) check();
    const timer = setTimeout(check, checkMs);
    return () => clearTimeout(timer);
  }, [document, venue, plan, organization, categories, isLoaded]);
  const timeZone = venue?.timeZone ?? usualZone;
  return {
    venues,
    venue,
    plan,
    categories: categories ?? [],
    timeZone,
    today: dayName(localDay(clock.serverNow(), timeZone)),
    findings: findings.value,
    isChecked: findings.value.length > 0,
  };
}
