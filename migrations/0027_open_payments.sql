DROP INDEX "payment_check";--> statement-breakpoint
ALTER TABLE "refund" ADD COLUMN "refusals" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "payment_check" ON "payment" USING btree (("status" <> 'unknown'),"next_check_at") WHERE "payment"."status" IN ('ready', 'awaiting-deposit', 'unknown');--> statement-breakpoint
CREATE FUNCTION ask_payment_now() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.next_check_at := now();
  NEW.checks := 0;
  RETURN NEW;
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION ask_payment_now() IS 'Makes a payment whose money may have moved due to be looked up at once, with the pauses from their start.
Locks: nothing beyond the payment that is being written.';
--> statement-breakpoint
CREATE TRIGGER payment_unknown BEFORE UPDATE OF status ON payment FOR EACH ROW
WHEN (NEW.status = 'unknown' AND OLD.status <> 'unknown') EXECUTE FUNCTION ask_payment_now();
--> statement-breakpoint
DROP FUNCTION settle_top_up(uuid, uuid, text, bigint, text, jsonb);
--> statement-breakpoint
CREATE FUNCTION settle_top_up(
  payment_id uuid, account_id uuid, provider_key text, approved_minor bigint, status text, reason text, record jsonb
) RETURNS jsonb LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  paying payment%ROWTYPE;
  purse wallet%ROWTYPE;
BEGIN
  SELECT p.* INTO paying FROM payment p
  WHERE p.id = settle_top_up.payment_id AND p.purpose = 'top-up'
    AND p.account_id = coalesce(settle_top_up.account_id, p.account_id)
  FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF paying.status = 'paid' THEN
    IF settle_top_up.status = 'paid' AND paying.provider_key <> settle_top_up.provider_key THEN
      RETURN refusal('conflict', 'paid with another key');
    END IF;
    RETURN done(payment_row(paying));
  END IF;
  IF settle_top_up.status = 'paid' AND paying.amount_minor <> approved_minor THEN
    RETURN refusal('conflict', 'the amounts differ');
  END IF;

  UPDATE payment SET status = settle_top_up.status, reason = settle_top_up.reason,
    provider_key = coalesce(settle_top_up.provider_key, paying.provider_key), record = settle_top_up.record,
    settled_at = CASE WHEN settle_top_up.status <> 'unknown' THEN now() END
  WHERE id = paying.id RETURNING * INTO paying;
  IF paying.status = 'paid' THEN
    UPDATE wallet SET balance_minor = balance_minor + paying.amount_minor, lines = lines + 1
    WHERE wallet.account_id = paying.account_id RETURNING * INTO purse;
    INSERT INTO transfer (kind, debit_id, credit_id, amount_minor, currency, payment_id,
      wallet_id, wallet_line, balance_after_minor)
    VALUES ('top-up', gateway_account(), paying.account_id, paying.amount_minor, paying.currency, paying.id,
      paying.account_id, purse.lines, purse.balance_minor);
  END IF;
  RETURN done(payment_row(paying));
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION settle_top_up(uuid, uuid, text, bigint, text, text, jsonb) IS 'Records how a top-up ended. The wallet is credited once, by the step to paid, and no later message leads away from paid. A top-up that was refused or has expired can still turn out to be paid.
Locks: the payment, then the wallet. No function locks a top-up after a wallet, so this order is safe.';
--> statement-breakpoint
CREATE OR REPLACE FUNCTION settle_refund(refund_id uuid, status text, transaction_key text, record jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  owed refund%ROWTYPE;
BEGIN
  SELECT r.* INTO owed FROM refund r WHERE r.id = settle_refund.refund_id;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  PERFORM FROM wallet w WHERE w.account_id = owed.account_id FOR NO KEY UPDATE;
  SELECT r.* INTO owed FROM refund r WHERE r.id = settle_refund.refund_id FOR NO KEY UPDATE;
  IF owed.status = 'done' THEN RETURN done(refund_row(owed)); END IF;

  UPDATE refund SET record = settle_refund.record, transaction_key = settle_refund.transaction_key,
    refusals = refusals + CASE WHEN settle_refund.status = 'later' THEN 1 ELSE 0 END,
    status = CASE WHEN settle_refund.status IN ('unknown', 'later') THEN 'due' ELSE 'done' END,
    done_at = CASE WHEN settle_refund.status NOT IN ('unknown', 'later') THEN now() END,
    target = CASE WHEN settle_refund.status = 'failed' THEN 'wallet' ELSE target END
  WHERE id = owed.id RETURNING * INTO owed;
  IF owed.status = 'due' THEN RETURN done(refund_row(owed)); END IF;
  IF owed.target = 'wallet' THEN
    PERFORM credit_wallet(owed.account_id, 'refund', refunds_due_account(), owed.amount_minor, owed.currency,
      owed.order_id, owed.payment_id);
  ELSE
    INSERT INTO transfer (kind, debit_id, credit_id, amount_minor, currency, order_id, payment_id)
    VALUES ('gateway-refund', refunds_due_account(), gateway_account(), owed.amount_minor, owed.currency, owed.order_id,
      owed.payment_id);
  END IF;
  UPDATE payment SET status = 'refunded' WHERE id = owed.payment_id AND status = 'to-refund';
  RETURN done(refund_row(owed));
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION settle_refund(uuid, text, text, jsonb) IS 'Records how the gateway answered a refund, once. A refund that the gateway refuses for good goes to the wallet instead. One that it refuses for the moment stays due and is counted, and one without an answer stays due.
Locks: the wallet, then the refund, then the payment.';
