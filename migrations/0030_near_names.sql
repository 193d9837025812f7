-- A search finds what is one or two slips away: 느릔 편지 finds 느린 편지, and "hihg waves" finds High Waves.
-- The letters of a text, as ko_jamo has them, with one space between its words.
CREATE FUNCTION ko_words(t text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT btrim(translate(ko_jamo(regexp_replace(t, '\s+', chr(31), 'g')), chr(31), ' '))
$$;
--> statement-breakpoint
COMMENT ON FUNCTION ko_words(text) IS 'Writes a text as its letters for the search, as ko_jamo does, with one space between its words.
Locks: nothing.';
--> statement-breakpoint
ALTER TABLE concert ADD COLUMN search_words text
  GENERATED ALWAYS AS (ko_words((title->>'ko') || ' ' || (title->>'en') || ' ' || (artist->>'ko') || ' ' || (artist->>'en'))) STORED;
--> statement-breakpoint
ALTER TABLE venue ADD COLUMN search_words text
  GENERATED ALWAYS AS (ko_words((name->>'ko') || ' ' || (name->>'en') || ' ' || (city->>'ko') || ' ' || (city->>'en'))) STORED;
--> statement-breakpoint
CREATE INDEX concert_search_words ON concert USING gin (search_words gin_trgm_ops);
--> statement-breakpoint
CREATE INDEX concert_venue ON concert (venue_id);
--> statement-breakpoint
-- For each letter, the places where it stands among the first 60 of what was typed, as bits: place 1 is bit 1.
CREATE FUNCTION letter_places(letters text) RETURNS jsonb LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT jsonb_object_agg(letter, places) FROM (
    SELECT letter, sum(1::bigint << place::int) AS places
    FROM string_to_table(left(letters, 60), NULL) WITH ORDINALITY AS typed (letter, place) GROUP BY letter
  ) by_letter
$$;
--> statement-breakpoint
COMMENT ON FUNCTION letter_places(text) IS 'Maps each letter to its places among the first 60 letters of a text, as bits.
Locks: nothing.';
--> statement-breakpoint
-- With how many slips the typed letters stand in a text from the start of one of its words: null for more than two. A
-- slip is a letter too many, too few, another one, or two neighbours swapped; spaces do not count.
--
-- The text is read once. Bit n of `found_k` says that, with up to k slips, the first n typed letters have just been read.
CREATE FUNCTION count_slips(places jsonb, size int, words text) RETURNS int
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  every constant bigint := (1::bigint << (size + 1)) - 1;
  last constant bigint := 1::bigint << size;
  letter text;
  here bigint;
  here_before bigint := 0;
  swapped bigint;
  found_0 bigint := 0;
  found_1 bigint := 0;
  found_2 bigint := 0;
  before_0 bigint := 0;
  before_1 bigint := 0;
  next_0 bigint;
  next_1 bigint;
  next_2 bigint;
  is_start boolean := true;
  fewest int;
BEGIN
  FOREACH letter IN ARRAY string_to_array(words, NULL) LOOP
    IF letter = ' ' THEN
      is_start := true;
      CONTINUE;
    END IF;
    IF is_start THEN
      -- Nothing was read yet; or, as slips, the first letters were left out.
      found_0 := found_0 | 1;
      found_1 := found_1 | 3;
      found_2 := found_2 | 7;
      is_start := false;
    END IF;
    here := coalesce((places ->> letter)::bigint, 0);
    swapped := (here << 1) & here_before;
    next_0 := (found_0 << 1) & here;
    -- In this order: the right letter, one too many, another one, one too few, two swapped.
    next_1 := every & (((found_1 << 1) & here) | found_0 | (found_0 << 1) | (next_0 << 1) | ((before_0 << 2) & swapped)
      | next_0);
    next_2 := every & (((found_2 << 1) & here) | found_1 | (found_1 << 1) | (next_1 << 1) | ((before_1 << 2) & swapped)
      | next_1);
    IF next_0 & last <> 0 THEN RETURN 0; END IF;
    IF next_1 & last <> 0 THEN fewest := 1; END IF;
    IF next_2 & last <> 0 THEN fewest := coalesce(fewest, 2); END IF;
    before_0 := found_0;
    before_1 := found_1;
    here_before := here;
    found_0 := next_0;
    found_1 := next_1;
    found_2 := next_2;
  END LOOP;
  RETURN fewest;
END
$$;
--> statement-breakpoint
COMMENT ON FUNCTION count_slips(jsonb, int, text) IS 'Counts with how many slips the typed letters stand at the start of a word of a text, null for more than two.
Locks: nothing.';
--> statement-breakpoint
-- The concerts to come whose title, artist, venue or city was meant, and with how many slips. What nearly fits is looked
-- for only where nothing fits: for four letters or more with one slip, for nine or more with two. The trigrams of the
-- index name those that come into question; a short word with two letters swapped has too few, so these are swapped back.
CREATE FUNCTION concerts_named(typed text, as_of timestamptz) RETURNS TABLE (concert_id uuid, slips int)
LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE
SET pg_trgm.word_similarity_threshold = 0.25
-- Comparing words costs far more than the planner thinks, who would rather compare those of every concert.
SET enable_seqscan = off SET plan_cache_mode = force_custom_plan AS $$
DECLARE
  letters constant text := ko_jamo(typed);
  words constant text := ko_words(typed);
  consonants constant text := ko_cho(typed);
  size constant int := least(60, char_length(letters));
  slips_most constant int := CASE WHEN size < 4 THEN 0 WHEN size < 9 THEN 1 ELSE 2 END;
  places constant jsonb := letter_places(letters);
  unswapped text[];
BEGIN
  IF letters = '' THEN RETURN; END IF;
  IF typed ~ '^[ㄱ-ㅎ\s]+$' THEN
    RETURN QUERY SELECT c.id, 0 FROM concert c WHERE c.search_cho LIKE '%' || consonants || '%'
      UNION SELECT c.id, 0 FROM venue v JOIN concert c ON c.venue_id = v.id WHERE v.search_cho LIKE '%' || consonants || '%';
    RETURN;
  END IF;
  RETURN QUERY
    WITH named AS (
      SELECT c.id FROM concert c WHERE c.search_jamo LIKE '%' || letters || '%'
      UNION SELECT c.id FROM venue v JOIN concert c ON c.venue_id = v.id WHERE v.search_jamo LIKE '%' || letters || '%'
    )
    SELECT c.id, 0 FROM named JOIN concert c USING (id)
    WHERE c.is_published AND EXISTS (SELECT FROM schedule s WHERE s.concert_id = c.id AND s.starts_at >= as_of);
  IF FOUND OR slips_most = 0 THEN RETURN; END IF;
  unswapped := ARRAY(
    SELECT '%' || overlay(letters PLACING reverse(substr(letters, place, 2)) FROM place FOR 2) || '%'
    FROM generate_series(1, size - 1) place WHERE size < 9
  );
  RETURN QUERY
    WITH near AS (
      SELECT c.id, c.search_words AS names FROM concert c
      WHERE words <% c.search_words OR letters <% c.search_jamo OR c.search_jamo LIKE ANY (unswapped)
      UNION ALL
      SELECT c.id, v.search_words FROM venue v JOIN concert c ON c.venue_id = v.id
      WHERE words <% v.search_words OR letters <% v.search_jamo OR v.search_jamo LIKE ANY (unswapped)
    ), to_come AS (
      SELECT c.id, near.names FROM near JOIN concert c USING (id) CROSS JOIN LATERAL (
        SELECT FROM schedule s WHERE s.concert_id = c.id AND s.starts_at >= as_of LIMIT 1
      ) date
      WHERE c.is_published
      ORDER BY words <<-> near.names LIMIT 500
    ), counted AS (
      SELECT to_come.id, min(count_slips(places, size, to_come.names)) AS fewest FROM to_come GROUP BY to_come.id
    )
    SELECT counted.id, counted.fewest FROM counted WHERE counted.fewest <= slips_most;
END
$$;
--> statement-breakpoint
COMMENT ON FUNCTION concerts_named(text, timestamptz) IS 'Lists the concerts to come that a search means, each with its slips, and near names only where no name fits.
Locks: nothing.';
