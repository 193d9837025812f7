CREATE OR REPLACE FUNCTION foldable_until(lag interval) RETURNS timestamptz LANGUAGE sql VOLATILE AS $$
  SELECT date_trunc('milliseconds', least(clock_timestamp() - lag,
    (SELECT min(a.xact_start) FROM pg_stat_activity a
     WHERE a.datname = current_database() AND a.pid <> pg_backend_pid() AND a.backend_type <> 'autovacuum worker'))) - interval '1 ms'
$$;
--> statement-breakpoint
COMMENT ON FUNCTION foldable_until(interval) IS 'Tells until when no row can appear any more: a row bears the time at which its transaction began, so nothing appears before the start of the oldest transaction that still runs. The vacuum that Postgres runs by itself, for hours on a large table, writes no row and holds nothing back. The lag covers a transaction that has just begun and is not listed yet. Whoever reads the rows must ask this in an earlier statement, so that all that had ended is seen.
Locks: nothing.';
