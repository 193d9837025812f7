CREATE OR REPLACE FUNCTION bought_under(bought uuid) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT coalesce(jsonb_agg(t.policy ORDER BY t.until), '[]')
  FROM customer_order o JOIN refund_terms t ON t.schedule_id = o.schedule_id AND t.until > booked_at(o.id)
  -- Rules begin with the change that ends the ones before them, an hour before nobody reads those any more.
  WHERE o.id = bought AND NOT EXISTS (SELECT FROM refund_terms e
    WHERE e.schedule_id = t.schedule_id AND e.until < t.until AND e.until - interval '1 hour' > booked_at(o.id))
$$;
--> statement-breakpoint
COMMENT ON FUNCTION bought_under(uuid) IS 'Gives all the replaced refund rules that the buyer of an order may have read, the earliest first, as an array: those of the moment of booking, and those that a change of the hour before it replaced. The array is empty if nothing has been replaced since.
Locks: nothing.';
