-- What people type is compared letter by letter: 콘ㅅ finds 콘서트, ㅍㄹㅈㅇㅂ finds 파랑주의보, and 방틴 is near 방탄.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
--> statement-breakpoint
-- A text as its letters: lower case, without spaces and marks, Hangul taken apart, and a final consonant written as an
-- initial one, since a syllable that is still being typed ends with what will begin the next.
CREATE FUNCTION ko_jamo(t text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT translate(
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
      regexp_replace(lower(normalize(t, NFKD)), '[\s\u0300-\u036f!-/:-@\[-`{-~\u00b7\u2010-\u201f\u3000-\u3020]', '', 'g'),
      U&'\11AA', U&'\11A8\11BA'), U&'\11AC', U&'\11AB\11BD'), U&'\11AD', U&'\11AB\11C2'),
      U&'\11B0', U&'\11AF\11A8'), U&'\11B1', U&'\11AF\11B7'), U&'\11B2', U&'\11AF\11B8'),
      U&'\11B3', U&'\11AF\11BA'), U&'\11B4', U&'\11AF\11C0'), U&'\11B5', U&'\11AF\11C1'),
      U&'\11B6', U&'\11AF\11C2'), U&'\11B9', U&'\11B8\11BA'),
    U&'\11A8\11A9\11AB\11AE\11AF\11B7\11B8\11BA\11BB\11BC\11BD\11BE\11BF\11C0\11C1\11C2',
    U&'\1100\1101\1102\1103\1105\1106\1107\1109\110A\110B\110C\110E\110F\1110\1111\1112')
$$;
--> statement-breakpoint
-- The first consonant of each syllable, and what is not Hangul as it is.
CREATE FUNCTION ko_cho(t text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT regexp_replace(lower(normalize(t, NFKD)), '[\s\u0300-\u036f!-/:-@\[-`{-~\u00b7\u1161-\u1175\u11a8-\u11c2\u2010-\u201f\u3000-\u3020]', '', 'g')
$$;
--> statement-breakpoint
ALTER TABLE concert
  ADD COLUMN search_jamo text GENERATED ALWAYS AS (ko_jamo((title->>'ko') || ' ' || (title->>'en') || ' ' || (artist->>'ko') || ' ' || (artist->>'en'))) STORED,
  ADD COLUMN search_cho text GENERATED ALWAYS AS (ko_cho((title->>'ko') || ' ' || (artist->>'ko'))) STORED;
--> statement-breakpoint
ALTER TABLE venue
  ADD COLUMN search_jamo text GENERATED ALWAYS AS (ko_jamo((name->>'ko') || ' ' || (name->>'en') || ' ' || (city->>'ko') || ' ' || (city->>'en'))) STORED,
  ADD COLUMN search_cho text GENERATED ALWAYS AS (ko_cho((name->>'ko') || ' ' || (city->>'ko'))) STORED;
--> statement-breakpoint
CREATE INDEX concert_search_jamo ON concert USING gin (search_jamo gin_trgm_ops);
--> statement-breakpoint
CREATE INDEX concert_search_cho ON concert USING gin (search_cho gin_trgm_ops);
--> statement-breakpoint
-- What a concert and its venue tell in words, so that nobody has to ask or to read it off a picture.
ALTER TABLE concert ADD COLUMN notice jsonb, ADD COLUMN organiser jsonb;
--> statement-breakpoint
ALTER TABLE venue ADD COLUMN transit jsonb, ADD COLUMN access jsonb;
--> statement-breakpoint
-- What an account wants to keep an eye on.
CREATE TABLE wish (
  account_id uuid NOT NULL REFERENCES account (id),
  concert_id uuid NOT NULL REFERENCES concert (id),
  created_at timestamp (3) with time zone NOT NULL DEFAULT now(),
  CONSTRAINT wish_account_id_concert_id_pk PRIMARY KEY (account_id, concert_id)
);
