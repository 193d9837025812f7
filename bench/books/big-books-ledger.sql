-- Fills the payments and the ledger, after big-books.sql and beside big-books-orders.sql.

INSERT INTO payment (id, account_id, purpose, amount_minor, currency, provider, provider_key, status, created_at, settled_at,
  method, order_id, schedule_id, hold_id, draft)
SELECT books.id('payment', n), books.id('account', account_n), 'order', total_minor, 'KRW', 'toss', 'pk_' || md5('key' || n), 'paid',
  paid_at - interval '40 seconds', paid_at, method, order_id, books.id('date', date_n), books.id('hold', n), '{}'
FROM books.whole WHERE is_gateway;

INSERT INTO refund (id, account_id, order_id, payment_id, amount_minor, charge_minor, currency, target, status, lines, created_at, done_at)
SELECT books.id('refund', n), books.id('account', account_n), order_id, books.id('payment', n), refunded_minor, charge_minor, 'KRW',
  'original', 'done', lines, paid_at + interval '3 days', paid_at + interval '3 days 1 minute'
FROM books.whole WHERE is_given_back;

-- The ledger's ids grow with the time as the product's do. What the counter takes goes to the bank.
INSERT INTO transfer (id, kind, debit_id, credit_id, amount_minor, currency, order_id, payment_id, wallet_id, wallet_line,
  balance_after_minor, at)
SELECT uuidv7(m.at - now()), m.kind, m.debit_id, m.credit_id, m.amount_minor, 'KRW', s.order_id,
  CASE WHEN s.is_gateway THEN books.id('payment', s.n) END, m.wallet_id, m.wallet_line, m.balance_after_minor, m.at
FROM (SELECT w.*, NULL::uuid AS account_id, NULL::int AS line, NULL::bigint AS balance FROM books.whole w WHERE method <> 'wallet'
    UNION ALL
    SELECT w.*, books.id('account', account_n), (1 + row_number() OVER of_wallet)::int,
      (100000000 - sum(total_minor) OVER of_wallet)::bigint
    FROM books.whole w WHERE method = 'wallet' WINDOW of_wallet AS (PARTITION BY account_n ORDER BY n)) AS s,
  LATERAL (SELECT books.id('concert', 1 + (s.date_n - 1) / 5) AS concert_id OFFSET 0) AS c,
  LATERAL (
    SELECT CASE WHEN s.method = 'wallet' THEN 'purchase' ELSE 'card-purchase' END AS kind,
      CASE WHEN s.method = 'wallet' THEN s.account_id WHEN s.is_gateway THEN gateway_account() ELSE bank_account() END AS debit_id,
      c.concert_id AS credit_id, s.total_minor AS amount_minor, s.paid_at AS at,
      s.account_id AS wallet_id, s.line AS wallet_line, s.balance AS balance_after_minor
    UNION ALL SELECT 'fee', c.concert_id, fees_account(), s.fees_minor, s.paid_at, NULL, NULL, NULL
    UNION ALL SELECT 'fee-refund', fees_account(), c.concert_id, s.fees_back_minor, s.paid_at + interval '3 days', NULL, NULL, NULL
      WHERE s.is_given_back
    UNION ALL SELECT 'refund', c.concert_id, refunds_due_account(), s.refunded_minor, s.paid_at + interval '3 days', NULL, NULL, NULL
      WHERE s.is_given_back
    UNION ALL SELECT 'gateway-refund', refunds_due_account(), gateway_account(), s.refunded_minor,
      s.paid_at + interval '3 days 1 minute', NULL, NULL, NULL WHERE s.is_given_back
  ) AS m WHERE m.amount_minor > 0;
INSERT INTO transfer (kind, debit_id, credit_id, amount_minor, currency, wallet_id, wallet_line, balance_after_minor, at)
SELECT 'top-up', gateway_account(), id, 100000000, 'KRW', id, 1, 100000000, books.opening() - interval '10 days'
FROM (SELECT DISTINCT wallet_id AS id FROM transfer WHERE wallet_id IS NOT NULL) AS wallets;
INSERT INTO wallet (account_id, currency, balance_minor, lines)
SELECT wallet_id, 'KRW', min(balance_after_minor), max(wallet_line) FROM transfer WHERE wallet_id IS NOT NULL GROUP BY wallet_id;
INSERT INTO schedule_stock (schedule_id, seats_left, seats_total, seats_sold, counted_at)
SELECT s.id, greatest(0, p.seat_count - sold.seats), greatest(p.seat_count, sold.seats), sold.seats, now()
FROM (SELECT date_n, sum(live_seats)::int AS seats FROM books.whole GROUP BY date_n HAVING sum(live_seats) > 0) AS sold
JOIN schedule s ON s.id = books.id('date', sold.date_n) JOIN seat_plan p ON p.hash = s.plan_hash;
