-- What has been written in the ledger, and a plan that seats have been sold by, stays as it is for good.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a row of % is never changed or taken away', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER transfer_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON transfer
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER seat_plan_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON seat_plan
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER audit_log_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- Money that fans pay in comes from the gateway's account; booking fees go to the fees' account.
CREATE FUNCTION gateway_account() RETURNS uuid LANGUAGE sql IMMUTABLE
RETURN '00000000-0000-7000-8000-000000000001'::uuid;
--> statement-breakpoint
CREATE FUNCTION fees_account() RETURNS uuid LANGUAGE sql IMMUTABLE
RETURN '00000000-0000-7000-8000-000000000002'::uuid;
--> statement-breakpoint
INSERT INTO system_account (id, name) VALUES (gateway_account(), 'gateway'), (fees_account(), 'fees');
--> statement-breakpoint
-- The two legs of each transfer, with their signs.
CREATE VIEW ledger_entry AS
SELECT id AS transfer_id, kind, debit_id AS ledger_account_id, -amount_minor AS amount_minor, currency, at FROM transfer
UNION ALL
SELECT id, kind, credit_id, amount_minor, currency, at FROM transfer;
--> statement-breakpoint
CREATE VIEW ledger_balance AS
SELECT ledger_account_id, currency, sum(amount_minor)::bigint AS balance_minor
FROM ledger_entry GROUP BY ledger_account_id, currency;
--> statement-breakpoint
-- A refusal as the contract writes it.
CREATE FUNCTION refusal(code text, detail text DEFAULT NULL) RETURNS jsonb LANGUAGE sql STABLE
RETURN jsonb_strip_nulls(jsonb_build_object('ok', false, 'code', code, 'detail', detail));
--> statement-breakpoint
CREATE FUNCTION done(value jsonb) RETURNS jsonb LANGUAGE sql STABLE
RETURN jsonb_build_object('ok', true, 'value', value);
--> statement-breakpoint
CREATE FUNCTION epoch_ms(at timestamptz) RETURNS bigint LANGUAGE sql STABLE
RETURN round(extract(epoch FROM at) * 1000)::bigint;
--> statement-breakpoint
CREATE FUNCTION utc_text(at timestamptz) RETURNS text LANGUAGE sql STABLE
RETURN to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');
