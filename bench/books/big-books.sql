-- Fills empty, migrated books with many orders, for measurements of searches and reports. The caller sets `books.orders`
-- to how many; there are about 2.5 seats to an order, four orders to an account and a date to every 1,000 orders. All
-- of it follows from the orders' numbers, so that two runs of one size make the same books. Money adds up: each total is
-- the sum of its seats, and each movement of it is in the ledger. The tables stay unlogged and without foreign keys.

SET session_replication_role = replica;
SET maintenance_work_mem = '512MB';
SET work_mem = '256MB';
SET synchronous_commit = off;

CREATE SCHEMA books;
-- A number from 0 to below `up_to` that looks random, the same each time.
CREATE FUNCTION books.pick(n bigint, salt bigint, up_to bigint) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (hashint8extended(n, salt) & 4611686018427387903) % up_to;
-- An id without any order, as those of orders and accounts are.
CREATE FUNCTION books.id(kind text, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN md5(kind || n)::uuid;
CREATE FUNCTION books.price(zone text) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE zone WHEN 'vip' THEN 176000 WHEN 'r' THEN 154000 WHEN 's' THEN 121000 ELSE 88000 END;
CREATE FUNCTION books.orders() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
RETURN current_setting('books.orders')::bigint;
CREATE FUNCTION books.dates() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
RETURN greatest(20, books.orders() / 1000);
CREATE FUNCTION books.accounts() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
RETURN greatest(100, books.orders() / 4);
CREATE FUNCTION books.begin() RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN '2024-01-01T00:00:00+09:00'::timestamptz;

-- The large tables are filled without indexes, which are made afterwards, each in one go.
CREATE TABLE books.filled AS SELECT unnest('{account,wallet,customer_order,order_seat,order_form,payment,refund,transfer,
  settlement,coupon_use}'::text[])::regclass AS of;
CREATE TABLE books.made_later AS
SELECT format('ALTER TABLE %s ADD CONSTRAINT %I %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid)) AS made,
  format('ALTER TABLE %s DROP CONSTRAINT %I CASCADE', c.conrelid::regclass, c.conname) AS dropped
FROM pg_constraint c JOIN books.filled f ON f.of = c.conrelid WHERE c.contype IN ('p', 'u')
UNION ALL
SELECT pg_get_indexdef(i.indexrelid), format('DROP INDEX %s', i.indexrelid::regclass)
FROM pg_index i JOIN books.filled f ON f.of = i.indrelid
WHERE NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid AND c.contype IN ('p', 'u'));
DO $$
DECLARE
  said text;
BEGIN
  FOR said IN SELECT dropped FROM books.made_later LOOP EXECUTE said; END LOOP;
  FOR said IN SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', c.conrelid::regclass, c.conname)
    FROM pg_constraint c WHERE c.contype = 'f' AND (c.conrelid IN (SELECT of FROM books.filled)
      OR c.confrelid IN (SELECT of FROM books.filled)) LOOP EXECUTE said; END LOOP;
  FOR said IN SELECT format('ALTER TABLE %s SET UNLOGGED', of) FROM books.filled LOOP EXECUTE said; END LOOP;
END $$;

-- Seven tenths of the concerts are the operator's; of the other organizations most have a few.
INSERT INTO organization (id, name)
SELECT books.id('organization', n), jsonb_build_object('ko', '기획사 ' || n, 'en', 'Promoter ' || n)
FROM generate_series(1, 30) n;
INSERT INTO venue (id, organization_id, name, city, address, time_zone)
SELECT books.id('venue', n), (SELECT id FROM organization WHERE is_operator),
  jsonb_build_object('ko', '공연장 ' || n, 'en', 'Hall ' || n), '{"ko": "서울", "en": "Seoul"}', '{"ko": "서울", "en": "Seoul"}', 'Asia/Seoul'
FROM generate_series(1, 20) n;
INSERT INTO seat_plan (hash, plan, seat_count) VALUES (repeat('a', 64), '{}', 4000), (repeat('b', 64), '{}', 40000);
INSERT INTO concert (id, organization_id, slug, venue_id, title, artist, description, genre, poster, currency, state)
SELECT books.id('concert', n),
  CASE WHEN n % 10 < 7 THEN (SELECT id FROM organization WHERE is_operator)
    ELSE books.id('organization', 1 + floor(30 * power(books.pick(n, 1, 1000) / 1000.0, 3))::bigint) END,
  'books-' || n, books.id('venue', 1 + n % 20), jsonb_build_object('ko', '높은 파도 ' || n, 'en', 'High Waves ' || n),
  jsonb_build_object('ko', '파랑주의보 ' || n % 97, 'en', 'Surf Advisory ' || n % 97), '{"ko": "-", "en": "-"}',
  (SELECT slug FROM category ORDER BY position OFFSET n % 3 LIMIT 1), '/posters/p.svg', 'KRW', 'published'
FROM generate_series(1, greatest(5, books.dates() / 5)) n;
-- Dates come one after the other through three years, five to a concert; every fiftieth is in a stadium.
INSERT INTO schedule (id, concert_id, plan_hash, starts_at, sale_opens_at, sale_closes_at, seats_per_account, hold_ms,
  shoppers_max, admit_per_minute, reminded_for, retired_at)
SELECT books.id('date', n), books.id('concert', 1 + (n - 1) / 5), repeat(CASE WHEN n % 50 = 0 THEN 'b' ELSE 'a' END, 64),
  starts_at, starts_at - interval '75 days', starts_at - interval '1 hour', 4, 300000, 2000, 12000, starts_at,
  starts_at + interval '1 day'
FROM (SELECT n, date_trunc('hour', books.begin() + n::float / books.dates() * interval '1095 days') + interval '80 days'
    + (n % 7) * interval '1 minute' AS starts_at
  FROM generate_series(1, books.dates()) n) AS dates;
INSERT INTO price_zone (schedule_id, zone_id, name, color, price_minor, fee_minor)
SELECT books.id('date', n), zone, jsonb_build_object('ko', upper(zone) || '석', 'en', upper(zone)), color, books.price(zone), 2000
FROM generate_series(1, books.dates()) n, unnest('{vip,r,s,a}'::text[]) WITH ORDINALITY AS z(zone, color);
INSERT INTO coupon (id, organization_id, code, name, cut, currency, minimum_minor)
SELECT books.id('coupon', n), (SELECT id FROM organization WHERE is_operator), 'BOOKS-' || n,
  jsonb_build_object('ko', '첫 공연 쿠폰 ' || n, 'en', 'First show ' || n), '{"amountMinor": 5000}', 'KRW', 0
FROM generate_series(1, 20) n;

-- Family names as common as in Korea, and given names of two syllables.
INSERT INTO account (id, email, password_hash, name, locale, created_at)
SELECT books.id('account', n), 'fan' || n || '@' || (ARRAY['naver.com', 'gmail.com', 'kakao.com', 'daum.net'])[1 + books.pick(n, 2, 4)],
  '-',
  CASE WHEN books.pick(n, 3, 100) < 4
    THEN (ARRAY['Anna', 'Ben', 'Clara', 'David', 'Emma', 'Felix', 'Grace', 'Henry'])[1 + books.pick(n, 4, 8)] || ' '
      || (ARRAY['Weber', 'Smith', 'Garcia', 'Tanaka', 'Müller', 'Rossi', 'Nguyen', 'Brown'])[1 + books.pick(n, 5, 8)]
    ELSE substr('김김김김김김김김김김김김이이이이이이이이박박박박박최최최정정정강강조조윤윤장장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민진류나',
        1 + books.pick(n, 6, 70)::int, 1)
      || substr('민서지하수예도현준우은윤시유채주소다나연', 1 + least(books.pick(n, 7, 20), books.pick(n, 8, 20))::int, 1)
      || substr('준서연우윤은민진현호아영희빈원율린하늘솔', 1 + least(books.pick(n, 9, 21), books.pick(n, 10, 21))::int, 1) END,
  CASE WHEN books.pick(n, 3, 100) < 4 THEN 'en' ELSE 'ko' END, books.begin() - interval '10 days'
FROM generate_series(1, books.accounts()) n;

-- The orders as numbers: of which date, by whom, how many seats, and how they were paid for.
CREATE UNLOGGED TABLE books.sale AS
SELECT n, books.id('order', n) AS order_id, date_n, account_n, seats,
  -- Sales follow the hours of a day: few at night, many at eight in the evening.
  date_trunc('day', books.begin() + (n - 1)::float / books.orders() * interval '1095 days')
    + (ARRAY[0,7,9,10,11,12,12,13,14,14,15,16,17,18,19,19,20,20,20,20,21,21,22,23])[1 + books.pick(n, 11, 24)] * interval '1 hour'
    + books.pick(n, 12, 3600000) * interval '1 millisecond' AS paid_at,
  CASE WHEN how < 25 THEN 'wallet' WHEN how < 78 THEN 'card' WHEN how < 90 THEN 'easyPay' WHEN how < 94 THEN 'transfer'
    WHEN how < 96 THEN 'virtualAccount' WHEN how < 98 THEN 'cash' WHEN how < 99 THEN 'terminal' ELSE 'free' END AS method,
  -- Of the orders paid at the gateway eight in a hundred are given back, a quarter of them only in part.
  how BETWEEN 25 AND 95 AND given_back < 8 AS is_given_back, given_back < 2 AND seats > 1 AS is_partial
FROM (SELECT n, books.pick(n, 13, 100) AS how, books.pick(n, 14, 100) AS given_back,
    (ARRAY[1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 4, 4, 4, 4, 4])[1 + books.pick(n, 15, 20)] AS seats,
    1 + floor(books.accounts() * power(books.pick(n, 16, 1000000) / 1000000.0, 1.5))::bigint AS account_n,
    CASE WHEN books.pick(n, 17, 5) = 0 AND near >= 50 THEN near - near % 50 ELSE near END AS date_n
  FROM generate_series(1, books.orders()) n,
    LATERAL (SELECT least(books.dates(), 1 + (n - 1) * books.dates() / books.orders()
      + books.pick(n, 18, 1 + books.dates() / 18)) AS near) AS dates) AS numbers;

-- Seats in the order in which they were sold: sections of 25 rows of 20, A1 to Z9.
INSERT INTO order_seat (order_id, schedule_id, seat, seat_key, zone_id, price_minor, fee_minor, live, discount_minor,
  price_type, refunded_minor, fee_refunded_minor, refund_id)
SELECT order_id, books.id('date', date_n), seat,
  chr(65 + (seat / 4500 % 26)::int) || 1 + seat / 500 % 9 || '/' || 1 + seat / 20 % 25 || '/' || 1 + seat % 20,
  zone, books.price(zone), fee, NOT is_gone, discount, CASE WHEN is_youth THEN 'youth' END,
  CASE WHEN is_gone THEN (books.price(zone) - discount) * 9 / 10 + fee ELSE 0 END,
  CASE WHEN is_gone THEN fee ELSE 0 END, CASE WHEN is_gone THEN books.id('refund', n) END
FROM (SELECT n, order_id, date_n, method, is_given_back, is_partial,
    sum(seats) OVER (PARTITION BY date_n ORDER BY n) - seats AS first, seats FROM books.sale) AS sale,
  LATERAL generate_series(0, seats - 1) AS at,
  LATERAL (SELECT (first + at)::int AS seat,
    (ARRAY['vip', 'r', 'r', 's', 's', 's', 'a', 'a', 'a', 'a'])[1 + (first + at)::int / 500 % 10] AS zone,
    CASE WHEN method = 'free' THEN 0 ELSE 2000 END AS fee, method <> 'free' AND books.pick(n, 20 + at, 100) < 8 AS is_youth,
    is_given_back AND (at = 0 OR NOT is_partial) AS is_gone) AS seat,
  LATERAL (SELECT CASE WHEN method = 'free' THEN books.price(zone) WHEN is_youth THEN books.price(zone) / 5
    WHEN at = 0 AND books.pick(n, 19, 100) < 4 THEN 5000 ELSE 0 END AS discount) AS cut;

CREATE UNLOGGED TABLE books.total AS
SELECT order_id, sum(price_minor - discount_minor + fee_minor)::bigint AS total_minor, sum(fee_minor)::bigint AS fees_minor,
  sum(refunded_minor)::bigint AS refunded_minor, bool_or(live) AS is_live,
  sum(CASE WHEN live THEN 0 ELSE price_minor - discount_minor + fee_minor - refunded_minor END)::bigint AS charge_minor,
  sum(CASE WHEN live THEN 0 ELSE fee_minor END)::bigint AS fees_back_minor,
  coalesce(jsonb_agg(CASE WHEN price_type IS NULL THEN '{"kind": "coupon", "id": "first", "name": {"ko": "첫 공연 쿠폰", "en": "First show"}, "tickets": 1}'::jsonb
      ELSE '{"kind": "price-type", "id": "youth", "name": {"ko": "청소년", "en": "Youth"}, "tickets": 1}' END
    || jsonb_build_object('amountMinor', discount_minor)) FILTER (WHERE discount_minor BETWEEN 1 AND price_minor - 1), '[]') AS discounts,
  jsonb_agg(jsonb_build_object('seat', seat, 'paidMinor', price_minor - discount_minor + fee_minor, 'refundMinor', refunded_minor,
    'chargeMinor', price_minor - discount_minor + fee_minor - refunded_minor, 'feeKeptMinor', 0)) FILTER (WHERE NOT live) AS lines
FROM order_seat GROUP BY order_id;

CREATE UNLOGGED TABLE books.whole AS
SELECT s.*, t.total_minor, t.fees_minor, t.refunded_minor, t.is_live, t.charge_minor, t.fees_back_minor, t.discounts, t.lines,
  s.method IN ('card', 'easyPay', 'transfer', 'virtualAccount') AS is_gateway, s.method IN ('cash', 'terminal', 'free') AS is_counter
FROM books.sale s JOIN books.total t USING (order_id);
DROP TABLE books.sale, books.total;

-- Numbers as the product makes them, of Crockford's letters without I, L, O and U.
INSERT INTO customer_order (id, number, account_id, schedule_id, hold_id, status, currency, total_minor, refunded_minor, paid_at,
  cancelled_at, method, payment_id, discounts, channel, buyer_name, buyer_phone)
SELECT order_id, 'FR-' || substr(code, 1, 4) || '-' || substr(code, 5, 4),
  CASE WHEN NOT is_counter THEN books.id('account', account_n) END, books.id('date', date_n), books.id('hold', n),
  CASE WHEN is_live THEN 'paid' ELSE 'cancelled' END, 'KRW', total_minor, refunded_minor, paid_at,
  CASE WHEN NOT is_live THEN paid_at + interval '3 days' END, method, CASE WHEN is_gateway THEN books.id('payment', n) END,
  discounts, CASE WHEN NOT is_counter THEN 'web' WHEN method = 'free' THEN 'invitation' ELSE 'counter' END,
  CASE WHEN is_counter THEN '손님' || n % 9973 END, CASE WHEN is_counter THEN '010' || lpad(books.pick(n, 30, 100000000)::text, 8, '0') END
FROM books.whole, LATERAL (SELECT translate(upper(lpad(to_hex((n * 2654435761) % 4294967296), 8, '0')), 'EF', 'XY') AS code) AS number
ORDER BY paid_at;
INSERT INTO order_form (order_id, account_id, mail_to, at)
SELECT order_id, books.id('account', account_n), 'gift' || n || '@naver.com', paid_at FROM books.whole
WHERE NOT is_counter AND books.pick(n, 31, 10) = 0;
INSERT INTO settlement (hold_id, order_id, at) SELECT books.id('hold', n), order_id, paid_at FROM books.whole;
INSERT INTO coupon_use (order_id, coupon_id, account_id, at)
SELECT order_id, books.id('coupon', 1 + n % 20), books.id('account', account_n), paid_at FROM books.whole
WHERE NOT is_counter AND is_live AND books.pick(n, 19, 100) < 4 AND books.pick(n, 20, 100) >= 8;

INSERT INTO payment (id, account_id, purpose, amount_minor, currency, provider, provider_key, status, created_at, settled_at,
  method, order_id, schedule_id, hold_id, draft)
SELECT books.id('payment', n), books.id('account', account_n), 'order', total_minor, 'KRW', 'toss', 'pk_' || md5('key' || n), 'paid',
  paid_at - interval '40 seconds', paid_at, method, order_id, books.id('date', date_n), books.id('hold', n), '{}'
FROM books.whole WHERE is_gateway ORDER BY paid_at;

INSERT INTO refund (id, account_id, order_id, payment_id, amount_minor, charge_minor, currency, target, status, lines, created_at, done_at)
SELECT books.id('refund', n), books.id('account', account_n), order_id, books.id('payment', n), refunded_minor, charge_minor, 'KRW',
  'original', 'done', lines, paid_at + interval '3 days', paid_at + interval '3 days 1 minute'
FROM books.whole WHERE is_given_back ORDER BY paid_at;

-- The ledger, with ids that grow with the time as the product's do. What the counter takes goes to the bank.
INSERT INTO transfer (id, kind, debit_id, credit_id, amount_minor, currency, order_id, payment_id, wallet_id, wallet_line,
  balance_after_minor, at)
SELECT uuidv7(at - now()), kind, debit_id, credit_id, amount_minor, 'KRW', order_id, payment_id, wallet_id, wallet_line,
  balance_after_minor, at
FROM (SELECT n, order_id, CASE WHEN is_gateway THEN books.id('payment', n) END AS payment_id, paid_at, total_minor, fees_minor,
    refunded_minor, fees_back_minor, is_gateway, is_counter, is_given_back, books.id('account', account_n) AS account_id,
    (SELECT books.id('concert', 1 + (date_n - 1) / 5)) AS concert_id,
    1 + row_number() OVER wallets AS line, 100000000 - sum(total_minor) OVER wallets AS balance
  FROM books.whole
  WINDOW wallets AS (PARTITION BY method = 'wallet', CASE WHEN method = 'wallet' THEN account_n ELSE n END ORDER BY n)) AS sale,
  LATERAL (
    SELECT 'card-purchase' AS kind, CASE WHEN is_gateway THEN gateway_account() ELSE bank_account() END AS debit_id, concert_id AS credit_id, total_minor AS amount_minor, paid_at AS at,
      NULL::uuid AS wallet_id, NULL::int AS wallet_line, NULL::bigint AS balance_after_minor
      WHERE is_gateway OR is_counter
    UNION ALL SELECT 'purchase', account_id, concert_id, total_minor, paid_at, account_id, line::int, balance
      WHERE NOT is_gateway AND NOT is_counter
    UNION ALL SELECT 'fee', concert_id, fees_account(), fees_minor, paid_at, NULL, NULL, NULL
    UNION ALL SELECT 'fee-refund', fees_account(), concert_id, fees_back_minor, paid_at + interval '3 days', NULL, NULL, NULL
      WHERE is_given_back
    UNION ALL SELECT 'refund', concert_id, refunds_due_account(), refunded_minor, paid_at + interval '3 days', NULL, NULL, NULL
      WHERE is_given_back
    UNION ALL SELECT 'gateway-refund', refunds_due_account(), gateway_account(), refunded_minor,
      paid_at + interval '3 days 1 minute', NULL, NULL, NULL WHERE is_given_back
  ) AS move WHERE amount_minor > 0;
INSERT INTO transfer (kind, debit_id, credit_id, amount_minor, currency, wallet_id, wallet_line, balance_after_minor, at)
SELECT 'top-up', gateway_account(), id, 100000000, 'KRW', id, 1, 100000000, created_at FROM account
WHERE id IN (SELECT wallet_id FROM transfer);
INSERT INTO wallet (account_id, currency, balance_minor, lines)
SELECT DISTINCT ON (wallet_id) wallet_id, 'KRW', balance_after_minor, wallet_line FROM transfer WHERE wallet_id IS NOT NULL
ORDER BY wallet_id, wallet_line DESC;
INSERT INTO schedule_stock (schedule_id, seats_left, seats_total, seats_sold, counted_at)
SELECT s.id, greatest(0, p.seat_count - sold.seats), greatest(p.seat_count, sold.seats), sold.seats, now()
FROM (SELECT schedule_id, count(*)::int AS seats FROM order_seat WHERE live GROUP BY schedule_id) AS sold
JOIN schedule s ON s.id = sold.schedule_id JOIN seat_plan p ON p.hash = s.plan_hash;
DROP TABLE books.whole;

DO $$
DECLARE
  said text;
BEGIN
  FOR said IN SELECT made FROM books.made_later ORDER BY made LOOP EXECUTE said; END LOOP;
END $$;
DROP SCHEMA books CASCADE;
SET session_replication_role = origin;
