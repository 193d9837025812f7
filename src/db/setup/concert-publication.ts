import { sql } from "drizzle-orm";
import type { Identity } from "../../contract/admin/organizations.ts";
import type { VenueDetails } from "../../contract/catalog/venues.ts";
import type { PublishedConcert } from "../../contract/concert-draft/drafts.ts";
import type { Publication } from "../../contract/concert-draft/publication.ts";
import type { SeatPlan } from "../../contract/plan/seat-plan.ts";
import type { Outcome } from "../../contract/problems.ts";
import type { Actor } from "../admin/audit.ts";
import { universalTime } from "../catalog/universal-time.ts";
import { type Database, outcomeOf, rowsOf } from "../connection/database.ts";

/** All that the books know of what a document names. Another organization's venue or plan is not there. */
export type DraftSurroundings = {
  venue: (VenueDetails & { capacity: number | null; archivedAt: string | null }) | null;
  plan: SeatPlan | null;
  organization: { identity: Identity | null };
  /** The categories that a new concert may have. */
  categories: string[];
};

export async function draftSurroundings(
  db: Database,
  wanted: { organizationId: string; venueId: string | null; planHash: string | null },
): Promise<DraftSurroundings> {
  const { organizationId, venueId, planHash } = wanted;
  const [row] = await rowsOf<DraftSurroundings>(
    db,
    sql`SELECT jsonb_build_object('identity', o.identity) AS organization, p.plan,
      ARRAY(SELECT k.slug FROM category k WHERE k.archived_at IS NULL) AS categories,
      CASE WHEN v.id IS NOT NULL THEN jsonb_build_object('id', v.id, 'name', v.name, 'city', v.city, 'address', v.address,
        'timeZone', v.time_zone, 'transit', v.transit, 'access', v.access, 'position', v.position, 'gates', v.gates,
        'capacity', v.capacity, 'archivedAt', utc_text(v.archived_at)) END AS venue
    FROM organization o LEFT JOIN venue v ON v.id = ${venueId}::uuid AND v.organization_id = o.id
    LEFT JOIN plan_revision r ON r.venue_id = v.id AND r.plan_hash = ${planHash}
    LEFT JOIN seat_plan p ON p.hash = r.plan_hash
    WHERE o.id = ${organizationId}`,
  );
  return row ?? { venue: null, plan: null, organization: { identity: null }, categories: [] };
}

type Wanted = {
  id: string;
  seen: number;
  by: Actor;
  timeZone: string;
  /** Null if the draft cannot be published now; it may have been before. */
  publication: Publication | null;
  now: number;
};

/** Makes a concert of a draft, with all its rows or none, unless somebody has saved the draft since `seen`. */
export function publishConcertDraft(
  db: Database,
  { id, seen, by, timeZone, publication, now }: Wanted,
): Promise<Outcome<PublishedConcert>> {
  return outcomeOf(
    db,
    sql`SELECT publish_concert_draft(${id}, ${by.scope.organizationId}, ${seen},
      ${JSON.stringify({ ...publication, timeZone })}::jsonb, ${universalTime(now)}::timestamptz, ${by.accountId},
      ${by.requestId}) AS outcome`,
  );
}
