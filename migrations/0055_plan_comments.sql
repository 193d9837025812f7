-- 0043 defined these functions again without saying anew what they guarantee.
COMMENT ON FUNCTION create_plan(uuid, text, jsonb, int, uuid, text) IS 'Adds a plan to a venue as its next revision, unless the venue has that plan already. Two plans of one venue never get the same revision.
Locks: the venue.';
--> statement-breakpoint
COMMENT ON FUNCTION hold_plan_draft(uuid, uuid, int, boolean) IS 'Makes an account the editor of a draft for a while, unless somebody else is and is not to be taken over; answers who it is.
Locks: the draft.';
