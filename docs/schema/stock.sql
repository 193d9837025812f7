-- stock
-- Written by `npm run schema` from a freshly migrated database. Do not edit.

CREATE TABLE invitation_guest (
  id         uuid NOT NULL,
  request_id uuid NOT NULL,
  place      integer NOT NULL,
  name       text NOT NULL,
  mail       text,
  phone      text,
  seats      integer[],
  zone_id    text,
  count      integer NOT NULL,
  order_id   uuid,
  fault      text,
  CONSTRAINT invitation_guest_pkey PRIMARY KEY (id),
  CONSTRAINT invitation_guest_place UNIQUE (request_id, place),
  CONSTRAINT invitation_guest_count CHECK (count >= 1 AND count <= 20),
  CONSTRAINT invitation_guest_wish CHECK ((seats IS NULL) <> (zone_id IS NULL)),
  CONSTRAINT invitation_guest_request_id_invitation_request_id_fk FOREIGN KEY (request_id) REFERENCES invitation_request(id)
);
CREATE INDEX invitation_guest_due ON invitation_guest USING btree (request_id, place) WHERE order_id IS NULL AND fault IS NULL;

CREATE TABLE invitation_request (
  id          uuid NOT NULL,
  schedule_id uuid NOT NULL,
  reason      text NOT NULL,
  note        text NOT NULL,
  state       text NOT NULL DEFAULT 'asked'::text,
  asked_by    uuid,
  asked_at    timestamptz(3) NOT NULL DEFAULT now(),
  decided_by  uuid,
  decided_at  timestamptz(3),
  CONSTRAINT invitation_request_pkey PRIMARY KEY (id),
  CONSTRAINT invitation_request_decided CHECK ((state = 'asked'::text) = (decided_at IS NULL)),
  CONSTRAINT invitation_request_state CHECK (state = ANY (ARRAY['asked'::text, 'approved'::text, 'declined'::text])),
  CONSTRAINT invitation_request_asked_by_account_id_fk FOREIGN KEY (asked_by) REFERENCES account(id),
  CONSTRAINT invitation_request_decided_by_account_id_fk FOREIGN KEY (decided_by) REFERENCES account(id),
  CONSTRAINT invitation_request_schedule_id_schedule_id_fk FOREIGN KEY (schedule_id) REFERENCES schedule(id)
);
CREATE INDEX invitation_request_schedule ON invitation_request USING btree (schedule_id, asked_at);

CREATE TABLE stock_block (
  id          uuid NOT NULL,
  schedule_id uuid NOT NULL,
  version     integer NOT NULL,
  channel     text,
  about       jsonb NOT NULL,
  release_at  timestamptz(3),
  created_at  timestamptz(3) NOT NULL DEFAULT now(),
  released_at timestamptz(3),
  CONSTRAINT stock_block_pkey PRIMARY KEY (id),
  CONSTRAINT stock_block_version CHECK (version > 0),
  CONSTRAINT stock_block_schedule_id_schedule_id_fk FOREIGN KEY (schedule_id) REFERENCES schedule(id)
);
CREATE INDEX stock_block_schedule ON stock_block USING btree (schedule_id);

CREATE TABLE stock_seat (
  schedule_id uuid NOT NULL,
  seat        integer NOT NULL,
  seat_key    text NOT NULL,
  block_id    uuid NOT NULL,
  CONSTRAINT stock_seat_schedule_id_seat_pk PRIMARY KEY (schedule_id, seat),
  CONSTRAINT stock_seat_ordinal CHECK (seat >= 0),
  CONSTRAINT stock_seat_block_id_stock_block_id_fk FOREIGN KEY (block_id) REFERENCES stock_block(id)
);
CREATE INDEX stock_seat_block ON stock_seat USING btree (block_id);

-- Records a request for invitations, once. It is approved at once where the organization asks for no approval.
-- Locks: nothing but the new rows.
-- Last defined in migrations/0072_invitations.sql.
CREATE FUNCTION ask_invitations(
  asked_id uuid, scheduled uuid, wanted jsonb, organization uuid, actor uuid, request text
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  made invitation_request%ROWTYPE;
BEGIN
  INSERT INTO invitation_request (id, schedule_id, reason, note, state, asked_by, decided_at)
  SELECT asked_id, scheduled, wanted->>'reason', wanted->>'note',
    CASE WHEN o.approves_invitations THEN 'asked' ELSE 'approved' END, actor,
    CASE WHEN NOT o.approves_invitations THEN now() END
  FROM organization o WHERE o.id = organization
  ON CONFLICT (id) DO NOTHING RETURNING * INTO made;
  IF NOT FOUND THEN
    SELECT r.* INTO made FROM invitation_request r WHERE r.id = asked_id AND r.schedule_id = scheduled;
    IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
    RETURN done(invitation_json(made));
  END IF;
  INSERT INTO invitation_guest (id, request_id, place, name, mail, phone, seats, zone_id, count)
  SELECT gen_random_uuid(), asked_id, g.at, g.guest->>'name', g.guest->>'mail', g.guest->>'phone',
    CASE WHEN jsonb_typeof(g.guest->'seats') = 'array'
      THEN ARRAY(SELECT seat::int FROM jsonb_array_elements_text(g.guest->'seats') AS seat) END,
    g.guest->>'zoneId', (g.guest->>'count')::int
  FROM jsonb_array_elements(wanted->'guests') WITH ORDINALITY AS g(guest, at);
  INSERT INTO audit_log (organization_id, actor_id, action, subject, after, request_id)
  VALUES (organization, actor, 'invitation.ask', scheduled::text, jsonb_build_object('invitation', asked_id,
    'reason', made.reason, 'state', made.state, 'guests', jsonb_array_length(wanted->'guests')), request);
  RETURN done(invitation_json(made));
END $$;

-- Takes the tickets of a guest back, once; the schedule is told, and the seats go back to their block or on sale.
-- Tickets of which a part was exchanged are not taken back together.
-- Locks: the order, then the seats.
-- Last defined in migrations/0079_counter_mends.sql.
CREATE FUNCTION cancel_invitation(
  guest_id uuid, refund_id uuid, why text, organization uuid, actor uuid, request text
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  bought customer_order%ROWTYPE;
  lines jsonb;
BEGIN
  SELECT o.* INTO bought FROM customer_order o
  WHERE o.id = (SELECT g.order_id FROM invitation_guest g WHERE g.id = guest_id) FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  -- The tickets of this guest are in two orders, and each is canceled by itself.
  IF EXISTS (SELECT FROM counter_order e WHERE e.exchanged_from = bought.id) THEN
    RETURN refusal('conflict', 'Some of these tickets were exchanged: cancel them in their orders');
  END IF;
  SELECT jsonb_agg(jsonb_build_object('seat', s.seat, 'refundMinor', 0, 'chargeMinor', 0, 'feeKeptMinor', 0))
  INTO lines FROM order_seat s WHERE s.order_id = bought.id AND s.live;
  IF lines IS NULL THEN RETURN done('null'::jsonb); END IF;
  PERFORM give_back(bought, refund_id, lines, 'hand', why);
  INSERT INTO audit_log (organization_id, actor_id, action, subject, before, after, request_id)
  VALUES (organization, actor, 'invitation.cancel', bought.schedule_id::text,
    jsonb_build_object('order', bought.id, 'status', 'paid'),
    jsonb_build_object('order', bought.id, 'status', 'cancelled', 'reason', why), request);
  RETURN done('null'::jsonb);
END $$;

-- Approves or declines a request for invitations, once. Whoever asked cannot approve it while somebody else of the
-- organization or of the concert could.
-- Locks: the request.
-- Last defined in migrations/0079_counter_mends.sql.
CREATE FUNCTION decide_invitations(
  asked_id uuid, is_approved boolean, organization uuid, actor uuid, request text
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  known invitation_request%ROWTYPE;
  wanted text := CASE WHEN is_approved THEN 'approved' ELSE 'declined' END;
BEGIN
  SELECT r.* INTO known FROM invitation_request r WHERE r.id = asked_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF known.state = wanted THEN RETURN done(invitation_json(known)); END IF;
  IF known.state <> 'asked' THEN RETURN refusal('conflict', 'It was ' || known.state || ' before'); END IF;
  IF known.asked_by = actor AND is_approved AND EXISTS (SELECT FROM staff f WHERE f.organization_id = organization
    AND f.role IN ('owner', 'manager') AND f.suspended_at IS NULL AND f.account_id <> actor
    AND (f.concert_id IS NULL OR f.concert_id = (SELECT s.concert_id FROM schedule s WHERE s.id = known.schedule_id))) THEN
    RETURN refusal('conflict', 'Somebody else has to approve what you asked for');
  END IF;
  UPDATE invitation_request r SET state = wanted, decided_by = actor, decided_at = now()
  WHERE r.id = asked_id RETURNING r.* INTO known;
  INSERT INTO audit_log (organization_id, actor_id, action, subject, before, after, request_id)
  VALUES (organization, actor, 'invitation.decide', known.schedule_id::text,
    jsonb_build_object('invitation', asked_id, 'state', 'asked'),
    jsonb_build_object('invitation', asked_id, 'state', wanted), request);
  RETURN done(invitation_json(known));
END $$;

-- Describes a request for invitations with its guests, and the orders of those who have tickets. Of a long list it
-- tells two hundred guests, those with faults first.
-- Locks: nothing.
-- Last defined in migrations/0087_setup.sql.
CREATE FUNCTION invitation_json(asked invitation_request) RETURNS jsonb LANGUAGE sql STABLE
RETURN jsonb_build_object('id', (asked).id, 'scheduleId', (asked).schedule_id, 'reason', (asked).reason,
  'note', (asked).note, 'state', (asked).state, 'askedAtMs', epoch_ms((asked).asked_at),
  'askedBy', (SELECT a.name FROM account a WHERE a.id = (asked).asked_by),
  'decidedBy', (SELECT a.name FROM account a WHERE a.id = (asked).decided_by),
  'guestCount', (SELECT count(*) FROM invitation_guest g WHERE g.request_id = (asked).id),
  'issuedCount', (SELECT count(*) FROM invitation_guest g WHERE g.request_id = (asked).id AND g.order_id IS NOT NULL),
  'faultyCount', (SELECT count(*) FROM invitation_guest g WHERE g.request_id = (asked).id AND g.order_id IS NULL
    AND g.fault IS NOT NULL),
  'guests', (SELECT jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name, 'mail', g.mail, 'phone', g.phone,
      'seats', coalesce((SELECT jsonb_agg(s.seat ORDER BY s.seat) FROM order_seat s WHERE s.order_id = g.order_id),
        to_jsonb(g.seats)), 'zoneId', g.zone_id, 'count', g.count,
      'orderId', g.order_id, 'number', o.number, 'fault', g.fault,
      'state', CASE o.status WHEN 'paid' THEN 'issued' WHEN 'cancelled' THEN 'canceled' ELSE 'waiting' END) ORDER BY g.place)
    FROM (
      SELECT * FROM invitation_guest i WHERE i.request_id = (asked).id
      ORDER BY i.order_id IS NULL AND i.fault IS NOT NULL DESC, i.place LIMIT 200
    ) g LEFT JOIN customer_order o ON o.id = g.order_id));

-- Makes the order of an approved guest, who pays nothing, once for each hold, and has the tickets mailed if there is
-- an address.
-- Locks: the guest, then the settlement of the hold.
-- Last defined in migrations/0072_invitations.sql.
CREATE FUNCTION issue_invitation(
  guest_id uuid, sale jsonb, organization uuid, actor uuid, request text
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  guest invitation_guest%ROWTYPE;
  asked invitation_request%ROWTYPE;
  new_order uuid := sale->>'orderId';
  held uuid := sale->>'holdId';
  ended settlement%ROWTYPE;
BEGIN
  SELECT g.* INTO guest FROM invitation_guest g WHERE g.id = guest_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  -- Another approval was faster.
  IF guest.order_id IS NOT NULL AND guest.order_id <> new_order THEN RETURN refusal('already-paid', guest.order_id::text); END IF;
  SELECT r.* INTO asked FROM invitation_request r WHERE r.id = guest.request_id;
  IF asked.state <> 'approved' THEN RETURN refusal('conflict', 'It is not approved'); END IF;
  IF (SELECT s.sale_state FROM schedule s WHERE s.id = asked.schedule_id) = 'cancelled' THEN
    RETURN refusal('sale-not-open', 'cancelled');
  END IF;
  INSERT INTO settlement (hold_id, order_id) VALUES (held, new_order) ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    SELECT e.* INTO ended FROM settlement e WHERE e.hold_id = held;
    IF ended.order_id = new_order THEN RETURN done('null'::jsonb); END IF;
    RETURN refusal('hold-expired');
  END IF;
  INSERT INTO customer_order (id, number, schedule_id, hold_id, currency, total_minor, method, channel, buyer_name, buyer_phone)
  VALUES (new_order, sale->>'number', asked.schedule_id, held, sale->>'currency', 0, 'free', 'invitation',
    guest.name, guest.phone);
  INSERT INTO order_seat (order_id, schedule_id, seat, seat_key, zone_id, price_minor, fee_minor)
  SELECT new_order, asked.schedule_id, x.seat, x.key, x."zoneId", 0, 0
  FROM jsonb_to_recordset(sale->'seats') AS x(seat int, key text, "zoneId" text) ORDER BY x.seat;
  UPDATE invitation_guest SET order_id = new_order, fault = NULL WHERE id = guest_id;
  IF guest.mail IS NOT NULL THEN
    INSERT INTO order_form (order_id, mail_to) VALUES (new_order, guest.mail);
    INSERT INTO outbox (topic, payload) VALUES ('order.paid', jsonb_build_object('orderId', new_order,
      'scheduleId', asked.schedule_id, 'holdId', held));
  END IF;
  INSERT INTO audit_log (organization_id, actor_id, action, subject, after, request_id)
  VALUES (organization, actor, 'invitation.issue', asked.schedule_id::text, jsonb_build_object('invitation', asked.id,
    'order', new_order, 'number', sale->>'number', 'seats', jsonb_path_query_array(sale->'seats', '$[*].key')), request);
  RETURN done('null'::jsonb);
END $$;

-- Takes over a change of a block from its schedule's object, and logs it with its author; an automatic release has
-- none. A change that was told before, or an older one, changes nothing.
-- Locks: the block, then its seats.
-- Last defined in migrations/0069_stock_blocks.sql.
CREATE FUNCTION keep_stock_change(scheduled uuid, change jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  told uuid := change->>'blockId';
  actor jsonb := CASE WHEN jsonb_typeof(change->'by') = 'object' THEN change->'by' END;
  known stock_block%ROWTYPE;
  block stock_block%ROWTYPE;
  before jsonb;
  act text;
BEGIN
  SELECT b.* INTO known FROM stock_block b WHERE b.id = told FOR NO KEY UPDATE;
  IF FOUND THEN
    IF known.version >= (change->>'version')::int THEN RETURN; END IF;
    before := stock_facts(known);
  END IF;
  IF (change->>'isReleased')::boolean THEN
    act := 'stock.release';
    UPDATE stock_block b SET version = (change->>'version')::int, released_at = (change->>'at')::timestamptz
    WHERE b.id = told RETURNING b.* INTO block;
    DELETE FROM stock_seat s WHERE s.block_id = told;
  ELSE
    act := CASE WHEN before IS NULL THEN 'stock.create' ELSE 'stock.change' END;
    INSERT INTO stock_block (id, schedule_id, version, channel, about, release_at)
    VALUES (told, scheduled, (change->>'version')::int, change->>'channel', change->'about', (change->>'releaseAt')::timestamptz)
    ON CONFLICT (id) DO UPDATE SET version = EXCLUDED.version, channel = EXCLUDED.channel, about = EXCLUDED.about,
      release_at = EXCLUDED.release_at
    RETURNING * INTO block;
    DELETE FROM stock_seat s USING jsonb_array_elements(change->'removed') AS seat
    WHERE s.schedule_id = scheduled AND s.seat = seat::int AND s.block_id = told;
    INSERT INTO stock_seat (schedule_id, seat, seat_key, block_id)
    SELECT scheduled, (added->>0)::int, added->>1, told FROM jsonb_array_elements(change->'added') AS added
    ON CONFLICT (schedule_id, seat) DO UPDATE SET block_id = told, seat_key = EXCLUDED.seat_key;
  END IF;
  IF block.id IS NULL THEN RETURN; END IF;
  INSERT INTO audit_log (organization_id, actor_id, action, subject, before, after, request_id, origin)
  SELECT c.organization_id, (actor->>'accountId')::uuid, act, scheduled::text, before, stock_facts(block),
    actor->>'requestId', actor->>'origin'
  FROM schedule s JOIN concert c ON c.id = s.concert_id WHERE s.id = scheduled;
END $$;

-- Sets whether invitations of an organization need somebody's approval, and logs it.
-- Locks: the organization.
-- Last defined in migrations/0072_invitations.sql.
CREATE FUNCTION set_invitation_approval(is_needed boolean, organization uuid, actor uuid, request text) RETURNS void
LANGUAGE sql AS $$
  WITH known AS (SELECT o.approves_invitations AS before FROM organization o WHERE o.id = organization FOR NO KEY UPDATE),
  changed AS (UPDATE organization o SET approves_invitations = is_needed WHERE o.id = organization)
  INSERT INTO audit_log (organization_id, actor_id, action, subject, before, after, request_id)
  SELECT organization, actor, 'organization.approve-invitations', organization::text,
    jsonb_build_object('approves_invitations', known.before), jsonb_build_object('approves_invitations', is_needed), request
  FROM known;
$$;

-- Describes a block for the audit log: what it is for, who can take its seats, and the names of the first 200 of
-- them.
-- Locks: nothing.
-- Last defined in migrations/0069_stock_blocks.sql.
CREATE FUNCTION stock_facts(block stock_block) RETURNS jsonb LANGUAGE sql STABLE
RETURN jsonb_build_object('block', (block).id, 'channel', (block).channel, 'release_at', (block).release_at) || (block).about
  || (SELECT jsonb_build_object('seats', count(*), 'seat_keys', coalesce(jsonb_agg(s.seat_key ORDER BY s.seat)
      FILTER (WHERE s.at <= 200), '[]'))
    FROM (SELECT seat, seat_key, row_number() OVER (ORDER BY seat) AS at FROM stock_seat WHERE block_id = (block).id) s);
