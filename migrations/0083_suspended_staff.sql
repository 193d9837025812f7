DROP FUNCTION suspend_account(uuid, text, uuid, uuid, text);
--> statement-breakpoint
CREATE FUNCTION suspend_account(suspended uuid, reason text, with_roles boolean, organization uuid, actor uuid, request text) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  known account%ROWTYPE;
BEGIN
  PERFORM FROM organization o WHERE o.id IN (SELECT f.organization_id FROM staff f WHERE f.account_id = suspended)
  ORDER BY o.id FOR NO KEY UPDATE;
  SELECT a.* INTO known FROM account a WHERE a.id = suspended FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF suspended = actor THEN RETURN refusal('conflict', 'Nobody suspends their own account'); END IF;
  IF is_staff(suspended) AND NOT with_roles THEN
    RETURN refusal('conflict', 'The account has roles, which end only if the request says so');
  END IF;
  IF EXISTS (SELECT FROM staff f WHERE f.account_id = suspended AND f.role = 'owner' AND f.suspended_at IS NULL
    AND NOT EXISTS (SELECT FROM staff e WHERE e.organization_id = f.organization_id AND e.role = 'owner'
      AND e.suspended_at IS NULL AND e.account_id <> suspended)) THEN
    RETURN refusal('conflict', 'The account is the last owner of an organization');
  END IF;
  WITH ended AS (
    UPDATE staff f SET suspended_at = now(), revision = f.revision + 1
    WHERE f.account_id = suspended AND f.suspended_at IS NULL RETURNING f.*
  ) INSERT INTO audit_log (organization_id, actor_id, action, subject, after, request_id)
  SELECT e.organization_id, actor, 'staff.suspend', suspended::text, to_jsonb(e), request FROM ended e;
  UPDATE account a SET suspended_at = coalesce(a.suspended_at, now()), suspension = coalesce(a.suspension, reason)
  WHERE a.id = suspended;
  UPDATE session s SET revoked_at = now() WHERE s.account_id = suspended AND s.revoked_at IS NULL;
  DELETE FROM push_subscription p WHERE p.account_id = suspended;
  UPDATE waitlist_entry w SET state = 'left', changed_at = now() WHERE w.account_id = suspended AND w.state IN ('waiting', 'offered');
  IF known.suspended_at IS NOT NULL THEN RETURN done('{"isNew": false}'); END IF;
  INSERT INTO audit_log (organization_id, actor_id, action, subject, after, request_id)
  VALUES (organization, actor, 'account.suspend', suspended::text, jsonb_build_object('reason', reason), request);
  RETURN done('{"isNew": true}');
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION suspend_account(uuid, text, boolean, uuid, uuid, text) IS 'Suspends an account: its sessions, subscriptions and waits end, and its tickets stay. Roles are suspended with it only if the request says so, and never those of the last owner of an organization.
Locks: the organizations that the account works for, then the account, its roles, its sessions and its waits.';
