-- messages
-- Written by `npm run schema` from a freshly migrated database. Do not edit.

CREATE TABLE buyer_message (
  id          uuid NOT NULL,
  concert_id  uuid NOT NULL,
  schedule_id uuid,
  zone_id     text,
  order_id    uuid,
  subject     jsonb NOT NULL,
  body        jsonb NOT NULL,
  buyers      integer NOT NULL,
  sent_by     uuid,
  sent_at     timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT buyer_message_pkey PRIMARY KEY (id)
);
CREATE INDEX buyer_message_concert ON buyer_message USING btree (concert_id, sent_at);

CREATE TABLE buyer_message_copy (
  message_id uuid NOT NULL,
  outbox_id  uuid NOT NULL,
  CONSTRAINT buyer_message_copy_message_id_outbox_id_pk PRIMARY KEY (message_id, outbox_id)
);

CREATE TABLE outbox (
  id           uuid NOT NULL DEFAULT uuidv7(),
  topic        text NOT NULL,
  payload      jsonb NOT NULL,
  created_at   timestamptz(3) NOT NULL DEFAULT now(),
  available_at timestamptz(3) NOT NULL DEFAULT now(),
  attempts     integer NOT NULL DEFAULT 0,
  delivered_at timestamptz(3),
  failed_at    timestamptz(3),
  failure      text,
  lane         text NOT NULL GENERATED ALWAYS AS (
CASE
    WHEN topic = 'seats.released'::text THEN 'schedule'::text
    WHEN topic ~~ 'push.%'::text THEN 'push'::text
    ELSE 'mail'::text
END) STORED,
  urgency      smallint NOT NULL GENERATED ALWAYS AS (
CASE
    WHEN topic = ANY (ARRAY['password.reset'::text, 'email.code'::text, 'email.known'::text, 'waitlist.offer'::text, 'push.waitlist.offer'::text]) THEN 0
    WHEN topic ~~ 'refund.%'::text THEN 2
    WHEN topic ~~ '%.reminder'::text THEN 3
    WHEN topic = 'buyers.message'::text THEN 4
    ELSE 1
END) STORED,
  CONSTRAINT outbox_pkey PRIMARY KEY (id)
);
CREATE INDEX outbox_about ON outbox USING btree (COALESCE(payload ->> 'orderId'::text, payload ->> 'refundId'::text)) WHERE lane = 'mail'::text;
CREATE INDEX outbox_delivered ON outbox USING btree (delivered_at) WHERE delivered_at IS NOT NULL;
CREATE INDEX outbox_due ON outbox USING btree (lane, urgency, available_at) WHERE delivered_at IS NULL AND failed_at IS NULL;
CREATE INDEX outbox_failed ON outbox USING btree (failed_at) WHERE failed_at IS NOT NULL;

CREATE TABLE sale_reminder (
  concert_id uuid NOT NULL,
  opens_at   timestamptz(3) NOT NULL,
  lead       text NOT NULL,
  account_id uuid NOT NULL,
  told_at    timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT sale_reminder_concert_id_opens_at_lead_account_id_pk PRIMARY KEY (concert_id, opens_at, lead, account_id),
  CONSTRAINT sale_reminder_lead CHECK (lead = ANY (ARRAY['day'::text, 'soon'::text]))
);
CREATE INDEX sale_reminder_opening ON sale_reminder USING btree (opens_at);

-- Reads an id from a payload, or null when there is none or it is not an id, so that one bad row never stops the
-- others.
-- Locks: nothing.
-- Last defined in migrations/0015_mail.sql.
CREATE FUNCTION outbox_id(payload jsonb, name text) RETURNS uuid LANGUAGE sql STABLE
RETURN CASE WHEN pg_input_is_valid(payload->>name, 'uuid') THEN (payload->>name)::uuid END;

-- Writes the message about a paid top-up, an awaited deposit or an expired deposit in the transaction that changed
-- the payment.
-- Locks: nothing beyond the payment that is being written.
-- Last defined in migrations/0015_mail.sql.
CREATE FUNCTION tell_payment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  told text := CASE
    WHEN NEW.purpose = 'top-up' AND NEW.status = 'paid' THEN 'top-up.paid'
    WHEN NEW.purpose = 'order' AND NEW.status = 'awaiting-deposit' THEN 'deposit.awaited'
    WHEN NEW.purpose = 'order' AND NEW.status = 'refused' AND OLD.status = 'awaiting-deposit' THEN 'deposit.expired' END;
BEGIN
  IF told IS NOT NULL THEN
    INSERT INTO outbox (topic, payload)
    VALUES (told, jsonb_build_object('accountId', NEW.account_id, 'paymentId', NEW.id));
  END IF;
  RETURN NULL;
END $$;

-- Writes the message about a refund in the transaction that did the refund, or that moved it from the card to the
-- wallet.
-- Locks: nothing beyond the refund that is being written.
-- Last defined in migrations/0015_mail.sql.
CREATE FUNCTION tell_refund() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO outbox (topic, payload)
  VALUES (CASE TG_OP WHEN 'INSERT' THEN 'refund.done' ELSE 'refund.redirected' END,
    jsonb_build_object('accountId', NEW.account_id, 'refundId', NEW.id));
  RETURN NULL;
END $$;
