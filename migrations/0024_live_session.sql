-- Stops a batch, and with it all that it would write, when the session that asks has been ended.
CREATE FUNCTION require_live_session(asking uuid) RETURNS void LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF EXISTS (SELECT FROM session WHERE id = asking AND revoked_at IS NOT NULL) THEN
    RAISE EXCEPTION 'the session has been ended' USING ERRCODE = 'FR001';
  END IF;
END $$;
