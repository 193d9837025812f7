CREATE OR REPLACE FUNCTION settle_card_payment(
  payment_id uuid, account_id uuid, order_number text, provider_key text, approved_minor bigint, status text,
  reason text, record jsonb, deposit jsonb, late text, other_hold_id uuid
) RETURNS jsonb LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  paying payment%ROWTYPE;
  purse wallet%ROWTYPE;
  show record;
  hold uuid;
  fees bigint;
  why text;
BEGIN
  SELECT p.* INTO paying FROM payment p
  WHERE p.id = settle_card_payment.payment_id AND p.purpose = 'order'
    AND p.account_id = coalesce(settle_card_payment.account_id, p.account_id);
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  SELECT w.* INTO purse FROM wallet w WHERE w.account_id = paying.account_id FOR NO KEY UPDATE;
  SELECT p.* INTO paying FROM payment p WHERE p.id = settle_card_payment.payment_id FOR NO KEY UPDATE;

  IF paying.status IN ('paid', 'to-refund', 'refunded') THEN
    IF settle_card_payment.status = 'paid' AND paying.provider_key <> settle_card_payment.provider_key THEN
      UPDATE payment SET issue = 'paid-with-another-key' WHERE id = paying.id;
      RETURN refusal('conflict', 'paid with another key');
    END IF;
    RETURN card_settlement(paying);
  END IF;
  IF settle_card_payment.status = 'paid' AND paying.amount_minor <> approved_minor THEN
    UPDATE payment SET issue = 'amount-differs', record = settle_card_payment.record WHERE id = paying.id;
    RETURN refusal('conflict', 'the amounts differ');
  END IF;

  IF settle_card_payment.status <> 'paid' THEN
    IF settle_card_payment.status = 'refused' THEN PERFORM give_back_coupon(paying.order_id); END IF;
    UPDATE payment SET status = settle_card_payment.status, reason = settle_card_payment.reason,
      provider_key = coalesce(settle_card_payment.provider_key, paying.provider_key),
      record = coalesce(settle_card_payment.record, paying.record),
      deposit = coalesce(settle_card_payment.deposit, paying.deposit),
      settled_at = CASE WHEN settle_card_payment.status = 'refused' THEN now() END
    WHERE id = paying.id RETURNING * INTO paying;
    RETURN card_settlement(paying);
  END IF;

  SELECT s.concert_id, s.sale_state, s.starts_at INTO show FROM schedule s WHERE s.id = paying.schedule_id;
  hold := coalesce(other_hold_id, paying.hold_id);
  why := CASE WHEN show.sale_state = 'cancelled' THEN 'show-cancelled'
    -- A show may have been moved to before the account's last day, and nobody can cancel a ticket of a show that has begun.
    WHEN paying.method = 'virtualAccount' AND show.starts_at <= now() THEN 'show-begun'
    WHEN purse.balance_minor < paying.wallet_minor THEN 'insufficient-funds'
    ELSE take_seats(paying, hold, order_number) END;
  IF why = 'hold-expired' AND late = 'tell' THEN
    RETURN jsonb_set(card_settlement(paying), '{value,end}', '"late"');
  END IF;

  UPDATE payment SET status = CASE WHEN why IS NULL THEN 'paid' ELSE 'to-refund' END, hold_id = hold, reason = why,
    provider_key = settle_card_payment.provider_key, record = settle_card_payment.record, settled_at = now()
  WHERE id = paying.id RETURNING * INTO paying;
  IF why IS NULL THEN
    fees := (paying.draft->>'feesMinor')::bigint;
    INSERT INTO transfer (kind, debit_id, credit_id, amount_minor, currency, order_id, payment_id)
    SELECT 'card-purchase', gateway_account(), show.concert_id, paying.amount_minor, paying.currency, paying.order_id, paying.id
    UNION ALL
    SELECT 'fee', show.concert_id, fees_account(), fees, paying.currency, paying.order_id, paying.id WHERE fees > 0;
    IF paying.wallet_minor > 0 THEN
      UPDATE wallet SET balance_minor = balance_minor - paying.wallet_minor, lines = lines + 1
      WHERE wallet.account_id = paying.account_id;
      INSERT INTO transfer (kind, debit_id, credit_id, amount_minor, currency, order_id, payment_id,
        wallet_id, wallet_line, balance_after_minor)
      VALUES ('purchase', paying.account_id, show.concert_id, paying.wallet_minor, paying.currency, paying.order_id,
        paying.id, paying.account_id, purse.lines + 1, purse.balance_minor - paying.wallet_minor);
    END IF;
    INSERT INTO outbox (topic, payload)
    VALUES ('order.paid', jsonb_build_object('orderId', paying.order_id, 'accountId', paying.account_id,
      'scheduleId', paying.schedule_id, 'holdId', hold));
  ELSE
    PERFORM give_back_coupon(paying.order_id);
    INSERT INTO settlement (hold_id) VALUES (hold) ON CONFLICT DO NOTHING;
    PERFORM send_back(paying, why);
  END IF;
  RETURN card_settlement(paying);
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION settle_card_payment(uuid, uuid, text, text, bigint, text, text, jsonb, jsonb, text, uuid) IS 'Records how a payment for an order ended, once. Money that arrived makes the order, and takes the part of the wallet in the same statement; if the order can no longer be made, or if a deposit arrives after the show has begun, all of the money that arrived becomes a refund that is due. Another amount or another key is only noted as the issue of the payment.
Locks: the wallet, then the payment, then the settlement of the hold, then the coupon, then the live seats.';
