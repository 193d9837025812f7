-- Fills the orders, their seats and what belongs to them, after big-books.sql and beside big-books-ledger.sql.

-- Sections have 25 rows of 20 seats and are sold one after the other, from A1 to Z9.
INSERT INTO order_seat (order_id, schedule_id, seat, seat_key, zone_id, price_minor, fee_minor, live, discount_minor,
  price_type, refunded_minor, fee_refunded_minor, refund_id)
SELECT s.order_id, books.id('date', s.date_n), t.seat,
  chr(65 + t.seat / 4500 % 26) || (1 + t.seat / 500 % 9)::text || '/' || (1 + t.seat / 20 % 25)::text || '/' || (1 + t.seat % 20)::text,
  t.zone, t.price, t.fee, NOT t.is_gone, t.discount, CASE WHEN t.is_youth THEN 'youth' END,
  CASE WHEN t.is_gone THEN books.given_back(t.price, t.discount, t.fee) ELSE 0 END,
  CASE WHEN t.is_gone THEN t.fee ELSE 0 END, CASE WHEN t.is_gone THEN books.id('refund', s.n) END
FROM books.whole s, books.tickets(s.n, s.first, s.seats, s.method, s.is_given_back, s.is_partial) t;

-- Numbers as the product makes them, of Crockford's letters without I, L, O and U.
INSERT INTO customer_order (id, number, account_id, schedule_id, hold_id, status, currency, total_minor, refunded_minor, paid_at,
  cancelled_at, method, payment_id, discounts, channel, buyer_name, buyer_phone)
SELECT order_id, 'FR-' || substr(code, 1, 4) || '-' || substr(code, 5, 4),
  CASE WHEN NOT is_counter THEN books.id('account', account_n) END, books.id('date', date_n), books.id('hold', n),
  CASE WHEN live_seats > 0 THEN 'paid' ELSE 'cancelled' END, 'KRW', total_minor, refunded_minor, paid_at,
  CASE WHEN live_seats = 0 THEN paid_at + interval '3 days' END, method, CASE WHEN is_gateway THEN books.id('payment', n) END,
  discounts, CASE WHEN NOT is_counter THEN 'web' WHEN method = 'free' THEN 'invitation' ELSE 'counter' END,
  CASE WHEN is_counter THEN '손님' || n % 9973 END, CASE WHEN is_counter THEN '010' || lpad(books.pick(n, 30, 100000000)::text, 8, '0') END
FROM books.whole, LATERAL (SELECT translate(upper(lpad(to_hex((n * 2654435761) % 4294967296), 8, '0')), 'EF', 'XY') AS code) AS number;
INSERT INTO order_form (order_id, account_id, mail_to, at)
SELECT order_id, books.id('account', account_n), 'gift' || n || '@naver.com', paid_at FROM books.whole
WHERE NOT is_counter AND books.pick(n, 31, 10) = 0;
INSERT INTO settlement (hold_id, order_id, at) SELECT books.id('hold', n), order_id, paid_at FROM books.whole;
INSERT INTO coupon_use (order_id, coupon_id, account_id, at)
SELECT order_id, books.id('coupon', 1 + n % 20), books.id('account', account_n), paid_at FROM books.whole
WHERE NOT is_counter AND live_seats > 0 AND books.pick(n, 19, 100) < 4 AND books.pick(n, 20, 100) >= 8;
