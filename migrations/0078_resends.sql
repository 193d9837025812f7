CREATE FUNCTION resends_in_turn(mailed uuid) RETURNS int LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM customer_order o WHERE o.id = mailed FOR NO KEY UPDATE;
  -- A statement of its own, which sees what whoever had the lock before has written.
  RETURN (SELECT count(*)::int FROM audit_log a WHERE a.subject = mailed::text AND a.action = 'order.resend'
    AND a.at > now() - interval '1 hour');
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION resends_in_turn IS 'How often the tickets of an order were mailed again within the last hour. Those who ask at once take turns, so each counts what the one before has written.
Locks: the order.';
