-- money
-- Written by `npm run schema` from a freshly migrated database. Do not edit.

CREATE TABLE coupon (
  id                   uuid NOT NULL,
  code                 text NOT NULL,
  name                 jsonb NOT NULL,
  cut                  jsonb NOT NULL,
  currency             text NOT NULL,
  minimum_minor        bigint NOT NULL,
  zones                jsonb,
  concert_id           uuid,
  schedule_id          uuid,
  tier                 text,
  opens_at             timestamptz(3),
  closes_at            timestamptz(3),
  uses_max             integer,
  uses_left            integer,
  uses_per_account_max integer,
  is_open              boolean NOT NULL DEFAULT true,
  created_at           timestamptz(3) NOT NULL DEFAULT now(),
  organization_id      uuid NOT NULL,
  paused_at            timestamptz(3),
  revision             integer NOT NULL DEFAULT 1,
  CONSTRAINT coupon_pkey PRIMARY KEY (id),
  CONSTRAINT coupon_code UNIQUE (organization_id, code),
  CONSTRAINT coupon_uses CHECK (uses_left >= 0 AND uses_left <= uses_max),
  CONSTRAINT coupon_organization_id_organization_id_fk FOREIGN KEY (organization_id) REFERENCES organization(id)
);
CREATE TRIGGER coupon_revision BEFORE UPDATE OF name, minimum_minor, opens_at, closes_at, uses_max, uses_per_account_max, is_open, paused_at ON coupon FOR EACH ROW EXECUTE FUNCTION revise_coupon();

CREATE TABLE coupon_use (
  order_id   uuid NOT NULL,
  coupon_id  uuid NOT NULL,
  account_id uuid NOT NULL,
  at         timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT coupon_use_pkey PRIMARY KEY (order_id),
  CONSTRAINT coupon_use_coupon_id_coupon_id_fk FOREIGN KEY (coupon_id) REFERENCES coupon(id)
);
CREATE INDEX coupon_use_account ON coupon_use USING btree (coupon_id, account_id);

CREATE TABLE customer_order (
  id             uuid NOT NULL,
  number         text NOT NULL,
  account_id     uuid,
  schedule_id    uuid NOT NULL,
  hold_id        uuid NOT NULL,
  status         text NOT NULL DEFAULT 'paid'::text,
  currency       text NOT NULL,
  total_minor    bigint NOT NULL,
  refunded_minor bigint NOT NULL DEFAULT 0,
  paid_at        timestamptz(3) NOT NULL DEFAULT now(),
  cancelled_at   timestamptz(3),
  cancel_reason  text,
  method         text NOT NULL DEFAULT 'wallet'::text,
  payment_id     uuid,
  discounts      jsonb NOT NULL DEFAULT '[]'::jsonb,
  channel        text NOT NULL DEFAULT 'web'::text,
  buyer_name     text,
  buyer_phone    text,
  CONSTRAINT customer_order_pkey PRIMARY KEY (id),
  CONSTRAINT customer_order_number UNIQUE (number),
  CONSTRAINT customer_order_buyer CHECK ((channel <> 'web'::text OR account_id IS NOT NULL) AND buyer_phone ~ '^[0-9]{4,20}$'::text),
  CONSTRAINT customer_order_cancelled CHECK ((status = 'cancelled'::text) = (cancelled_at IS NOT NULL)),
  CONSTRAINT customer_order_channel CHECK (channel = ANY (ARRAY['web'::text, 'counter'::text, 'invitation'::text, 'agency'::text])),
  CONSTRAINT customer_order_refund CHECK (total_minor >= 0 AND refunded_minor >= 0 AND refunded_minor <= total_minor),
  CONSTRAINT customer_order_status CHECK (status = ANY (ARRAY['paid'::text, 'cancelled'::text])),
  CONSTRAINT customer_order_account_id_account_id_fk FOREIGN KEY (account_id) REFERENCES account(id)
);
CREATE INDEX customer_order_account ON customer_order USING btree (account_id, paid_at, id, schedule_id);
CREATE INDEX customer_order_buyer_name ON customer_order USING gin (ko_jamo(buyer_name) gin_trgm_ops) WHERE buyer_name IS NOT NULL;
CREATE INDEX customer_order_offline ON customer_order USING btree (paid_at, id) WHERE channel <> 'web'::text;
CREATE INDEX customer_order_phone ON customer_order USING btree ("right"(buyer_phone, 4)) WHERE buyer_phone IS NOT NULL;
CREATE INDEX customer_order_schedule ON customer_order USING btree (schedule_id, paid_at, id);
CREATE INDEX customer_order_time ON customer_order USING btree ((paid_at AT TIME ZONE 'UTC'::text));

CREATE TABLE gateway_settlement (
  provider     text NOT NULL,
  reference    text NOT NULL,
  amount_minor bigint NOT NULL,
  fee_minor    bigint NOT NULL,
  currency     text NOT NULL,
  record       jsonb,
  created_at   timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT gateway_settlement_provider_reference_pk PRIMARY KEY (provider, reference)
);

CREATE TABLE order_form (
  order_id   uuid NOT NULL,
  account_id uuid,
  mail_to    text,
  agreement  jsonb,
  at         timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT order_form_pkey PRIMARY KEY (order_id)
);
CREATE INDEX order_form_mail ON order_form USING btree (lower(mail_to)) WHERE mail_to IS NOT NULL;

CREATE TABLE order_seat (
  order_id           uuid NOT NULL,
  schedule_id        uuid NOT NULL,
  seat               integer NOT NULL,
  seat_key           text NOT NULL,
  zone_id            text NOT NULL,
  price_minor        bigint NOT NULL,
  fee_minor          bigint NOT NULL,
  live               boolean NOT NULL DEFAULT true,
  discount_minor     bigint NOT NULL DEFAULT 0,
  price_type         text,
  refunded_minor     bigint NOT NULL DEFAULT 0,
  refund_id          uuid,
  visitor            text,
  fee_refunded_minor bigint NOT NULL DEFAULT 0,
  kept_out           boolean NOT NULL DEFAULT false,
  CONSTRAINT order_seat_order_id_seat_pk PRIMARY KEY (order_id, seat),
  CONSTRAINT order_seat_amounts CHECK (LEAST(seat::bigint, price_minor, fee_minor) >= 0),
  CONSTRAINT order_seat_cancelled CHECK (refund_id IS NULL OR NOT live),
  CONSTRAINT order_seat_fee_refund CHECK (fee_refunded_minor >= 0 AND fee_refunded_minor <= fee_minor AND (refunded_minor - fee_refunded_minor) >= 0 AND (refunded_minor - fee_refunded_minor) <= (price_minor - discount_minor)),
  CONSTRAINT order_seat_kept_out_ticket CHECK (NOT (kept_out AND live)),
  CONSTRAINT order_seat_refund CHECK (discount_minor >= 0 AND discount_minor <= price_minor AND refunded_minor >= 0 AND refunded_minor <= (price_minor - discount_minor + fee_minor)),
  CONSTRAINT order_seat_order_id_customer_order_id_fk FOREIGN KEY (order_id) REFERENCES customer_order(id)
);
CREATE INDEX order_seat_kept_out ON order_seat USING btree (schedule_id) WHERE kept_out;
CREATE INDEX order_seat_key ON order_seat USING btree (schedule_id, lower(seat_key));
CREATE UNIQUE INDEX order_seat_live ON order_seat USING btree (schedule_id, seat) WHERE live;

CREATE TABLE payment (
  id            uuid NOT NULL,
  account_id    uuid NOT NULL,
  purpose       text NOT NULL,
  amount_minor  bigint NOT NULL,
  currency      text NOT NULL,
  provider      text NOT NULL,
  provider_key  text,
  status        text NOT NULL DEFAULT 'ready'::text,
  created_at    timestamptz(3) NOT NULL DEFAULT now(),
  settled_at    timestamptz(3),
  record        jsonb,
  method        text,
  order_id      uuid,
  schedule_id   uuid,
  hold_id       uuid,
  draft         jsonb,
  cash_receipt  jsonb,
  deposit       jsonb,
  reason        text,
  issue         text,
  checks        integer NOT NULL DEFAULT 0,
  next_check_at timestamptz(3) NOT NULL DEFAULT (now() + '00:02:00'::interval),
  wallet_minor  bigint NOT NULL DEFAULT 0,
  CONSTRAINT payment_pkey PRIMARY KEY (id),
  CONSTRAINT payment_provider_key UNIQUE (provider, provider_key),
  CONSTRAINT payment_amount CHECK (amount_minor > 0),
  CONSTRAINT payment_of_order CHECK ((purpose = 'order'::text) = (num_nonnulls(method, order_id, schedule_id, hold_id, draft) = 5)),
  CONSTRAINT payment_purpose CHECK (purpose = ANY (ARRAY['top-up'::text, 'order'::text])),
  CONSTRAINT payment_status CHECK (status = ANY (ARRAY['ready'::text, 'awaiting-deposit'::text, 'unknown'::text, 'paid'::text, 'refused'::text, 'to-refund'::text, 'refunded'::text])),
  CONSTRAINT payment_wallet CHECK (wallet_minor >= 0 AND (wallet_minor = 0 OR purpose = 'order'::text)),
  CONSTRAINT payment_account_id_account_id_fk FOREIGN KEY (account_id) REFERENCES account(id)
);
CREATE INDEX payment_account ON payment USING btree (account_id, created_at, id);
CREATE INDEX payment_check ON payment USING btree ((status <> 'unknown'::text), next_check_at) WHERE status = ANY (ARRAY['ready'::text, 'awaiting-deposit'::text, 'unknown'::text]);
CREATE INDEX payment_hold ON payment USING btree (hold_id) WHERE hold_id IS NOT NULL;
CREATE INDEX payment_issue ON payment USING btree (created_at, id) WHERE issue IS NOT NULL;
CREATE UNIQUE INDEX payment_order ON payment USING btree (order_id) WHERE order_id IS NOT NULL;
CREATE INDEX payment_refused ON payment USING btree (settled_at) WHERE status = 'refused'::text AND issue IS NULL;
CREATE INDEX payment_time ON payment USING btree (created_at, id);
CREATE TRIGGER payment_begins AFTER INSERT ON payment FOR EACH ROW EXECUTE FUNCTION note_payment();
CREATE TRIGGER payment_ends BEFORE UPDATE OF status ON payment FOR EACH ROW WHEN (new.cash_receipt IS NOT NULL AND (new.status = ANY (ARRAY['paid'::text, 'refused'::text, 'to-refund'::text, 'refunded'::text]))) EXECUTE FUNCTION forget_receipt_number();
CREATE TRIGGER payment_goes_on AFTER UPDATE ON payment FOR EACH ROW WHEN (old.status IS DISTINCT FROM new.status OR old.reason IS DISTINCT FROM new.reason OR old.issue IS DISTINCT FROM new.issue) EXECUTE FUNCTION note_payment();
CREATE TRIGGER payment_told AFTER UPDATE OF status ON payment FOR EACH ROW WHEN (old.status IS DISTINCT FROM new.status) EXECUTE FUNCTION tell_payment();
CREATE TRIGGER payment_unknown BEFORE UPDATE OF status ON payment FOR EACH ROW WHEN (new.status = 'unknown'::text AND old.status <> 'unknown'::text) EXECUTE FUNCTION ask_payment_now();

CREATE TABLE payment_event (
  id         uuid NOT NULL DEFAULT uuidv7(),
  payment_id uuid NOT NULL,
  at         timestamptz(3) NOT NULL DEFAULT now(),
  status     text NOT NULL,
  reason     text,
  issue      text,
  CONSTRAINT payment_event_pkey PRIMARY KEY (id)
);
CREATE INDEX payment_event_payment ON payment_event USING btree (payment_id, id);
CREATE TRIGGER payment_event_kept BEFORE DELETE ON payment_event FOR EACH ROW WHEN (old.at > (now() - '1 year'::interval)) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER payment_event_stays BEFORE UPDATE OR TRUNCATE ON payment_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE payment_notice (
  id         uuid NOT NULL DEFAULT uuidv7(),
  payment_id uuid NOT NULL,
  at         timestamptz(3) NOT NULL DEFAULT now(),
  kind       text NOT NULL,
  status     text,
  CONSTRAINT payment_notice_pkey PRIMARY KEY (id)
);
CREATE INDEX payment_notice_payment ON payment_notice USING btree (payment_id, id);

CREATE TABLE payment_return (
  payment_id  uuid NOT NULL,
  success_url text NOT NULL,
  fail_url    text NOT NULL,
  CONSTRAINT payment_return_pkey PRIMARY KEY (payment_id)
);

CREATE TABLE refund (
  id              uuid NOT NULL,
  account_id      uuid,
  order_id        uuid,
  payment_id      uuid,
  amount_minor    bigint NOT NULL,
  charge_minor    bigint NOT NULL,
  currency        text NOT NULL,
  target          text NOT NULL,
  status          text NOT NULL,
  reason          text,
  lines           jsonb NOT NULL,
  created_at      timestamptz(3) NOT NULL DEFAULT now(),
  done_at         timestamptz(3),
  attempts        integer NOT NULL DEFAULT 0,
  next_try_at     timestamptz(3) NOT NULL DEFAULT now(),
  record          jsonb,
  transaction_key text,
  account         jsonb,
  refusals        integer NOT NULL DEFAULT 0,
  hand            text,
  shift_id        uuid,
  seat_end        text,
  made_by         uuid,
  note            text,
  job_id          uuid,
  CONSTRAINT refund_pkey PRIMARY KEY (id),
  CONSTRAINT refund_amounts CHECK (LEAST(amount_minor, charge_minor) >= 0),
  CONSTRAINT refund_hand CHECK ((target = 'hand'::text) = (hand IS NOT NULL)),
  CONSTRAINT refund_of CHECK (num_nonnulls(order_id, payment_id) > 0),
  CONSTRAINT refund_status CHECK ((status = ANY (ARRAY['due'::text, 'done'::text])) AND (status = 'done'::text) = (done_at IS NOT NULL)),
  CONSTRAINT refund_target CHECK (target = ANY (ARRAY['wallet'::text, 'original'::text, 'hand'::text]))
);
CREATE INDEX refund_due ON refund USING btree (next_try_at) WHERE status = 'due'::text AND target = 'original'::text;
CREATE INDEX refund_of_job ON refund USING btree (job_id) WHERE job_id IS NOT NULL;
CREATE INDEX refund_order ON refund USING btree (order_id);
CREATE INDEX refund_payment ON refund USING btree (payment_id);
CREATE INDEX refund_shift ON refund USING btree (shift_id) WHERE shift_id IS NOT NULL;
CREATE INDEX refund_time ON refund USING btree (created_at, id);
CREATE TRIGGER refund_ends BEFORE UPDATE OF status ON refund FOR EACH ROW WHEN (new.account IS NOT NULL AND new.status = 'done'::text) EXECUTE FUNCTION forget_refund_account();
CREATE TRIGGER refund_in_shift BEFORE INSERT OR UPDATE OF shift_id ON refund FOR EACH ROW WHEN (new.shift_id IS NOT NULL) EXECUTE FUNCTION mind_shift();
CREATE TRIGGER refund_redirected AFTER UPDATE OF target ON refund FOR EACH ROW WHEN (old.target = 'original'::text AND new.target = 'wallet'::text) EXECUTE FUNCTION tell_refund();
CREATE TRIGGER refund_told AFTER INSERT ON refund FOR EACH ROW WHEN (new.status = 'done'::text AND (new.lines = '[]'::jsonb OR (new.lines -> 0) ? 'refundMinor'::text)) EXECUTE FUNCTION tell_refund();

CREATE TABLE refund_job (
  id              uuid NOT NULL,
  organization_id uuid NOT NULL,
  selection       jsonb NOT NULL,
  money           jsonb NOT NULL,
  seat            text NOT NULL,
  target          text NOT NULL,
  hand            text,
  reason          text NOT NULL,
  currency        text NOT NULL,
  state           text NOT NULL DEFAULT 'planning'::text,
  revision        integer NOT NULL DEFAULT 1,
  made_by         uuid NOT NULL,
  created_at      timestamptz(3) NOT NULL DEFAULT now(),
  started_at      timestamptz(3),
  done_at         timestamptz(3),
  CONSTRAINT refund_job_pkey PRIMARY KEY (id),
  CONSTRAINT refund_job_state CHECK (state = ANY (ARRAY['planning'::text, 'planned'::text, 'running'::text, 'paused'::text, 'done'::text, 'stopped'::text])),
  CONSTRAINT refund_job_organization_id_organization_id_fk FOREIGN KEY (organization_id) REFERENCES organization(id)
);
CREATE INDEX refund_job_open ON refund_job USING btree (created_at) WHERE state = ANY (ARRAY['planning'::text, 'running'::text]);
CREATE INDEX refund_job_organization ON refund_job USING btree (organization_id, created_at, id);

CREATE TABLE refund_job_line (
  job_id       uuid NOT NULL,
  order_id     uuid NOT NULL,
  state        text NOT NULL DEFAULT 'selected'::text,
  seats        integer[] NOT NULL DEFAULT '{}'::integer[],
  charge_minor bigint NOT NULL DEFAULT 0,
  refund_minor bigint NOT NULL DEFAULT 0,
  problem      text,
  refund_id    uuid,
  done_at      timestamptz(3),
  CONSTRAINT refund_job_line_job_id_order_id_pk PRIMARY KEY (job_id, order_id),
  CONSTRAINT refund_job_line_state_name CHECK (state = ANY (ARRAY['selected'::text, 'planned'::text, 'done'::text, 'failed'::text, 'skipped'::text])),
  CONSTRAINT refund_job_line_job_id_refund_job_id_fk FOREIGN KEY (job_id) REFERENCES refund_job(id)
);
CREATE INDEX refund_job_line_state ON refund_job_line USING btree (job_id, state, order_id);

CREATE TABLE refund_terms (
  schedule_id uuid NOT NULL,
  until       timestamptz(3) NOT NULL,
  policy      jsonb NOT NULL,
  CONSTRAINT refund_terms_schedule_id_until_pk PRIMARY KEY (schedule_id, until),
  CONSTRAINT refund_terms_schedule_id_schedule_id_fk FOREIGN KEY (schedule_id) REFERENCES schedule(id)
);

CREATE TABLE settlement (
  hold_id  uuid NOT NULL,
  order_id uuid,
  at       timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT settlement_pkey PRIMARY KEY (hold_id)
);
CREATE INDEX settlement_void ON settlement USING btree (at) WHERE order_id IS NULL;

CREATE TABLE system_account (
  id   uuid NOT NULL,
  name text NOT NULL,
  CONSTRAINT system_account_pkey PRIMARY KEY (id),
  CONSTRAINT system_account_name_unique UNIQUE (name)
);

CREATE TABLE transfer (
  id                  uuid NOT NULL DEFAULT uuidv7(),
  kind                text NOT NULL,
  debit_id            uuid NOT NULL,
  credit_id           uuid NOT NULL,
  amount_minor        bigint NOT NULL,
  currency            text NOT NULL,
  order_id            uuid,
  payment_id          uuid,
  wallet_id           uuid,
  wallet_line         integer,
  balance_after_minor bigint,
  at                  timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT transfer_pkey PRIMARY KEY (id),
  CONSTRAINT transfer_amount CHECK (amount_minor > 0 AND debit_id <> credit_id),
  CONSTRAINT transfer_kind CHECK (kind = ANY (ARRAY['top-up'::text, 'voucher'::text, 'purchase'::text, 'card-purchase'::text, 'fee'::text, 'refund'::text, 'fee-refund'::text, 'compensation'::text, 'capture'::text, 'gateway-refund'::text, 'gateway-settlement'::text, 'gateway-fee'::text, 'hand-refund'::text, 'correction'::text, 'counter-sale'::text, 'exchange-out'::text, 'exchange-in'::text, 'exchange-rest'::text, 'till-float'::text, 'till-deposit'::text, 'till-difference'::text])),
  CONSTRAINT transfer_wallet CHECK (num_nulls(wallet_id, wallet_line, balance_after_minor) = ANY (ARRAY[0, 3]))
);
CREATE INDEX transfer_order ON transfer USING btree (order_id) WHERE order_id IS NOT NULL;
CREATE INDEX transfer_refunds_due ON transfer USING btree (id) WHERE debit_id = '00000000-0000-7000-8000-000000000006'::uuid OR credit_id = '00000000-0000-7000-8000-000000000006'::uuid;
CREATE INDEX transfer_tills ON transfer USING btree (id) WHERE debit_id = '00000000-0000-7000-8000-000000000007'::uuid OR credit_id = '00000000-0000-7000-8000-000000000007'::uuid;
CREATE UNIQUE INDEX transfer_wallet_line ON transfer USING btree (wallet_id, wallet_line) WHERE wallet_id IS NOT NULL;
CREATE TRIGGER transfer_stays BEFORE DELETE OR UPDATE OR TRUNCATE ON transfer FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE voucher (
  code         text NOT NULL,
  amount_minor bigint NOT NULL,
  currency     text NOT NULL,
  expires_at   timestamptz(3),
  redeemed_by  uuid,
  redeemed_at  timestamptz(3),
  created_at   timestamptz(3) NOT NULL DEFAULT now(),
  batch_id     uuid,
  CONSTRAINT voucher_pkey PRIMARY KEY (code)
);
CREATE INDEX voucher_batch ON voucher USING btree (batch_id);

CREATE TABLE wallet (
  account_id    uuid NOT NULL,
  currency      text NOT NULL,
  balance_minor bigint NOT NULL DEFAULT 0,
  lines         integer NOT NULL DEFAULT 0,
  CONSTRAINT wallet_pkey PRIMARY KEY (account_id),
  CONSTRAINT wallet_not_negative CHECK (balance_minor >= 0),
  CONSTRAINT wallet_account_id_account_id_fk FOREIGN KEY (account_id) REFERENCES account(id)
);

CREATE VIEW ledger_balance AS
 SELECT ledger_account_id,
    currency,
    sum(amount_minor)::bigint AS balance_minor
   FROM ledger_entry
  GROUP BY ledger_account_id, currency;

CREATE VIEW ledger_entry AS
 SELECT transfer.id AS transfer_id,
    transfer.kind,
    transfer.debit_id AS ledger_account_id,
    - transfer.amount_minor AS amount_minor,
    transfer.currency,
    transfer.at
   FROM transfer
UNION ALL
 SELECT transfer.id AS transfer_id,
    transfer.kind,
    transfer.credit_id AS ledger_account_id,
    transfer.amount_minor,
    transfer.currency,
    transfer.at
   FROM transfer;

-- Makes a payment whose money may have moved due to be looked up at once, with the pauses from their start.
-- Locks: nothing beyond the payment that is being written.
-- Last defined in migrations/0027_open_payments.sql.
CREATE FUNCTION ask_payment_now() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.next_check_at := now();
  NEW.checks := 0;
  RETURN NEW;
END $$;

-- Is the ledger account of our bank, into which the gateway pays out.
-- Locks: nothing.
-- Last defined in migrations/0008_accounts_money.sql.
CREATE FUNCTION bank_account() RETURNS uuid LANGUAGE sql IMMUTABLE
RETURN '00000000-0000-7000-8000-000000000003'::uuid;

-- Tells when a fan agreed to the terms of an order: when the payment began, which may be days before the money
-- arrived.
-- Locks: nothing.
-- Last defined in migrations/0044_changes.sql.
CREATE FUNCTION booked_at(bought uuid) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT coalesce(p.created_at, o.paid_at) FROM customer_order o LEFT JOIN payment p ON p.id = o.payment_id
  WHERE o.id = bought
$$;

-- Gives all the replaced refund rules that the buyer of an order may have read, the earliest first, as an array:
-- those of the moment of booking, and those that a change of the hour before it replaced. The array is empty if
-- nothing has been replaced since.
-- Locks: nothing.
-- Last defined in migrations/0057_rules_read.sql.
CREATE FUNCTION bought_under(bought uuid) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT coalesce(jsonb_agg(t.policy ORDER BY t.until), '[]')
  FROM customer_order o JOIN refund_terms t ON t.schedule_id = o.schedule_id AND t.until > booked_at(o.id)
  -- Rules begin with the change that ends the ones before them, an hour before nobody reads those any more.
  WHERE o.id = bought AND NOT EXISTS (SELECT FROM refund_terms e
    WHERE e.schedule_id = t.schedule_id AND e.until < t.until AND e.until - interval '1 hour' > booked_at(o.id))
$$;

-- Cancels tickets of an order once, however often it is asked. Refund lines that were worked out for another start of
-- the show, before the show was canceled, or for tickets that are gone, change nothing. A canceled show gives back
-- everything that was paid, with its compensation. A show that was moved after the booking gives back everything
-- until its day, with the coupon of an order that has no tickets left, and any other lines are refused. The bank
-- account is kept only for a refund of a virtual account that is due.
-- Locks: the wallet, then the order, then the schedule FOR SHARE, then for a canceled or moved show the coupon, then
-- the seats.
-- Last defined in migrations/0071_staff_refunds.sql.
CREATE FUNCTION cancel_seats(
  order_id uuid, account_id uuid, refund_id uuid, key text, request_hash bytea, lines jsonb, target text, reason text,
  starts_at timestamptz, asked_at timestamptz, account jsonb DEFAULT NULL
) RETURNS jsonb LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  known idempotency_key%ROWTYPE;
  bought customer_order%ROWTYPE;
  show_starts_at timestamptz;
  percent int;
  seats int[];
  whole bigint;
  is_free boolean;
  earlier refund%ROWTYPE;
BEGIN
  -- Wallet first, then the order: the same way round as everywhere, so that nobody waits in a circle.
  PERFORM FROM wallet w WHERE w.account_id = cancel_seats.account_id FOR NO KEY UPDATE;
  SELECT k.* INTO known FROM idempotency_key k
  WHERE k.account_id = cancel_seats.account_id AND k.key = cancel_seats.key;
  IF FOUND THEN
    IF known.operation <> 'cancel' OR known.request_hash <> cancel_seats.request_hash THEN
      RETURN refusal('idempotency-mismatch');
    END IF;
    SELECT r.* INTO earlier FROM refund r WHERE r.id = known.subject_id;
    IF FOUND THEN RETURN cancellation(earlier, true); END IF;
  END IF;

  SELECT o.* INTO bought FROM customer_order o
  WHERE o.id = cancel_seats.order_id AND o.account_id = cancel_seats.account_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF bought.status = 'cancelled' THEN
    SELECT r.* INTO earlier FROM refund r WHERE r.order_id = bought.id AND r.lines->0 ? 'refundMinor'
      AND r.seat_end IS DISTINCT FROM 'ticket'
    ORDER BY r.created_at DESC, r.id DESC LIMIT 1;
    IF FOUND THEN RETURN cancellation(earlier, true); END IF;
    RETURN refusal('not-cancellable');
  END IF;
  IF lines IS NULL THEN RETURN refusal('conflict', 'no tickets'); END IF;
  SELECT array_agg(l.seat) INTO seats FROM jsonb_to_recordset(lines) AS l(seat int);
  -- A cancellation of the show waits for this lock, or this waits for it: nobody is charged once the show is canceled.
  SELECT s.starts_at INTO show_starts_at FROM schedule s WHERE s.id = bought.schedule_id FOR SHARE;
  SELECT c.compensation_percent INTO percent FROM show_cancellation c WHERE c.schedule_id = bought.schedule_id;
  IF percent IS NULL THEN
    IF show_starts_at <> cancel_seats.starts_at THEN RETURN refusal('conflict', 'the show has been moved'); END IF;
    IF cancel_seats.starts_at <= asked_at THEN RETURN refusal('not-cancellable'); END IF;
  END IF;
  IF EXISTS (SELECT FROM unnest(seats) AS wanted(seat)
    LEFT JOIN order_seat s ON s.order_id = bought.id AND s.seat = wanted.seat AND s.live WHERE s.seat IS NULL) THEN
    RETURN refusal('conflict', 'a ticket has been cancelled already');
  END IF;
  -- A move waits for the lock above as well, so this knows every move whose tickets come back in full.
  is_free := percent IS NULL AND asked_at < free_until(bought.id);
  IF percent IS NOT NULL OR is_free THEN
    SELECT sum(s.price_minor - s.discount_minor + s.fee_minor - s.refunded_minor) INTO whole FROM order_seat s
    WHERE s.order_id = bought.id AND s.live AND s.seat = ANY (seats);
    IF whole <> (SELECT sum(l."refundMinor") FROM jsonb_to_recordset(lines) AS l("refundMinor" bigint)) THEN
      RETURN refusal('refund-changed', whole::text);
    END IF;
  END IF;

  INSERT INTO idempotency_key (account_id, key, operation, request_hash, subject_id)
  VALUES (bought.account_id, cancel_seats.key, 'cancel', cancel_seats.request_hash, cancel_seats.refund_id)
  ON CONFLICT DO NOTHING;
  IF percent IS NULL THEN
    IF is_free THEN PERFORM lock_coupons(ARRAY[bought.id]); END IF;
    earlier := give_back(bought, cancel_seats.refund_id, lines,
      CASE WHEN bought.payment_id IS NULL THEN 'wallet' ELSE target END, reason);
    IF is_free AND NOT EXISTS (SELECT FROM order_seat s WHERE s.order_id = bought.id AND s.live) THEN
      PERFORM give_back_coupon(bought.id);
    END IF;
  ELSE
    earlier := give_back_all(bought, cancel_seats.refund_id, seats, target, percent);
  END IF;
  -- Money goes to an account only when it came by a transfer: a card is paid back onto itself, and nowhere else.
  IF bought.method = 'virtualAccount' THEN
    UPDATE refund SET account = cancel_seats.account WHERE id = earlier.id AND status = 'due';
  END IF;
  RETURN cancellation(earlier, false);
END $$;

-- Answers for a cancellation in the same words the first time and every time it is asked for again, with the
-- compensation of a canceled show and the seats that the order still keeps from the sale.
-- Locks: nothing.
-- Last defined in migrations/0071_staff_refunds.sql.
CREATE FUNCTION cancellation(refund refund, replayed boolean) RETURNS jsonb LANGUAGE sql STABLE
RETURN done((SELECT jsonb_build_object('refundId', (refund).id, 'orderId', o.id, 'holdId', o.hold_id,
    'scheduleId', o.schedule_id, 'accountId', coalesce(o.account_id, o.hold_id), 'refundedMinor', shown.minor,
    'compensationMinor', shown.compensation,
    'walletMinor', shown.minor - CASE WHEN (refund).target <> 'wallet' OR (refund).done_at > (refund).created_at
      THEN (refund).amount_minor ELSE 0 END,
    'to', (refund).target, 'status', (refund).status, 'paymentId', o.payment_id, 'replayed', replayed,
    'seats', jsonb_path_query_array((refund).lines, '$[*].seat'),
    'kept', (SELECT coalesce(jsonb_agg(s.seat ORDER BY s.seat), '[]') FROM order_seat s
      WHERE s.order_id = o.id AND (s.live OR s.kept_out)))
  FROM customer_order o, LATERAL (SELECT coalesce(sum((line->>'refundMinor')::bigint), 0) AS minor,
      coalesce(sum((line->>'compensationMinor')::bigint), 0) AS compensation
    FROM jsonb_array_elements((refund).lines) AS line) shown WHERE o.id = (refund).order_id));

-- Answers how a payment for an order stands: the order and the seats that it still has, and the refund that is due
-- when the payment bought nothing.
-- Locks: nothing.
-- Last defined in migrations/0071_staff_refunds.sql.
CREATE FUNCTION card_settlement(payment payment) RETURNS jsonb LANGUAGE sql STABLE
RETURN done(jsonb_build_object('payment', payment_row(payment),
  'end', CASE (payment).status WHEN 'paid' THEN 'ordered' WHEN 'to-refund' THEN 'to-refund' WHEN 'refunded' THEN 'to-refund'
    WHEN 'refused' THEN 'refused' ELSE 'pending' END,
  'sale', (SELECT jsonb_build_object('orderId', o.id, 'number', o.number, 'accountId', o.account_id,
      'scheduleId', o.schedule_id, 'holdId', o.hold_id, 'seats', jsonb_agg(s.seat ORDER BY s.seat))
    FROM customer_order o JOIN order_seat s ON s.order_id = o.id AND (s.live OR s.kept_out) WHERE o.id = (payment).order_id GROUP BY o.id),
  'refund', (SELECT jsonb_build_object('refundId', r.id, 'amountMinor', r.amount_minor) FROM refund r
    WHERE r.payment_id = (payment).id AND r.order_id IS NULL AND r.status = 'due')));

-- Changes or pauses a coupon, unless it has changed since it was seen. What it takes off never changes, and orders
-- and payments that have it keep it, so its limit is never below them.
-- Locks: an advisory lock of the coupon, for which it waits until the purchases under way that have it are over, then
-- the coupon.
-- Last defined in migrations/0087_setup.sql.
CREATE FUNCTION change_coupon(
  changed_id uuid, seen int, change jsonb, organization uuid, actor uuid, request text
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  known coupon%ROWTYPE;
  wanted coupon%ROWTYPE;
  used int;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(changed_id::text, 1));
  SELECT c.* INTO known FROM coupon c WHERE c.id = changed_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF known.revision <> seen THEN RETURN refusal('changed-meanwhile', known.revision::text); END IF;
  IF NOT known.is_open THEN RETURN refusal('conflict', 'The coupon has ended'); END IF;
  SELECT count(*) INTO used FROM coupon_use u WHERE u.coupon_id = changed_id;
  wanted := known;
  wanted.uses_max := CASE WHEN change ? 'usesMax' THEN (change->>'usesMax')::int ELSE known.uses_max END;
  IF wanted.uses_max < used THEN RETURN refusal('conflict', format('It has been used %s times', used)); END IF;
  UPDATE coupon c SET name = coalesce(change->'name', c.name),
    minimum_minor = coalesce((change->>'minimumMinor')::bigint, c.minimum_minor),
    opens_at = CASE WHEN change ? 'opensAt' THEN (change->>'opensAt')::timestamptz ELSE c.opens_at END,
    closes_at = CASE WHEN change ? 'closesAt' THEN (change->>'closesAt')::timestamptz ELSE c.closes_at END,
    uses_max = wanted.uses_max, uses_left = wanted.uses_max - used,
    uses_per_account_max = CASE WHEN change ? 'usesPerAccountMax' THEN (change->>'usesPerAccountMax')::int
      ELSE c.uses_per_account_max END,
    paused_at = CASE (change->>'isPaused')::boolean WHEN true THEN coalesce(c.paused_at, now()) WHEN false THEN NULL
      ELSE c.paused_at END
  WHERE c.id = changed_id RETURNING c.* INTO wanted;
  INSERT INTO audit_log (organization_id, actor_id, action, subject, before, after, request_id)
  VALUES (organization, actor, CASE WHEN known.paused_at IS NULL AND wanted.paused_at IS NOT NULL THEN 'coupon.pause'
      WHEN known.paused_at IS NOT NULL AND wanted.paused_at IS NULL THEN 'coupon.resume' ELSE 'coupon.change' END,
    changed_id::text, to_jsonb(known), to_jsonb(wanted), request);
  RETURN done(jsonb_build_object('revision', wanted.revision));
END $$;

-- Starts, pauses, resumes or stops a job, or plans its failed orders again, unless it has changed since it was seen.
-- What has been refunded stays so.
-- Locks: the job, then its lines.
-- Last defined in migrations/0071_staff_refunds.sql.
CREATE FUNCTION control_refund_job(job_id uuid, seen int, act text, actor uuid, request text) RETURNS jsonb
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  job refund_job%ROWTYPE;
  next text;
BEGIN
  SELECT j.* INTO job FROM refund_job j WHERE j.id = control_refund_job.job_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF job.revision <> seen THEN RETURN refusal('changed-meanwhile', job.revision::text); END IF;
  next := CASE
    WHEN act = 'start' AND job.state = 'planned' THEN 'running'
    WHEN act = 'pause' AND job.state = 'running' THEN 'paused'
    WHEN act = 'resume' AND job.state = 'paused' THEN 'running'
    WHEN act = 'retry' AND job.state IN ('planned', 'paused', 'done', 'stopped') THEN 'planning'
    WHEN act = 'stop' AND job.state IN ('planning', 'planned', 'running', 'paused') THEN 'stopped' END;
  IF next IS NULL THEN RETURN refusal('conflict', 'The job is ' || job.state); END IF;
  IF act = 'retry' THEN
    UPDATE refund_job_line l SET state = 'selected', problem = NULL WHERE l.job_id = job.id AND l.state = 'failed';
    IF NOT FOUND THEN RETURN refusal('conflict', 'No order has failed'); END IF;
  END IF;
  UPDATE refund_job SET state = next, revision = revision + 1,
    started_at = CASE WHEN next = 'running' THEN coalesce(started_at, now()) ELSE started_at END,
    done_at = CASE WHEN next = 'stopped' THEN now() END
  WHERE id = job.id RETURNING * INTO job;
  INSERT INTO audit_log (organization_id, actor_id, action, subject, after, request_id)
  VALUES (job.organization_id, actor, 'refund-job.' || act, job.id::text, jsonb_build_object('state', next), request);
  RETURN done(refund_job_row(job));
END $$;

-- Adds money to a wallet together with its line in the ledger. A wallet in another currency raises an error.
-- Locks: the wallet, which the caller has locked before.
-- Last defined in migrations/0008_accounts_money.sql.
CREATE FUNCTION credit_wallet(
  account_id uuid, kind text, debit_id uuid, amount_minor bigint, currency text, order_id uuid, payment_id uuid
) RETURNS void LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  purse wallet%ROWTYPE;
BEGIN
  IF credit_wallet.amount_minor = 0 THEN RETURN; END IF;
  UPDATE wallet SET balance_minor = balance_minor + credit_wallet.amount_minor, lines = lines + 1
  WHERE wallet.account_id = credit_wallet.account_id AND wallet.currency = credit_wallet.currency
  RETURNING * INTO STRICT purse;
  INSERT INTO transfer (kind, debit_id, credit_id, amount_minor, currency, order_id, payment_id,
    wallet_id, wallet_line, balance_after_minor)
  VALUES (credit_wallet.kind, credit_wallet.debit_id, credit_wallet.account_id, credit_wallet.amount_minor,
    credit_wallet.currency, credit_wallet.order_id, credit_wallet.payment_id, credit_wallet.account_id, purse.lines,
    purse.balance_minor);
END $$;

-- Is the ledger account that booking fees go to.
-- Locks: nothing.
-- Last defined in migrations/0001_ledger_rules.sql.
CREATE FUNCTION fees_account() RETURNS uuid LANGUAGE sql IMMUTABLE
RETURN '00000000-0000-7000-8000-000000000002'::uuid;

-- Masks the number of a cash receipt once its payment has ended.
-- Locks: nothing beyond the payment that is being written.
-- Last defined in migrations/0014_order_forms.sql.
CREATE FUNCTION forget_receipt_number() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.cash_receipt := jsonb_set(NEW.cash_receipt, '{number}', to_jsonb(masked(NEW.cash_receipt->>'number', 3, 4)));
  RETURN NEW;
END $$;

-- Masks the bank account of a refund once the refund is done.
-- Locks: nothing beyond the refund that is being written.
-- Last defined in migrations/0014_order_forms.sql.
CREATE FUNCTION forget_refund_account() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.account := masked_account(NEW.account);
  RETURN NEW;
END $$;

-- Tells until when the tickets of an order can be given back without any fee, since its show was moved after the
-- booking; null if it was not.
-- Locks: nothing.
-- Last defined in migrations/0047_moved_dates.sql.
CREATE FUNCTION free_until(bought uuid) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT max(m.refund_until) FROM customer_order o JOIN schedule_move m ON m.schedule_id = o.schedule_id
    AND m.known_from > booked_at(o.id)
  WHERE o.id = bought
$$;

-- Is the ledger account of the payment gateway: money that fans pay in comes from it.
-- Locks: nothing.
-- Last defined in migrations/0001_ledger_rules.sql.
CREATE FUNCTION gateway_account() RETURNS uuid LANGUAGE sql IMMUTABLE
RETURN '00000000-0000-7000-8000-000000000001'::uuid;

-- Is the ledger account of what the gateway keeps for its service.
-- Locks: nothing.
-- Last defined in migrations/0008_accounts_money.sql.
CREATE FUNCTION gateway_fees_account() RETURNS uuid LANGUAGE sql IMMUTABLE
RETURN '00000000-0000-7000-8000-000000000004'::uuid;

-- Gives money of an order back, and books for each ticket exactly what was paid, kept and returned; other tickets or
-- other sums raise an error. By the seat of the act the tickets are canceled and their seats freed, or canceled and
-- the seats kept out of the sale, or the tickets stay and lose money alone. What was paid partly by card and partly
-- from the wallet makes two refunds: the card gets its part first, with the amounts of the tickets in its lines, and
-- the lines of the rest name the seats alone. By the missing refundMinor others know the second one, so that no
-- message and no amount counts twice. What staff pay by hand is due until they say that they have paid it, and so is
-- all of an order without an account.
-- Locks: the seats. The caller has locked the wallet, then the order.
-- Last defined in migrations/0071_staff_refunds.sql.
CREATE FUNCTION give_back(
  bought customer_order, refund_id uuid, lines jsonb, target text, why text, act jsonb DEFAULT '{}'
) RETURNS refund LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  concert_id uuid := (SELECT s.concert_id FROM schedule s WHERE s.id = (bought).schedule_id);
  seat_end text := coalesce(act->>'seat', 'sale');
  stays boolean := seat_end = 'ticket';
  -- The way of all that does not go back through the gateway.
  way text := CASE WHEN give_back.target = 'hand' OR (bought).account_id IS NULL THEN 'hand' ELSE 'wallet' END;
  hand text := CASE WHEN way = 'hand' THEN coalesce(act->>'hand',
    CASE WHEN (bought).method IN ('terminal', 'bank-transfer', 'voucher') THEN (bought).method ELSE 'cash' END) END;
  is_paid boolean := way = 'wallet' OR coalesce((act->>'isPaid')::boolean, false);
  sums record;
  changed record;
  to_card bigint;
  rest bigint;
  kept int[];
  taken int[];
  made refund%ROWTYPE;
BEGIN
  SELECT array_agg(l.seat ORDER BY l.seat) AS seats, sum(l."refundMinor")::bigint AS refund,
    sum(l."chargeMinor" + l."feeKeptMinor")::bigint AS charge
  INTO sums FROM jsonb_to_recordset(lines) AS l(seat int, "refundMinor" bigint, "chargeMinor" bigint, "feeKeptMinor" bigint);

  -- What is left of a ticket is what is kept of it now and what comes back now: nothing gets lost between the two. Of a
  -- ticket that stays, the price comes back before the fee.
  WITH given AS (
    SELECT l.seat, l."refundMinor" AS minor, CASE WHEN stays THEN greatest(l."refundMinor" - s.paid + s.fee, 0)
      ELSE s.fee - l."feeKeptMinor" END AS fee
    FROM jsonb_to_recordset(lines) AS l(seat int, "refundMinor" bigint, "chargeMinor" bigint, "feeKeptMinor" bigint)
    JOIN (SELECT s.seat, s.live, s.fee_minor - s.fee_refunded_minor AS fee,
        s.price_minor - s.discount_minor + s.fee_minor - s.refunded_minor AS paid
      FROM order_seat s WHERE s.order_id = (bought).id) s ON s.seat = l.seat
    WHERE CASE WHEN stays THEN l."refundMinor" BETWEEN 1 AND s.paid AND l."chargeMinor" + l."feeKeptMinor" = 0
      ELSE s.live AND (l."feeKeptMinor" IN (0, s.fee) OR act ? 'seat' AND l."feeKeptMinor" BETWEEN 0 AND s.fee)
        AND l."refundMinor" + l."chargeMinor" + l."feeKeptMinor" = s.paid END
  ), written AS (
    UPDATE order_seat s SET refunded_minor = s.refunded_minor + g.minor, fee_refunded_minor = s.fee_refunded_minor + g.fee,
      live = s.live AND stays, kept_out = CASE WHEN stays THEN s.kept_out ELSE seat_end = 'kept-out' END,
      refund_id = CASE WHEN stays THEN s.refund_id ELSE give_back.refund_id END
    FROM given g WHERE s.order_id = (bought).id AND s.seat = g.seat RETURNING g.seat, g.fee
  )
  SELECT count(*) AS many, coalesce(sum(w.fee), 0)::bigint AS fees, jsonb_object_agg(w.seat, w.fee) AS of_seat
  INTO changed FROM written w;
  IF changed.many <> cardinality(sums.seats) THEN
    RAISE EXCEPTION 'a refund that is not one of the tickets of order %', (bought).id;
  END IF;
  lines := (SELECT jsonb_agg(l.line || jsonb_build_object('feeRefundMinor', changed.of_seat->(l.line->>'seat')) ORDER BY l.place)
    FROM jsonb_array_elements(lines) WITH ORDINALITY AS l(line, place));
  SELECT coalesce(array_agg(s.seat ORDER BY s.seat) FILTER (WHERE s.live), '{}'),
    coalesce(array_agg(s.seat ORDER BY s.seat) FILTER (WHERE s.live OR s.kept_out), '{}')
  INTO kept, taken FROM order_seat s WHERE s.order_id = (bought).id;
  UPDATE customer_order SET refunded_minor = refunded_minor + sums.refund,
    status = CASE WHEN kept = '{}' THEN 'cancelled' ELSE status END,
    cancelled_at = CASE WHEN kept = '{}' THEN coalesce(cancelled_at, now()) END,
    cancel_reason = CASE WHEN stays THEN cancel_reason ELSE why END
  WHERE id = (bought).id;

  -- Of what was paid in two ways the card gets its part back first, and no more than its part.
  SELECT least(sums.refund, p.amount_minor - coalesce(sum(r.amount_minor), 0)) INTO to_card
  FROM payment p LEFT JOIN refund r ON r.payment_id = p.id AND r.target = 'original'
  WHERE p.id = (bought).payment_id AND give_back.target = 'original' GROUP BY p.amount_minor;
  to_card := coalesce(to_card, 0);
  rest := sums.refund - to_card;
  WITH parts AS (
    SELECT give_back.refund_id AS id, CASE WHEN to_card > 0 THEN to_card ELSE rest END AS minor, sums.charge AS charge,
      CASE WHEN to_card > 0 THEN 'original' WHEN way = 'wallet' AND rest = 0 THEN give_back.target ELSE way END AS target,
      to_card = 0 AND (is_paid OR rest = 0) AS is_done, lines
    UNION ALL
    SELECT uuidv7(), rest, 0, way, is_paid, (SELECT jsonb_agg(jsonb_build_object('seat', seat)) FROM unnest(sums.seats) AS seat)
    WHERE to_card > 0 AND rest > 0
  )
  INSERT INTO refund (id, account_id, order_id, payment_id, amount_minor, charge_minor, currency, target, status, reason,
    lines, done_at, hand, shift_id, seat_end, made_by, note, job_id)
  SELECT p.id, (bought).account_id, (bought).id, (bought).payment_id, p.minor, p.charge, (bought).currency, p.target,
    CASE WHEN p.is_done THEN 'done' ELSE 'due' END, why, p.lines, CASE WHEN p.is_done THEN now() END,
    CASE WHEN p.target = 'hand' THEN hand END, CASE WHEN p.target = 'hand' AND p.is_done THEN (act->>'shiftId')::uuid END,
    act->>'seat', (act->>'madeBy')::uuid, act->>'note', (act->>'jobId')::uuid
  FROM parts p;
  SELECT r.* INTO made FROM refund r WHERE r.id = give_back.refund_id;

  INSERT INTO transfer (kind, debit_id, credit_id, amount_minor, currency, order_id)
  SELECT 'fee-refund', fees_account(), concert_id, changed.fees, (bought).currency, (bought).id WHERE changed.fees > 0;
  INSERT INTO transfer (kind, debit_id, credit_id, amount_minor, currency, order_id, payment_id)
  SELECT 'refund', concert_id, refunds_due_account(), to_card, (bought).currency, (bought).id, (bought).payment_id
  WHERE to_card > 0
  UNION ALL
  SELECT 'refund', concert_id, CASE WHEN is_paid THEN tender_account(hand) ELSE refunds_due_account() END, rest,
    (bought).currency, (bought).id, NULL
  WHERE way = 'hand' AND rest > 0;
  IF way = 'wallet' THEN
    PERFORM credit_wallet((bought).account_id, 'refund', concert_id, rest, (bought).currency, (bought).id, NULL);
  END IF;
  IF made.status = 'due' THEN
    INSERT INTO outbox (topic, payload)
    VALUES ('refund.due', jsonb_build_object('refundId', made.id, 'paymentId', made.payment_id));
  END IF;
  IF seat_end = 'sale' THEN
    INSERT INTO outbox (topic, payload)
    VALUES ('seats.released', jsonb_build_object('orderId', (bought).id, 'scheduleId', (bought).schedule_id, 'holdId',
      (bought).hold_id, 'accountId', coalesce((bought).account_id, (bought).hold_id), 'seats', sums.seats, 'kept', taken));
  END IF;
  RETURN made;
END $$;

-- Gives tickets of a canceled show back in full, pays the compensation into the wallet, and returns the coupon of an
-- order that has no tickets left. What was refunded of a ticket before is not refunded again. An order without an
-- account has no wallet and gets no compensation. The refund rules of the contract compute the same amounts for the
-- preview.
-- Locks: the coupon, then the seats. The caller has locked the wallet, then the order, and knows that the seats are
-- live ones of the order.
-- Last defined in migrations/0071_staff_refunds.sql.
CREATE FUNCTION give_back_all(
  bought customer_order, refund_id uuid, seats int[], target text, compensation_percent int, act jsonb DEFAULT '{}'
) RETURNS refund LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  lines jsonb;
  compensation bigint;
  made refund%ROWTYPE;
BEGIN
  PERFORM lock_coupons(ARRAY[(bought).id]);
  SELECT jsonb_agg(jsonb_build_object('seat', s.seat, 'paidMinor', paid, 'chargeMinor', 0, 'feeKeptMinor', 0,
    'refundMinor', paid, 'compensationMinor', extra) ORDER BY s.seat), sum(extra)
  INTO lines, compensation
  FROM order_seat s, LATERAL (SELECT s.price_minor - s.discount_minor + s.fee_minor - s.refunded_minor AS paid,
    CASE WHEN (bought).account_id IS NULL THEN 0
      ELSE (s.price_minor - s.discount_minor) * compensation_percent / 100 END AS extra)
  WHERE s.order_id = (bought).id AND s.live AND s.seat = ANY (seats);
  made := give_back(bought, give_back_all.refund_id, lines,
    CASE WHEN target = 'original' AND (bought).payment_id IS NULL THEN 'wallet' ELSE target END, 'show-cancelled', act);
  IF compensation > 0 THEN
    PERFORM credit_wallet((bought).account_id, 'compensation',
      (SELECT s.concert_id FROM schedule s WHERE s.id = (bought).schedule_id), compensation, (bought).currency,
      (bought).id, NULL);
  END IF;
  IF NOT EXISTS (SELECT FROM order_seat s WHERE s.order_id = (bought).id AND s.live) THEN
    PERFORM give_back_coupon((bought).id);
  END IF;
  RETURN made;
END $$;

-- Gives back the coupon that an order had reserved, once; an order without a coupon is left alone.
-- Locks: the coupon, if it has a limit for all accounts together.
-- Last defined in migrations/0037_lock_order.sql.
CREATE FUNCTION give_back_coupon(order_id uuid) RETURNS void LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  given uuid;
BEGIN
  SELECT u.coupon_id INTO given FROM coupon_use u WHERE u.order_id = give_back_coupon.order_id;
  IF NOT FOUND THEN RETURN; END IF;
  PERFORM FROM coupon c WHERE c.id = given AND c.uses_max IS NOT NULL FOR NO KEY UPDATE;
  DELETE FROM coupon_use u WHERE u.order_id = give_back_coupon.order_id;
  IF FOUND THEN UPDATE coupon SET uses_left = uses_left + 1 WHERE id = given AND uses_max IS NOT NULL; END IF;
END $$;

-- Keeps the refund rules that a change replaces, for the orders that were booked under them. An order that is booked
-- within the hour after the change counts as booked before it, since its buyer may have read the earlier rules.
-- Locks: nothing more than the schedule, which the update has locked already.
-- Last defined in migrations/0044_changes.sql.
CREATE FUNCTION keep_refund_terms() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO refund_terms (schedule_id, until, policy)
  VALUES (OLD.id, clock_timestamp() + interval '1 hour', OLD.refund_policy)
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

-- Locks the coupons of orders, before the seats of the orders are touched.
-- Locks: the coupons by their ids, if they have a limit for all accounts together.
-- Last defined in migrations/0037_lock_order.sql.
CREATE FUNCTION lock_coupons(orders uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM coupon c WHERE c.uses_max IS NOT NULL
    AND c.id IN (SELECT u.coupon_id FROM coupon_use u WHERE u.order_id = ANY (orders))
  ORDER BY c.id FOR NO KEY UPDATE;
END $$;

-- Masks the digits of a number except for those at its two ends.
-- Locks: nothing.
-- Last defined in migrations/0014_order_forms.sql.
CREATE FUNCTION masked(number text, shown_first int, shown_last int) RETURNS text LANGUAGE sql IMMUTABLE
RETURN left(number, shown_first)
  || regexp_replace(substr(number, shown_first + 1), format('[0-9](?=([^0-9]*[0-9]){%s})', shown_last), '*', 'g');

-- Masks a bank account: the last four digits of its number and the first character of the holder remain.
-- Locks: nothing.
-- Last defined in migrations/0014_order_forms.sql.
CREATE FUNCTION masked_account(account jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE
RETURN CASE WHEN account IS NOT NULL THEN jsonb_build_object('bank', account->>'bank',
  'accountNumber', masked(account->>'accountNumber', 0, 4), 'holder', left(account->>'holder', 1) || '**') END;

-- Keeps each status, reason and issue that a payment has gone through.
-- Locks: nothing beyond the payment that is being written.
-- Last defined in migrations/0008_accounts_money.sql.
CREATE FUNCTION note_payment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO payment_event (payment_id, at, status, reason, issue)
  VALUES (NEW.id, clock_timestamp(), NEW.status, NEW.reason, NEW.issue);
  RETURN NULL;
END $$;

-- Answers for an order that exists, in the same words as the purchase that made it.
-- Locks: nothing.
-- Last defined in migrations/0002_purchase.sql.
CREATE FUNCTION order_receipt(order_id uuid, replayed boolean) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT done(jsonb_build_object('orderId', o.id, 'number', o.number, 'totalMinor', o.total_minor,
    'paidAtMs', epoch_ms(o.paid_at), 'replayed', replayed))
  FROM customer_order o WHERE o.id = order_receipt.order_id
$$;

-- Says why a buyer may not have so many more seats of a concert, by the limits for all of its dates and for one day
-- by the venue's clock; null if nothing is against it. Seats of payments under way count, and those of this hold do
-- not.
-- Locks: nothing. The caller has locked the wallet, so that the purchases of one account come one after the other.
-- Last defined in migrations/0076_suspensions.sql.
CREATE FUNCTION over_limits(buyer uuid, sale schedule, wanted int, hold uuid, at timestamptz) RETURNS text
LANGUAGE plpgsql STABLE AS $$
DECLARE
  per_concert int := sale.account_limits->>'perConcert';
  per_day int := sale.account_limits->>'perDay';
  day_began timestamptz;
  had record;
BEGIN
  IF per_concert IS NULL AND per_day IS NULL THEN RETURN NULL; END IF;
  SELECT date_trunc('day', at AT TIME ZONE v.time_zone) AT TIME ZONE v.time_zone INTO day_began
  FROM concert c JOIN venue v ON v.id = c.venue_id WHERE c.id = sale.concert_id;
  WITH dates AS MATERIALIZED (
    SELECT s.id FROM schedule s WHERE s.concert_id = sale.concert_id
  ), taken AS (
    SELECT booked_at(o.id) AS since, count(*) AS seats FROM customer_order o
    JOIN order_seat b ON b.order_id = o.id AND b.live
    WHERE o.account_id = buyer AND o.hold_id <> hold AND o.schedule_id IN (SELECT id FROM dates) GROUP BY o.id
    UNION ALL
    -- Seats of a payment under way will be the buyer's, unless its hold has ended.
    SELECT p.created_at, jsonb_array_length(p.draft->'seats') FROM payment p
    WHERE p.account_id = buyer AND p.hold_id <> hold AND p.status IN ('ready', 'awaiting-deposit', 'unknown')
      AND p.schedule_id IN (SELECT id FROM dates)
      AND NOT EXISTS (SELECT FROM settlement x WHERE x.hold_id = p.hold_id)
  )
  SELECT coalesce(sum(seats), 0) AS total, coalesce(sum(seats) FILTER (WHERE since >= day_began), 0) AS today
  INTO had FROM taken;
  IF had.total + wanted > per_concert THEN
    RETURN format('%s at most of this concert, %s bought before', per_concert, had.total);
  END IF;
  IF had.today + wanted > per_day THEN
    RETURN format('%s at most on one day, %s bought today', per_day, had.today);
  END IF;
  RETURN NULL;
END $$;

-- Records once that staff have paid a refund by hand, and how.
-- Locks: the refund.
-- Last defined in migrations/0071_staff_refunds.sql.
CREATE FUNCTION pay_by_hand(order_id uuid, refund_id uuid, hand text, shift_id uuid, actor uuid, request text) RETURNS jsonb
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  owed refund%ROWTYPE;
BEGIN
  SELECT r.* INTO owed FROM refund r WHERE r.id = pay_by_hand.refund_id AND r.order_id = pay_by_hand.order_id AND r.target = 'hand'
  FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF owed.status = 'done' THEN
    IF owed.hand = pay_by_hand.hand THEN RETURN done(refund_row(owed)); END IF;
    RETURN refusal('conflict', 'It has been paid already');
  END IF;
  UPDATE refund SET status = 'done', done_at = now(), hand = pay_by_hand.hand, shift_id = pay_by_hand.shift_id
  WHERE id = owed.id RETURNING * INTO owed;
  INSERT INTO transfer (kind, debit_id, credit_id, amount_minor, currency, order_id)
  SELECT 'hand-refund', refunds_due_account(), tender_account(owed.hand), owed.amount_minor, owed.currency, owed.order_id
  WHERE owed.amount_minor > 0;
  INSERT INTO audit_log (organization_id, actor_id, action, subject, after, request_id)
  SELECT c.organization_id, actor, 'refund.pay', owed.order_id::text,
    jsonb_build_object('refundId', owed.id, 'hand', owed.hand, 'refundMinor', owed.amount_minor), request
  FROM customer_order o JOIN schedule s ON s.id = o.schedule_id JOIN concert c ON c.id = s.concert_id WHERE o.id = owed.order_id;
  RETURN done(refund_row(owed));
END $$;

-- Shows a payment as the Worker reads it, with the sum that has been refunded.
-- Locks: nothing.
-- Last defined in migrations/0022_mixed_payments.sql.
CREATE FUNCTION payment_row(payment payment) RETURNS jsonb LANGUAGE sql STABLE
RETURN jsonb_build_object('id', (payment).id, 'accountId', (payment).account_id, 'status', (payment).status,
  'amountMinor', (payment).amount_minor, 'walletMinor', (payment).wallet_minor, 'currency', (payment).currency, 'provider', (payment).provider,
  'providerKey', (payment).provider_key, 'createdAtMs', epoch_ms((payment).created_at),
  'settledAtMs', epoch_ms((payment).settled_at), 'purpose', (payment).purpose, 'method', (payment).method,
  'orderId', (payment).order_id, 'scheduleId', (payment).schedule_id, 'holdId', (payment).hold_id,
  'order', (payment).draft, 'cashReceipt', (payment).cash_receipt, 'deposit', (payment).deposit,
  'reason', (payment).reason, 'issue', (payment).issue,
  'refundedMinor', (SELECT coalesce(sum(r.amount_minor), 0) FROM refund r
    WHERE r.payment_id = (payment).id AND r.status = 'done'));

-- Keeps what a batch of a job would refund. Once every order has been worked out, the job is planned. No money moves.
-- Locks: the job, then its lines.
-- Last defined in migrations/0071_staff_refunds.sql.
CREATE FUNCTION plan_refund_batch(job_id uuid, batch jsonb) RETURNS text LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  job refund_job%ROWTYPE;
BEGIN
  SELECT j.* INTO job FROM refund_job j WHERE j.id = plan_refund_batch.job_id FOR NO KEY UPDATE;
  IF job.state IS DISTINCT FROM 'planning' THEN RETURN job.state; END IF;
  UPDATE refund_job_line l SET state = b.state, problem = b.problem, charge_minor = b."chargeMinor",
    refund_minor = b."refundMinor", seats = ARRAY(SELECT jsonb_array_elements_text(b.seats)::int)
  FROM jsonb_to_recordset(batch) AS b("orderId" uuid, state text, problem text, seats jsonb, "chargeMinor" bigint,
    "refundMinor" bigint)
  WHERE l.job_id = job.id AND l.order_id = b."orderId" AND l.state = 'selected';
  IF EXISTS (SELECT FROM refund_job_line l WHERE l.job_id = job.id AND l.state = 'selected') THEN RETURN 'planning'; END IF;
  UPDATE refund_job SET state = 'planned', revision = revision + 1 WHERE id = job.id;
  RETURN 'planned';
END $$;

-- Pays for one hold from the wallet: debit, ledger, order, seats, coupon and settlement are written together or not
-- at all. A refusal leaves nothing behind, and the same key with the same request answers with the same order. A seat
-- that is sold already raises order_seat_live, which undoes the whole statement. More seats than one account may have
-- of the concert, in all or on one day, are refused.
-- Locks: the wallet, then the settlement of the hold, then the coupon, then the live seats.
-- Last defined in migrations/0067_account_limits.sql.
CREATE FUNCTION purchase(
  order_id uuid, order_number text, account_id uuid, schedule_id uuid, hold_id uuid,
  currency text, key text, request_hash bytea,
  seats int[], seat_keys text[], zone_ids text[], prices_minor bigint[], fees_minor bigint[],
  discounts_minor bigint[] DEFAULT NULL, price_types text[] DEFAULT NULL, discounts jsonb DEFAULT '[]',
  coupon_id uuid DEFAULT NULL
) RETURNS jsonb LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  purse wallet%ROWTYPE;
  known record;
  settled record;
  total bigint := 0;
  fees bigint := 0;
  has_won boolean := false;
  why_no_coupon text;
  why_too_many text;
  at timestamptz(3) := now();
BEGIN
  -- The lock makes this account's payments come one after the other, and each sees what the one before it wrote.
  SELECT w.* INTO purse FROM wallet w WHERE w.account_id = purchase.account_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;

  SELECT s AS sale, s.concert_id, s.sale_state, k.operation, k.request_hash, k.subject_id INTO known
  FROM schedule s
  LEFT JOIN idempotency_key k ON k.account_id = purchase.account_id AND k.key = purchase.key
  WHERE s.id = purchase.schedule_id;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF known.subject_id IS NOT NULL THEN
    IF known.operation <> 'purchase' OR known.request_hash <> purchase.request_hash THEN
      RETURN refusal('idempotency-mismatch');
    END IF;
    RETURN order_receipt(known.subject_id, true);
  END IF;
  IF purse.currency <> purchase.currency THEN RETURN refusal('conflict', purse.currency); END IF;
  IF known.sale_state = 'cancelled' THEN RETURN refusal('sale-not-open', 'cancelled'); END IF;
  why_too_many := over_limits(purchase.account_id, known.sale, cardinality(seats), purchase.hold_id, at);
  IF why_too_many IS NOT NULL THEN RETURN refusal('too-many-seats', why_too_many); END IF;

  FOR place IN 1 .. cardinality(seats) LOOP
    total := total + prices_minor[place] + fees_minor[place] - coalesce(discounts_minor[place], 0);
    fees := fees + fees_minor[place];
  END LOOP;

  -- First to the key wins. A rival waits here until the other has ended, and then finds its row.
  IF purse.balance_minor >= total THEN
    INSERT INTO settlement (hold_id, order_id) VALUES (purchase.hold_id, purchase.order_id) ON CONFLICT DO NOTHING;
    has_won := FOUND;
    IF has_won AND coupon_id IS NOT NULL THEN
      why_no_coupon := take_coupon(coupon_id, purchase.account_id, purchase.order_id, at);
      IF why_no_coupon IS NOT NULL THEN
        DELETE FROM settlement s WHERE s.hold_id = purchase.hold_id;
        RETURN refusal(why_no_coupon);
      END IF;
    END IF;
  END IF;
  IF NOT has_won THEN
    SELECT s.order_id, o.account_id INTO settled
    FROM settlement s LEFT JOIN customer_order o ON o.id = s.order_id WHERE s.hold_id = purchase.hold_id;
    IF NOT FOUND THEN RETURN refusal('insufficient-funds'); END IF;
    IF settled.order_id = purchase.order_id AND settled.account_id = purchase.account_id THEN
      RETURN order_receipt(settled.order_id, true);
    END IF;
    IF settled.order_id IS NULL THEN RETURN refusal('hold-expired'); END IF;
    RETURN refusal('already-paid', settled.order_id::text);
  END IF;

  INSERT INTO customer_order (id, number, account_id, schedule_id, hold_id, currency, total_minor, paid_at, discounts)
  VALUES (purchase.order_id, order_number, purchase.account_id, purchase.schedule_id, purchase.hold_id,
    purchase.currency, total, at, purchase.discounts);

  INSERT INTO order_seat (order_id, schedule_id, seat, seat_key, zone_id, price_minor, fee_minor, discount_minor, price_type)
  SELECT purchase.order_id, purchase.schedule_id, s.seat, s.seat_key, s.zone_id, s.price, s.fee, coalesce(s.discount, 0),
    s.price_type
  FROM unnest(seats, seat_keys, zone_ids, prices_minor, fees_minor, discounts_minor, price_types)
    AS s(seat, seat_key, zone_id, price, fee, discount, price_type)
  ORDER BY s.seat;

  IF total > 0 THEN
    UPDATE wallet SET balance_minor = balance_minor - total, lines = lines + 1
    WHERE wallet.account_id = purchase.account_id;

    -- The wallet pays all of it to the concert, which passes the fees on: the fan's ledger has one line for one order.
    INSERT INTO transfer (kind, debit_id, credit_id, amount_minor, currency, order_id,
      wallet_id, wallet_line, balance_after_minor, at)
    SELECT 'purchase', purchase.account_id, known.concert_id, total, purchase.currency, purchase.order_id,
      purchase.account_id, purse.lines + 1, purse.balance_minor - total, at
    UNION ALL
    SELECT 'fee', known.concert_id, fees_account(), fees, purchase.currency, purchase.order_id, NULL, NULL, NULL, at
    WHERE fees > 0;
  END IF;

  INSERT INTO idempotency_key (account_id, key, operation, request_hash, subject_id)
  VALUES (purchase.account_id, purchase.key, 'purchase', purchase.request_hash, purchase.order_id);
  INSERT INTO outbox (topic, payload)
  VALUES ('order.paid', jsonb_build_object('orderId', purchase.order_id, 'accountId', purchase.account_id,
    'scheduleId', purchase.schedule_id, 'holdId', purchase.hold_id));

  RETURN done(jsonb_build_object('orderId', purchase.order_id, 'number', order_number, 'totalMinor', total,
    'paidAtMs', epoch_ms(at), 'replayed', false));
END $$;

-- Books a payout of the gateway and the fee that the gateway kept, once for each reference. The same reference with
-- other amounts is refused.
-- Locks: the reference of the payout alone.
-- Last defined in migrations/0008_accounts_money.sql.
CREATE FUNCTION record_gateway_settlement(
  provider text, reference text, amount_minor bigint, fee_minor bigint, currency text, record jsonb
) RETURNS jsonb LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
  INSERT INTO gateway_settlement (provider, reference, amount_minor, fee_minor, currency, record)
  VALUES (record_gateway_settlement.provider, record_gateway_settlement.reference,
    record_gateway_settlement.amount_minor, record_gateway_settlement.fee_minor, record_gateway_settlement.currency,
    record_gateway_settlement.record)
  ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    IF EXISTS (SELECT FROM gateway_settlement g WHERE g.provider = record_gateway_settlement.provider
      AND g.reference = record_gateway_settlement.reference AND (g.amount_minor, g.fee_minor, g.currency)
        = (record_gateway_settlement.amount_minor, record_gateway_settlement.fee_minor, record_gateway_settlement.currency))
    THEN RETURN done('{"replayed": true}'); END IF;
    RETURN refusal('conflict', 'known with other amounts');
  END IF;
  INSERT INTO transfer (kind, debit_id, credit_id, amount_minor, currency)
  SELECT moved.kind, CASE WHEN moved.minor > 0 THEN moved.ours ELSE gateway_account() END,
    CASE WHEN moved.minor > 0 THEN gateway_account() ELSE moved.ours END, abs(moved.minor),
    record_gateway_settlement.currency
  FROM (VALUES ('gateway-settlement', bank_account(), record_gateway_settlement.amount_minor),
    ('gateway-fee', gateway_fees_account(), record_gateway_settlement.fee_minor)) AS moved(kind, ours, minor)
  WHERE moved.minor <> 0;
  RETURN done('{"replayed": false}');
END $$;

-- Pays the money of a voucher into the wallet of the first account that redeems it, once. The same account gets the
-- same answer again.
-- Locks: the wallet, then the voucher.
-- Last defined in migrations/0008_accounts_money.sql.
CREATE FUNCTION redeem_voucher(account_id uuid, code text, asked_at timestamptz) RETURNS jsonb LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  purse wallet%ROWTYPE;
  given voucher%ROWTYPE;
BEGIN
  SELECT w.* INTO purse FROM wallet w WHERE w.account_id = redeem_voucher.account_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  SELECT v.* INTO given FROM voucher v WHERE v.code = redeem_voucher.code FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF given.redeemed_by IS NOT NULL AND given.redeemed_by <> redeem_voucher.account_id THEN
    RETURN refusal('conflict', 'spent');
  END IF;
  IF given.redeemed_by IS NULL THEN
    IF given.expires_at <= asked_at THEN RETURN refusal('conflict', 'expired'); END IF;
    IF given.currency <> purse.currency THEN RETURN refusal('conflict', purse.currency); END IF;
    UPDATE voucher SET redeemed_by = redeem_voucher.account_id, redeemed_at = now() WHERE voucher.code = given.code;
    PERFORM credit_wallet(redeem_voucher.account_id, 'voucher', vouchers_account(), given.amount_minor, given.currency,
      NULL, NULL);
  END IF;
  RETURN done(jsonb_build_object('amountMinor', given.amount_minor, 'currency', given.currency,
    'replayed', given.redeemed_by IS NOT NULL));
END $$;

-- Makes one refund by staff, exactly as it was previewed, and writes it to the audit log; the same id again answers
-- the same and changes nothing, also without a plan. Once a ticket, the start of the show, its cancellation or the
-- part of the gateway is not what the preview saw, nothing is changed.
-- Locks: the schedule FOR SHARE, then for a canceled or moved show the coupon, then the seats. The caller has locked
-- the wallet, then the order.
-- Last defined in migrations/0071_staff_refunds.sql.
CREATE FUNCTION refund_as_staff(bought customer_order, refund_id uuid, plan jsonb, act jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  earlier refund%ROWTYPE;
  made refund%ROWTYPE;
  starts_at timestamptz;
  percent int;
  has_live boolean;
  seats int[];
  target text := CASE WHEN act->>'to' = 'original' AND (bought).payment_id IS NULL THEN 'wallet' ELSE act->>'to' END;
  gateway bigint;
BEGIN
  SELECT r.* INTO earlier FROM refund r WHERE r.id = refund_as_staff.refund_id;
  IF FOUND THEN RETURN cancellation(earlier, true); END IF;
  IF plan IS NULL THEN RETURN refusal('refund-changed'); END IF;
  -- A cancellation or a move of the show waits for this lock, or this waits for it.
  SELECT s.starts_at INTO starts_at FROM schedule s WHERE s.id = (bought).schedule_id FOR SHARE;
  SELECT c.compensation_percent INTO percent FROM show_cancellation c WHERE c.schedule_id = (bought).schedule_id;
  SELECT p.amount_minor - (SELECT coalesce(sum(r.amount_minor), 0) FROM refund r
    WHERE r.payment_id = p.id AND r.target = 'original') INTO gateway FROM payment p WHERE p.id = (bought).payment_id;
  SELECT array_agg(l.seat), bool_or(l."isLive") INTO seats, has_live
  FROM jsonb_to_recordset(plan->'lines') AS l(seat int, "isLive" boolean);
  IF epoch_ms(starts_at) <> (plan->>'startsAtMs')::bigint OR percent IS DISTINCT FROM (plan->>'compensationPercent')::int
    OR coalesce(gateway, 0) <> (plan->>'gatewayMinor')::bigint
    OR EXISTS (SELECT FROM jsonb_to_recordset(plan->'lines') AS l(seat int, "isLive" boolean, "returnedMinor" bigint)
      LEFT JOIN order_seat s ON s.order_id = (bought).id AND s.seat = l.seat
      WHERE s.seat IS NULL OR s.live <> l."isLive" OR s.refunded_minor <> l."returnedMinor") THEN
    RETURN refusal('refund-changed');
  END IF;

  IF percent IS NOT NULL AND has_live THEN
    IF act->>'seat' = 'ticket' OR EXISTS (SELECT FROM jsonb_to_recordset(plan->'lines')
      AS l("chargeMinor" bigint, "feeKeptMinor" bigint) WHERE l."chargeMinor" + l."feeKeptMinor" > 0) THEN
      RETURN refusal('conflict', 'The tickets of a canceled show come back in full');
    END IF;
    made := give_back_all(bought, refund_as_staff.refund_id, seats, target, percent, act);
  ELSE
    IF (plan->>'isFree')::boolean THEN PERFORM lock_coupons(ARRAY[(bought).id]); END IF;
    made := give_back(bought, refund_as_staff.refund_id, plan->'lines', target, 'staff', act);
    IF (plan->>'isFree')::boolean AND NOT EXISTS (SELECT FROM order_seat s WHERE s.order_id = (bought).id AND s.live) THEN
      PERFORM give_back_coupon((bought).id);
    END IF;
  END IF;
  IF (bought).method = 'virtualAccount' THEN
    UPDATE refund SET account = act->'account' WHERE id = made.id AND status = 'due' AND jsonb_typeof(act->'account') = 'object';
  END IF;
  INSERT INTO audit_log (organization_id, actor_id, action, subject, before, after, request_id)
  SELECT c.organization_id, (act->>'madeBy')::uuid, 'order.refund', (bought).id::text,
    jsonb_build_object('refundedMinor', (bought).refunded_minor, 'status', (bought).status),
    jsonb_strip_nulls(jsonb_build_object('refundId', made.id, 'jobId', act->'jobId', 'seats', to_jsonb(seats),
      'money', act->'money', 'seat', act->'seat', 'to', act->'to', 'hand', act->'hand', 'reason', act->'note',
      'refundMinor', (SELECT sum((line->>'refundMinor')::bigint) FROM jsonb_array_elements(made.lines) AS line))),
    act->>'requestId'
  FROM schedule s JOIN concert c ON c.id = s.concert_id WHERE s.id = (bought).schedule_id;
  RETURN cancellation(made, false);
END $$;

-- Shows a job as the Worker reads it, with its counts and sums.
-- Locks: nothing.
-- Last defined in migrations/0071_staff_refunds.sql.
CREATE FUNCTION refund_job_row(job refund_job) RETURNS jsonb LANGUAGE sql STABLE
RETURN (SELECT jsonb_build_object('id', (job).id, 'state', (job).state, 'revision', (job).revision,
    'selection', (job).selection, 'money', (job).money, 'seat', (job).seat, 'to', (job).target, 'hand', (job).hand,
    'reason', (job).reason, 'currency', (job).currency, 'orders', count(l.order_id),
    'tickets', coalesce(sum(cardinality(l.seats)), 0),
    'ordersLeft', count(*) FILTER (WHERE l.state IN ('selected', 'planned')),
    'ordersDone', count(*) FILTER (WHERE l.state = 'done'), 'ordersFailed', count(*) FILTER (WHERE l.state = 'failed'),
    'refundMinor', coalesce(sum(l.refund_minor), 0),
    'refundedMinor', coalesce(sum(l.refund_minor) FILTER (WHERE l.state = 'done'), 0),
    'dueMinor', (SELECT coalesce(sum(r.amount_minor), 0) FROM refund r WHERE r.job_id = (job).id AND r.status = 'due'),
    'madeBy', (SELECT a.name FROM account a WHERE a.id = (job).made_by), 'createdAtMs', epoch_ms((job).created_at),
    'startedAtMs', epoch_ms((job).started_at), 'doneAtMs', epoch_ms((job).done_at))
  FROM refund_job_line l WHERE l.job_id = (job).id);

-- Shows a refund as the Worker reads it, with the number of a bank account masked.
-- Locks: nothing.
-- Last defined in migrations/0014_order_forms.sql.
CREATE FUNCTION refund_row(refund refund) RETURNS jsonb LANGUAGE sql STABLE
RETURN jsonb_build_object('id', (refund).id, 'orderId', (refund).order_id, 'paymentId', (refund).payment_id,
  'amountMinor', (refund).amount_minor, 'chargeMinor', (refund).charge_minor, 'currency', (refund).currency,
  'to', (refund).target, 'account', masked_account((refund).account), 'status', (refund).status,
  'reason', (refund).reason, 'seats', jsonb_path_query_array((refund).lines, '$[*].seat'),
  'createdAtMs', epoch_ms((refund).created_at), 'doneAtMs', epoch_ms((refund).done_at));

-- Counts the part of a cancellation that went to the wallet at once, beside the part that this refund returns to the
-- card.
-- Locks: nothing.
-- Last defined in migrations/0023_one_refund_letter.sql.
CREATE FUNCTION refund_wallet_part(refund refund) RETURNS bigint LANGUAGE sql STABLE
RETURN (SELECT greatest(coalesce(sum((line->>'refundMinor')::bigint), 0)::bigint - (refund).amount_minor, 0)
  FROM jsonb_array_elements((refund).lines) AS line);

-- Is the ledger account of money on its way back to cards and bank accounts.
-- Locks: nothing.
-- Last defined in migrations/0008_accounts_money.sql.
CREATE FUNCTION refunds_due_account() RETURNS uuid LANGUAGE sql IMMUTABLE
RETURN '00000000-0000-7000-8000-000000000006'::uuid;

-- Gives seats that were kept out of the sale back to it; seats that are not kept out are left alone.
-- Locks: the order, then the seats.
-- Last defined in migrations/0071_staff_refunds.sql.
CREATE FUNCTION release_kept_seats(order_id uuid, seats int[], actor uuid, request text) RETURNS jsonb
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  bought customer_order%ROWTYPE;
  freed int[];
  taken int[];
BEGIN
  SELECT o.* INTO bought FROM customer_order o WHERE o.id = release_kept_seats.order_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  WITH gone AS (
    UPDATE order_seat s SET kept_out = false
    WHERE s.order_id = bought.id AND s.kept_out AND s.seat = ANY (release_kept_seats.seats) RETURNING s.seat
  ) SELECT coalesce(array_agg(g.seat ORDER BY g.seat), '{}') INTO freed FROM gone g;
  SELECT coalesce(array_agg(s.seat ORDER BY s.seat), '{}') INTO taken FROM order_seat s
  WHERE s.order_id = bought.id AND (s.live OR s.kept_out);
  IF freed <> '{}' THEN
    INSERT INTO outbox (topic, payload)
    VALUES ('seats.released', jsonb_build_object('orderId', bought.id, 'scheduleId', bought.schedule_id, 'holdId',
      bought.hold_id, 'accountId', coalesce(bought.account_id, bought.hold_id), 'seats', freed, 'kept', taken));
    INSERT INTO audit_log (organization_id, actor_id, action, subject, after, request_id)
    SELECT c.organization_id, actor, 'order.release-seats', bought.id::text, jsonb_build_object('seats', freed), request
    FROM schedule s JOIN concert c ON c.id = s.concert_id WHERE s.id = bought.schedule_id;
  END IF;
  RETURN done(jsonb_build_object('orderId', bought.id, 'scheduleId', bought.schedule_id, 'holdId', bought.hold_id,
    'accountId', coalesce(bought.account_id, bought.hold_id), 'seats', to_jsonb(freed), 'kept', to_jsonb(taken)));
END $$;

-- How often the tickets of an order were mailed again within the last hour. Those who ask at once take turns, so each
-- counts what the one before has written.
-- Locks: the order.
-- Last defined in migrations/0078_resends.sql.
CREATE FUNCTION resends_in_turn(mailed uuid) RETURNS int LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM customer_order o WHERE o.id = mailed FOR NO KEY UPDATE;
  -- A statement of its own, which sees what whoever had the lock before has written.
  RETURN (SELECT count(*)::int FROM audit_log a WHERE a.subject = mailed::text AND a.action = 'order.resend'
    AND a.at > now() - interval '1 hour');
END $$;

-- Numbers each change of a coupon, so that a save can name the one that it is based on.
-- Locks: the coupon, which the update has locked already.
-- Last defined in migrations/0054_presale_changes.sql.
CREATE FUNCTION revise_coupon() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.revision := OLD.revision + 1;
  RETURN NEW;
END $$;

-- Refunds a batch of the orders of a running job, each exactly as it was planned and once. An order that has changed
-- since fails alone, and can be planned again. The batches may stop and go on at any time, and none runs while the
-- job is paused.
-- Locks: the job, then the wallets by account, then the orders by their ids, then the schedules by their ids, then
-- the coupons by their ids, then the seats.
-- Last defined in migrations/0071_staff_refunds.sql.
CREATE FUNCTION run_refund_batch(job_id uuid, batch jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  job refund_job%ROWTYPE;
  orders uuid[] := ARRAY(SELECT (b.value->>'orderId')::uuid FROM jsonb_array_elements(batch) AS b);
  each record;
  bought customer_order%ROWTYPE;
  made jsonb;
  ran jsonb := '[]';
BEGIN
  -- A pause waits for this lock, so that nothing is refunded after it.
  SELECT j.* INTO job FROM refund_job j WHERE j.id = run_refund_batch.job_id FOR NO KEY UPDATE;
  IF job.state IS DISTINCT FROM 'running' THEN RETURN jsonb_build_object('state', job.state, 'ran', ran); END IF;
  -- The whole batch is locked kind by kind before any of it is touched, as every function locks its own few.
  PERFORM FROM wallet w WHERE w.account_id IN (SELECT o.account_id FROM customer_order o WHERE o.id = ANY (orders))
  ORDER BY w.account_id FOR NO KEY UPDATE;
  PERFORM FROM customer_order o WHERE o.id = ANY (orders) ORDER BY o.id FOR NO KEY UPDATE;
  PERFORM FROM schedule s WHERE s.id IN (SELECT o.schedule_id FROM customer_order o WHERE o.id = ANY (orders))
  ORDER BY s.id FOR SHARE;
  PERFORM lock_coupons(orders);
  FOR each IN SELECT l.order_id, b.*
    FROM jsonb_to_recordset(batch) AS b("orderId" uuid, "refundId" uuid, plan jsonb, act jsonb, problem text)
    JOIN refund_job_line l ON l.job_id = job.id AND l.order_id = b."orderId" AND l.state = 'planned' ORDER BY l.order_id
  LOOP
    made := refusal(each.problem);
    IF each.problem IS NULL THEN
      SELECT o.* INTO bought FROM customer_order o WHERE o.id = each.order_id;
      -- One order that cannot be refunded holds up none of the others.
      BEGIN
        made := refund_as_staff(bought, each."refundId", each.plan, each.act);
      EXCEPTION WHEN raise_exception OR check_violation OR unique_violation THEN
        made := refusal('internal-error');
      END;
    END IF;
    IF (made->>'ok')::boolean THEN
      UPDATE refund_job_line l SET state = 'done', problem = NULL, refund_id = each."refundId", done_at = now()
      WHERE l.job_id = job.id AND l.order_id = each.order_id;
      ran := ran || (made->'value');
    ELSE
      UPDATE refund_job_line l SET state = 'failed', problem = made->>'code'
      WHERE l.job_id = job.id AND l.order_id = each.order_id;
    END IF;
  END LOOP;
  IF NOT EXISTS (SELECT FROM refund_job_line l WHERE l.job_id = job.id AND l.state = 'planned') THEN
    UPDATE refund_job SET state = 'done', revision = revision + 1, done_at = now() WHERE id = job.id RETURNING * INTO job;
  END IF;
  RETURN jsonb_build_object('state', job.state, 'ran', ran);
END $$;

-- Books the money of a payment that bought nothing and makes one refund of all of it that is due to where it came
-- from.
-- Locks: nothing. The caller has locked the payment.
-- Last defined in migrations/0010_card_payments.sql.
CREATE FUNCTION send_back(payment payment, why text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  refund_id uuid := uuidv7();
BEGIN
  INSERT INTO transfer (kind, debit_id, credit_id, amount_minor, currency, payment_id)
  VALUES ('capture', gateway_account(), refunds_due_account(), (payment).amount_minor, (payment).currency, (payment).id);
  INSERT INTO refund (id, account_id, payment_id, amount_minor, charge_minor, currency, target, status, reason, lines)
  VALUES (refund_id, (payment).account_id, (payment).id, (payment).amount_minor, 0, (payment).currency, 'original', 'due',
    why, '[]');
  INSERT INTO outbox (topic, payload)
  VALUES ('refund.due', jsonb_build_object('refundId', refund_id, 'paymentId', (payment).id));
END $$;

-- Records how a payment for an order ended, once. Money that arrived makes the order, and takes the part of the
-- wallet in the same statement; if the order can no longer be made, or if a deposit arrives after the show has begun,
-- all of the money that arrived becomes a refund that is due. Another amount or another key is only noted as the
-- issue of the payment.
-- Locks: the wallet, then the payment, then the settlement of the hold, then the coupon, then the live seats.
-- Last defined in migrations/0059_deposits_after_the_start.sql.
CREATE FUNCTION settle_card_payment(
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

-- Records how the gateway answered a refund, once. A refund that the gateway refuses for good goes to the wallet
-- instead. One that it refuses for the moment stays due and is counted, and one without an answer stays due.
-- Locks: the wallet, then the refund, then the payment.
-- Last defined in migrations/0027_open_payments.sql.
CREATE FUNCTION settle_refund(refund_id uuid, status text, transaction_key text, record jsonb) RETURNS jsonb
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

-- Records how a top-up ended. The wallet is credited once, by the step to paid, and no later message leads away from
-- paid. A top-up that was refused or has expired can still turn out to be paid.
-- Locks: the wallet, then the payment.
-- Last defined in migrations/0037_lock_order.sql.
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
    AND p.account_id = coalesce(settle_top_up.account_id, p.account_id);
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  PERFORM FROM wallet w WHERE w.account_id = paying.account_id FOR NO KEY UPDATE;
  SELECT p.* INTO paying FROM payment p WHERE p.id = settle_top_up.payment_id FOR NO KEY UPDATE;
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

-- Makes one refund by staff for each Idempotency-Key, exactly as it was previewed.
-- Locks: the wallet, then the order, then the schedule FOR SHARE, then for a canceled or moved show the coupon, then
-- the seats.
-- Last defined in migrations/0071_staff_refunds.sql.
CREATE FUNCTION staff_refund(
  order_id uuid, refund_id uuid, key text, request_hash bytea, plan jsonb, act jsonb
) RETURNS jsonb LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  known idempotency_key%ROWTYPE;
  bought customer_order%ROWTYPE;
  made jsonb;
BEGIN
  PERFORM FROM wallet w WHERE w.account_id = (SELECT o.account_id FROM customer_order o WHERE o.id = staff_refund.order_id)
  FOR NO KEY UPDATE;
  SELECT o.* INTO bought FROM customer_order o WHERE o.id = staff_refund.order_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  SELECT k.* INTO known FROM idempotency_key k
  WHERE k.account_id = (act->>'madeBy')::uuid AND k.key = staff_refund.key;
  IF FOUND AND (known.operation <> 'staff-refund' OR known.request_hash <> staff_refund.request_hash) THEN
    RETURN refusal('idempotency-mismatch');
  END IF;
  made := refund_as_staff(bought, staff_refund.refund_id, plan, act);
  IF (made->>'ok')::boolean THEN
    INSERT INTO idempotency_key (account_id, key, operation, request_hash, subject_id)
    VALUES ((act->>'madeBy')::uuid, staff_refund.key, 'staff-refund', staff_refund.request_hash, staff_refund.refund_id)
    ON CONFLICT DO NOTHING;
  END IF;
  RETURN made;
END $$;

-- Begins one payment through the gateway for each Idempotency-Key, keeps the order as it will be, and reserves its
-- coupon. No money moves; the part that the wallet pays is only checked to be there. More seats than one account may
-- have of the concert, in all or on one day, are refused.
-- Locks: the wallet, then the coupon.
-- Last defined in migrations/0067_account_limits.sql.
CREATE FUNCTION start_card_payment(
  payment_id uuid, order_id uuid, account_id uuid, schedule_id uuid, hold_id uuid, method text, provider text,
  currency text, draft jsonb, cash_receipt jsonb, key text, request_hash bytea, wallet_minor bigint DEFAULT 0
) RETURNS jsonb LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  purse wallet%ROWTYPE;
  known record;
  settled settlement%ROWTYPE;
  why_no_coupon text;
  why_too_many text;
  started payment%ROWTYPE;
BEGIN
  SELECT w.* INTO purse FROM wallet w WHERE w.account_id = start_card_payment.account_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  SELECT s AS sale, s.sale_state, k.operation, k.request_hash, k.subject_id INTO known
  FROM schedule s
  LEFT JOIN idempotency_key k ON k.account_id = start_card_payment.account_id AND k.key = start_card_payment.key
  WHERE s.id = start_card_payment.schedule_id;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF known.subject_id IS NOT NULL THEN
    IF known.operation <> 'card-payment' OR known.request_hash <> start_card_payment.request_hash THEN
      RETURN refusal('idempotency-mismatch');
    END IF;
    SELECT p.* INTO started FROM payment p WHERE p.id = known.subject_id;
    RETURN done(payment_row(started) || '{"replayed": true}');
  END IF;
  IF purse.currency <> start_card_payment.currency THEN RETURN refusal('conflict', purse.currency); END IF;
  IF purse.balance_minor < start_card_payment.wallet_minor THEN RETURN refusal('insufficient-funds'); END IF;
  IF known.sale_state = 'cancelled' THEN RETURN refusal('sale-not-open', 'cancelled'); END IF;
  why_too_many := over_limits(start_card_payment.account_id, known.sale, jsonb_array_length(draft->'seats'),
    start_card_payment.hold_id, now());
  IF why_too_many IS NOT NULL THEN RETURN refusal('too-many-seats', why_too_many); END IF;
  SELECT s.* INTO settled FROM settlement s WHERE s.hold_id = start_card_payment.hold_id;
  IF FOUND AND settled.order_id IS NULL THEN RETURN refusal('hold-expired'); END IF;
  IF FOUND THEN RETURN refusal('already-paid', settled.order_id::text); END IF;
  IF draft->>'couponId' IS NOT NULL THEN
    why_no_coupon := take_coupon((draft->>'couponId')::uuid, start_card_payment.account_id, start_card_payment.order_id, now());
    IF why_no_coupon IS NOT NULL THEN RETURN refusal(why_no_coupon); END IF;
  END IF;

  INSERT INTO idempotency_key (account_id, key, operation, request_hash, subject_id)
  VALUES (start_card_payment.account_id, start_card_payment.key, 'card-payment', start_card_payment.request_hash,
    start_card_payment.payment_id);
  INSERT INTO payment (id, account_id, purpose, amount_minor, currency, provider, method, order_id, schedule_id, hold_id,
    draft, cash_receipt, wallet_minor)
  VALUES (start_card_payment.payment_id, start_card_payment.account_id, 'order',
    (draft->>'totalMinor')::bigint - start_card_payment.wallet_minor,
    start_card_payment.currency, start_card_payment.provider, start_card_payment.method, start_card_payment.order_id,
    start_card_payment.schedule_id, start_card_payment.hold_id, start_card_payment.draft, start_card_payment.cash_receipt,
    start_card_payment.wallet_minor)
  RETURNING * INTO started;
  RETURN done(payment_row(started) || '{"replayed": false}');
END $$;

-- Begins one top-up for each Idempotency-Key, however often and however simultaneously it is asked. No money moves.
-- Locks: the Idempotency-Key alone.
-- Last defined in migrations/0003_refunds_and_top_ups.sql.
CREATE FUNCTION start_top_up(
  payment_id uuid, account_id uuid, amount_minor bigint, provider text, key text, request_hash bytea
) RETURNS jsonb LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  known idempotency_key%ROWTYPE;
  purse_currency text;
  started payment%ROWTYPE;
BEGIN
  SELECT w.currency INTO purse_currency FROM wallet w WHERE w.account_id = start_top_up.account_id;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;

  -- Whoever comes second with the same key waits here for the first, and then reads what it wrote.
  INSERT INTO idempotency_key (account_id, key, operation, request_hash, subject_id)
  VALUES (start_top_up.account_id, start_top_up.key, 'top-up', start_top_up.request_hash, start_top_up.payment_id)
  ON CONFLICT DO NOTHING;
  IF FOUND THEN
    INSERT INTO payment (id, account_id, purpose, amount_minor, currency, provider)
    VALUES (start_top_up.payment_id, start_top_up.account_id, 'top-up', start_top_up.amount_minor, purse_currency,
      start_top_up.provider)
    RETURNING * INTO started;
    RETURN done(payment_row(started) || '{"replayed": false}');
  END IF;

  SELECT k.* INTO known FROM idempotency_key k
  WHERE k.account_id = start_top_up.account_id AND k.key = start_top_up.key;
  IF known.operation <> 'top-up' OR known.request_hash <> start_top_up.request_hash THEN
    RETURN refusal('idempotency-mismatch');
  END IF;
  SELECT p.* INTO started FROM payment p WHERE p.id = known.subject_id;
  RETURN done(payment_row(started) || '{"replayed": true}');
END $$;

-- Reserves a coupon for an order and returns null, or returns the reason for not doing so, such as a pause, and
-- writes nothing. A coupon is never used more often than its two limits allow.
-- Locks: an advisory lock of the coupon, shared, then the coupon, if it has a limit for all accounts together. The
-- caller has locked the wallet, so that the orders of one account are counted one after the other.
-- Last defined in migrations/0087_setup.sql.
CREATE FUNCTION take_coupon(coupon_id uuid, account_id uuid, order_id uuid, at timestamptz) RETURNS text
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  given coupon%ROWTYPE;
BEGIN
  -- Whoever changes the coupon waits for its buyers under way, and sees their uses. Buyers do not wait for each other.
  PERFORM pg_advisory_xact_lock_shared(hashtextextended(take_coupon.coupon_id::text, 1));
  SELECT c.* INTO given FROM coupon c WHERE c.id = take_coupon.coupon_id;
  IF NOT FOUND OR NOT given.is_open OR given.paused_at IS NOT NULL OR given.opens_at > at OR given.closes_at <= at THEN RETURN 'coupon-not-valid'; END IF;
  IF given.uses_per_account_max <= (SELECT count(*) FROM coupon_use u
    WHERE u.coupon_id = given.id AND u.account_id = take_coupon.account_id) THEN RETURN 'coupon-spent'; END IF;
  IF given.uses_max IS NOT NULL THEN
    UPDATE coupon SET uses_left = uses_left - 1 WHERE id = given.id AND uses_left > 0;
    IF NOT FOUND THEN RETURN 'coupon-spent'; END IF;
  END IF;
  INSERT INTO coupon_use (order_id, coupon_id, account_id) VALUES (take_coupon.order_id, given.id, take_coupon.account_id);
  RETURN NULL;
END $$;

-- Makes the order of a payment with its seats and returns null, or returns the reason for not doing so and writes
-- nothing. A coupon that the payment no longer has is reserved again.
-- Locks: the settlement of the hold, then the coupon, then the live seats. The caller has locked the wallet and the
-- payment.
-- Last defined in migrations/0087_setup.sql.
CREATE FUNCTION take_seats(payment payment, hold_id uuid, order_number text) RETURNS text LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  draft jsonb := (payment).draft;
  why text;
  broken text;
BEGIN
  INSERT INTO settlement (hold_id, order_id) VALUES (take_seats.hold_id, (payment).order_id) ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    SELECT CASE WHEN s.order_id IS NULL THEN 'hold-expired' ELSE 'already-paid' END INTO why
    FROM settlement s WHERE s.hold_id = take_seats.hold_id;
    RAISE EXCEPTION USING ERRCODE = 'FR010', MESSAGE = why;
  END IF;
  IF draft->>'couponId' IS NOT NULL AND NOT EXISTS (SELECT FROM coupon_use u WHERE u.order_id = (payment).order_id) THEN
    why := take_coupon((draft->>'couponId')::uuid, (payment).account_id, (payment).order_id, now());
    IF why IS NOT NULL THEN RAISE EXCEPTION USING ERRCODE = 'FR010', MESSAGE = 'coupon-spent'; END IF;
  END IF;
  INSERT INTO customer_order (id, number, account_id, schedule_id, hold_id, currency, total_minor, method, payment_id, discounts)
  VALUES ((payment).order_id, order_number, (payment).account_id, (payment).schedule_id, take_seats.hold_id,
    (payment).currency, (payment).amount_minor + (payment).wallet_minor, (payment).method, (payment).id, draft->'discounts');
  INSERT INTO order_seat (order_id, schedule_id, seat, seat_key, zone_id, price_minor, fee_minor, discount_minor, price_type)
  SELECT (payment).order_id, (payment).schedule_id, s.seat, s.key, s."zoneId", s."priceMinor", s."feeMinor",
    s."discountMinor", s."priceType"
  FROM jsonb_to_recordset(draft->'seats') AS s(seat int, key text, "zoneId" text, "priceMinor" bigint, "feeMinor" bigint,
    "discountMinor" bigint, "priceType" text)
  ORDER BY s.seat;
  RETURN NULL;
EXCEPTION
  -- All that was written above is undone, the coupon too.
  WHEN SQLSTATE 'FR010' THEN RETURN SQLERRM;
  WHEN unique_violation THEN
    GET STACKED DIAGNOSTICS broken = CONSTRAINT_NAME;
    IF broken <> 'order_seat_live' THEN RAISE; END IF;
    RETURN 'seat-taken';
END $$;

-- Is the ledger account of money that staff take or give by hand, by its kind: our bank, the vouchers, or the tills.
-- Locks: nothing.
-- Last defined in migrations/0071_staff_refunds.sql.
CREATE FUNCTION tender_account(kind text) RETURNS uuid LANGUAGE sql IMMUTABLE
RETURN CASE kind WHEN 'bank-transfer' THEN bank_account() WHEN 'voucher' THEN vouchers_account() ELSE till_account() END;

-- Is the ledger account of the drawers and terminals at the counters: what customers pay there comes from it.
-- Locks: nothing.
-- Last defined in migrations/0071_staff_refunds.sql.
CREATE FUNCTION till_account() RETURNS uuid LANGUAGE sql IMMUTABLE
RETURN '00000000-0000-7000-8000-000000000007'::uuid;

-- Ends a hold without a sale, unless the hold has been sold: then it answers with the order and the seats that the
-- order still keeps from the sale. A coupon reserved by a payment for this hold comes back.
-- Locks: the settlement of the hold, then the coupon.
-- Last defined in migrations/0071_staff_refunds.sql.
CREATE FUNCTION void_hold(hold_id uuid) RETURNS jsonb LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  sale jsonb;
BEGIN
  INSERT INTO settlement (hold_id) VALUES (void_hold.hold_id) ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    SELECT jsonb_build_object('orderId', o.id, 'accountId', coalesce(o.account_id, o.hold_id), 'seats', jsonb_agg(s.seat ORDER BY s.seat))
    INTO sale
    FROM settlement
    JOIN customer_order o ON o.id = settlement.order_id
    JOIN order_seat s ON s.order_id = o.id AND (s.live OR s.kept_out)
    WHERE settlement.hold_id = void_hold.hold_id
    GROUP BY o.id;
  ELSE
    PERFORM give_back_coupon(p.order_id) FROM payment p WHERE p.hold_id = void_hold.hold_id;
  END IF;
  RETURN coalesce(sale, '{"orderId": null}');
END $$;

-- Is the ledger account that pays for redeemed vouchers.
-- Locks: nothing.
-- Last defined in migrations/0008_accounts_money.sql.
CREATE FUNCTION vouchers_account() RETURNS uuid LANGUAGE sql IMMUTABLE
RETURN '00000000-0000-7000-8000-000000000005'::uuid;
