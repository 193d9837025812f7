-- Begins to fill empty, migrated books with many orders, for measurements of searches and reports. The caller sets
-- `books.orders` to how many. There are about 2.5 seats to an order, four orders to an account, and one date to every
-- 1,000 orders. Everything follows from the number of each order, so two runs of one size make the same books. The money
-- adds up: each total is the sum of its seats, and the ledger has each movement of it. The tables stay unlogged and have
-- no foreign keys. Afterwards big-books-orders.sql and big-books-ledger.sql run side by side.

CREATE SCHEMA books;
-- A number from 0 to below `up_to` that looks random, the same each time.
CREATE FUNCTION books.pick(n bigint, salt bigint, up_to bigint) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (hashint8extended(n, salt) & 4611686018427387903) % up_to;
-- An id without any order, as those of orders and accounts are. Every function here is one that Postgres can inline.
CREATE FUNCTION books.id(kind text, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN md5(kind || n::text)::uuid;
CREATE FUNCTION books.price(zone text) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE zone WHEN 'vip' THEN 176000 WHEN 'r' THEN 154000 WHEN 's' THEN 121000 ELSE 88000 END;
DO $$ BEGIN
  EXECUTE format('CREATE FUNCTION books.orders() RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN %s::bigint',
    current_setting('books.orders')::bigint);
END $$;
CREATE FUNCTION books.dates() RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN greatest(20, books.orders() / 1000);
CREATE FUNCTION books.accounts() RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN greatest(100, books.orders() / 4);
CREATE FUNCTION books.opening() RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN '2024-01-01T00:00:00+09:00'::timestamptz;

-- The large tables are filled without indexes, which are made afterwards, each in one go.
CREATE TABLE books.filled AS SELECT unnest('{account,wallet,customer_order,order_seat,order_form,payment,refund,transfer,
  settlement,coupon_use}'::text[])::regclass AS of;
CREATE TABLE books.made_later AS
SELECT c.conrelid::regclass::text AS of, format('ALTER TABLE %s ADD CONSTRAINT %I %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid)) AS made,
  format('ALTER TABLE %s DROP CONSTRAINT %I CASCADE', c.conrelid::regclass, c.conname) AS dropped
FROM pg_constraint c JOIN books.filled f ON f.of = c.conrelid WHERE c.contype IN ('p', 'u')
UNION ALL
SELECT i.indrelid::regclass::text, pg_get_indexdef(i.indexrelid), format('DROP INDEX %s', i.indexrelid::regclass)
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
FROM (SELECT n, date_trunc('hour', books.opening() + n::float / books.dates() * interval '1095 days') + interval '80 days'
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
  CASE WHEN books.pick(n, 3, 100) < 4 THEN 'en' ELSE 'ko' END, books.opening() - interval '10 days'
FROM generate_series(1, books.accounts()) n;

-- The orders as numbers: of which date, by whom, how many seats from which on, and how they were paid for.
CREATE UNLOGGED TABLE books.sale AS
SELECT n, date_n, account_n, seats, (sum(seats) OVER (PARTITION BY date_n ORDER BY n) - seats)::int AS first,
  -- Sales follow the hours of a day: few at night, many at eight in the evening.
  date_trunc('day', books.opening() + (n - 1)::float / books.orders() * interval '1095 days')
    + (ARRAY[0,7,9,10,11,12,12,13,14,14,15,16,17,18,19,19,20,20,20,20,21,21,22,23])[1 + books.pick(n, 11, 24)] * interval '1 hour'
    + books.pick(n, 12, 3600000) * interval '1 millisecond' AS paid_at,
  CASE WHEN how < 25 THEN 'wallet' WHEN how < 78 THEN 'card' WHEN how < 90 THEN 'easyPay' WHEN how < 94 THEN 'transfer'
    WHEN how < 96 THEN 'virtualAccount' WHEN how < 98 THEN 'cash' WHEN how < 99 THEN 'terminal' ELSE 'free' END AS method,
  -- Of the orders paid at the gateway eight in a hundred are given back, a quarter of them only in part.
  how BETWEEN 25 AND 95 AND given_back < 8 AS is_given_back, given_back < 2 AND seats > 1 AS is_partial
FROM (SELECT n, books.pick(n, 13, 100) AS how, books.pick(n, 14, 100) AS given_back,
    (ARRAY[1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 4, 4, 4, 4, 4])[1 + books.pick(n, 15, 20)] AS seats,
    1 + floor(books.accounts() * power(books.pick(n, 16, 1000000) / 1000000.0::float, 1.5))::bigint AS account_n,
    CASE WHEN books.pick(n, 17, 5) = 0 AND near >= 50 THEN near - near % 50 ELSE near END AS date_n
  FROM generate_series(1, books.orders()) n,
    LATERAL (SELECT least(books.dates(), 1 + (n - 1) * books.dates() / books.orders()
      + books.pick(n, 18, 1 + books.dates() / 18)) AS near) AS dates) AS numbers;
ANALYZE books.sale;

-- The tickets of an order, in the order in which they were sold.
CREATE FUNCTION books.tickets(n bigint, first int, seats int, method text, is_given_back boolean,
  is_partial boolean) RETURNS TABLE (seat int, zone text, price bigint, fee bigint, discount bigint, is_youth boolean, is_gone boolean) LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 3 AS $$
  SELECT t.seat, t.zone, books.price(t.zone), t.fee,
    CASE WHEN method = 'free' THEN books.price(t.zone) WHEN t.is_youth THEN books.price(t.zone) / 5
      WHEN t.at = 0 AND books.pick(n, 19, 100) < 4 THEN 5000 ELSE 0 END, t.is_youth,
    is_given_back AND (t.at = 0 OR NOT is_partial)
  FROM (SELECT at, first + at AS seat,
      (ARRAY['vip', 'r', 'r', 's', 's', 's', 'a', 'a', 'a', 'a'])[1 + (first + at) / 500 % 10] AS zone,
      CASE WHEN method = 'free' THEN 0 ELSE 2000 END::bigint AS fee,
      method <> 'free' AND books.pick(n, 20 + at, 100) < 8 AS is_youth
    FROM generate_series(0, seats - 1) AS at) AS t
$$;
CREATE FUNCTION books.given_back(price bigint, discount bigint, fee bigint) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (price - discount) * 9 / 10 + fee;

-- The orders with the sums of their tickets, in the order of their time.
CREATE UNLOGGED TABLE books.whole AS
SELECT s.*, books.id('order', s.n) AS order_id, t.*, s.method IN ('card', 'easyPay', 'transfer', 'virtualAccount') AS is_gateway,
  s.method IN ('cash', 'terminal', 'free') AS is_counter
FROM books.sale s, LATERAL (
  SELECT sum(price - discount + fee)::bigint AS total_minor, sum(fee)::bigint AS fees_minor,
    coalesce(sum(books.given_back(price, discount, fee)) FILTER (WHERE is_gone), 0)::bigint AS refunded_minor,
    (count(*) FILTER (WHERE NOT is_gone))::int AS live_seats,
    coalesce(sum(price - discount + fee - books.given_back(price, discount, fee)) FILTER (WHERE is_gone), 0)::bigint AS charge_minor,
    coalesce(sum(fee) FILTER (WHERE is_gone), 0)::bigint AS fees_back_minor,
    coalesce(jsonb_agg(CASE WHEN NOT is_youth THEN '{"kind": "coupon", "id": "first", "name": {"ko": "첫 공연 쿠폰", "en": "First show"}, "tickets": 1}'::jsonb
        ELSE '{"kind": "price-type", "id": "youth", "name": {"ko": "청소년", "en": "Youth"}, "tickets": 1}' END
      || jsonb_build_object('amountMinor', discount)) FILTER (WHERE discount BETWEEN 1 AND price - 1), '[]') AS discounts,
    jsonb_agg(jsonb_build_object('seat', seat, 'paidMinor', price - discount + fee,
      'refundMinor', books.given_back(price, discount, fee),
      'chargeMinor', price - discount + fee - books.given_back(price, discount, fee), 'feeKeptMinor', 0)) FILTER (WHERE is_gone) AS lines
  FROM books.tickets(s.n, s.first, s.seats, s.method, s.is_given_back, s.is_partial)) AS t
ORDER BY s.n;
ANALYZE books.whole;
