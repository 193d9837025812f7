-- 0034 defined these functions again without saying anew what they guarantee.
COMMENT ON FUNCTION begin_show_cancellation(uuid, text, int, uuid, text) IS 'Ends the sale of a show for good and writes that to the audit log, once. The same request again changes nothing; one with another reason or compensation is refused, since fans rely on the first. No money moves.
Locks: the schedule, then its cancellation.';
--> statement-breakpoint
COMMENT ON FUNCTION create_plan(uuid, text, jsonb, int, uuid, text) IS 'Adds a plan to a venue as its next revision, unless the venue has that plan already. Two plans of one venue never get the same revision.
Locks: the venue.';
--> statement-breakpoint
COMMENT ON FUNCTION rotate_refresh(bytea, bytea, timestamptz) IS 'Exchanges a refresh token for its successor once. A second use ends the whole session, unless it comes within ten seconds and the successor is unused: then two tabs have raced, and the caller tries again.
Locks: the refresh token, then the session.';
