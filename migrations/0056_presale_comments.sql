-- 0054 defined these functions again without saying anew what they guarantee.
COMMENT ON FUNCTION verify_presale(uuid, uuid, bytea, timestamptz) IS 'Grants an account the presales of a schedule that are neither over nor paused, by a code or by the lists that have its e-mail address. A code is never used more often than it may be, and asking again uses nothing up.
Locks: the code, then the grant.';
--> statement-breakpoint
COMMENT ON FUNCTION take_coupon(uuid, uuid, uuid, timestamptz) IS 'Reserves a coupon for an order and returns null, or returns the reason for not doing so, such as a pause, and writes nothing. A coupon is never used more often than its two limits allow.
Locks: the coupon, if it has a limit for all accounts together. The caller has locked the wallet, so that the orders of one account are counted one after the other.';
