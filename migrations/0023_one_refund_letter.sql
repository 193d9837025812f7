DROP TRIGGER refund_told ON refund;
--> statement-breakpoint
-- A cancellation of what was paid in two ways is booked as two refunds, and told once: the one with the amounts of its
-- tickets speaks for the other.
CREATE TRIGGER refund_told AFTER INSERT ON refund FOR EACH ROW
WHEN (NEW.status = 'done' AND (NEW.lines = '[]' OR NEW.lines->0 ? 'refundMinor')) EXECUTE FUNCTION tell_refund();
--> statement-breakpoint
-- What of a cancellation went to the wallet at once, beside what this refund gives back to where it was paid from.
CREATE FUNCTION refund_wallet_part(refund refund) RETURNS bigint LANGUAGE sql STABLE
RETURN (SELECT greatest(coalesce(sum((line->>'refundMinor')::bigint), 0)::bigint - (refund).amount_minor, 0)
  FROM jsonb_array_elements((refund).lines) AS line);
--> statement-breakpoint
CREATE OR REPLACE FUNCTION show_cancellation_state(schedule_id uuid, compensation_percent int) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('scheduleId', s.id, 'currency', c.currency,
    'state', CASE WHEN job.schedule_id IS NULL THEN 'planned' WHEN job.done_at IS NULL THEN 'running' ELSE 'done' END,
    'orders', count(DISTINCT o.id), 'tickets', count(b.seat),
    'refundMinor', coalesce(sum(b.price_minor - b.discount_minor + b.fee_minor), 0),
    'compensationMinor', coalesce(sum((b.price_minor - b.discount_minor)
      * coalesce(job.compensation_percent, show_cancellation_state.compensation_percent) / 100), 0),
    'toOriginalMinor', (SELECT coalesce(sum(least(card.paid, p.amount_minor - (SELECT coalesce(sum(r.amount_minor), 0)
        FROM refund r WHERE r.payment_id = p.id AND r.target = 'original'))), 0)
      FROM (SELECT c.payment_id, sum(t.price_minor - t.discount_minor + t.fee_minor) AS paid
        FROM order_seat t JOIN customer_order c ON c.id = t.order_id AND c.payment_id IS NOT NULL
        WHERE t.schedule_id = s.id AND t.live GROUP BY c.payment_id) card JOIN payment p ON p.id = card.payment_id),
    'ordersDone', (SELECT count(DISTINCT r.order_id) FROM refund r JOIN customer_order gone ON gone.id = r.order_id
      WHERE gone.schedule_id = s.id AND r.reason = 'show-cancelled'))
  FROM schedule s
  JOIN concert c ON c.id = s.concert_id
  LEFT JOIN show_cancellation job ON job.schedule_id = s.id
  LEFT JOIN order_seat b ON b.schedule_id = s.id AND b.live
  LEFT JOIN customer_order o ON o.id = b.order_id
  WHERE s.id = show_cancellation_state.schedule_id
  GROUP BY s.id, c.currency, job.schedule_id, job.done_at, job.compensation_percent
$$;
