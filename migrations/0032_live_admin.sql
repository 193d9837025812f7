CREATE FUNCTION require_live_admin(asking uuid) RETURNS void LANGUAGE plpgsql STABLE AS $$
BEGIN
  PERFORM require_live_session(asking);
  IF NOT EXISTS (SELECT FROM session s JOIN account a ON a.id = s.account_id WHERE s.id = asking AND a.role = 'admin') THEN
    RAISE EXCEPTION 'the account is not an admin''s' USING ERRCODE = 'FR002';
  END IF;
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION require_live_admin(uuid) IS 'Stops a batch, and with it all that it would read or write, when the session that asks has been ended or its account is no admin''s any more.
Locks: nothing.';
