-- images
-- Written by `npm run schema` from a freshly migrated database. Do not edit.

CREATE TABLE image (
  hash            text NOT NULL,
  organization_id uuid NOT NULL,
  width           integer NOT NULL,
  height          integer NOT NULL,
  color           text NOT NULL,
  alt             jsonb NOT NULL,
  created_at      timestamptz(3) NOT NULL DEFAULT now(),
  used_at         timestamptz(3) NOT NULL DEFAULT now(),
  removing_at     timestamptz(3),
  CONSTRAINT image_pkey PRIMARY KEY (hash),
  CONSTRAINT image_organization_id_organization_id_fk FOREIGN KEY (organization_id) REFERENCES organization(id)
);
CREATE INDEX image_organization ON image USING btree (organization_id);
CREATE INDEX image_removing ON image USING btree (removing_at) WHERE removing_at IS NOT NULL;
CREATE INDEX image_used ON image USING btree (used_at) WHERE removing_at IS NULL;

-- Marks images that nothing has used for seven days as being deleted, so that nothing can use them any more, and
-- answers them with those whose deletion has not ended within an hour. An image that is in use is looked at again
-- seven days later.
-- Locks: images, skipping those that somebody has locked.
-- Last defined in migrations/0045_images.sql.
CREATE FUNCTION claim_unused_images(at_most int) RETURNS SETOF image LANGUAGE sql AS $$
  WITH due AS MATERIALIZED (
    SELECT hash FROM image WHERE removing_at IS NULL AND used_at < now() - interval '7 days'
    ORDER BY used_at LIMIT at_most FOR UPDATE SKIP LOCKED
  ), used AS MATERIALIZED (
    SELECT hash FROM due WHERE hash IN (SELECT images_in_use())
  ), noted AS (
    UPDATE image SET used_at = now() WHERE hash IN (SELECT hash FROM used)
  ), again AS MATERIALIZED (
    SELECT hash FROM image WHERE removing_at < now() - interval '1 hour'
    ORDER BY removing_at LIMIT at_most FOR UPDATE SKIP LOCKED
  )
  UPDATE image SET removing_at = now()
  WHERE hash IN (SELECT hash FROM due EXCEPT SELECT hash FROM used UNION ALL SELECT hash FROM again)
  RETURNING *
$$;

-- The hashes of the uploaded images that a row or a document names, in order.
-- Locks: nothing.
-- Last defined in migrations/0045_images.sql.
CREATE FUNCTION images_in(described jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(array_agg(DISTINCT found[1] ORDER BY found[1]), '{}')
  FROM regexp_matches(described::text, '/images/([0-9a-f]{64})/', 'g') AS found
$$;

-- The hashes of all images that something uses. Every table with a trigger of note_images is read here.
-- Locks: nothing.
-- Last defined in migrations/0045_images.sql.
CREATE FUNCTION images_in_use() RETURNS SETOF text LANGUAGE sql STABLE AS $$
  SELECT unnest(images_in(to_jsonb(c))) FROM concert c WHERE c::text LIKE '%/images/%'
  UNION ALL
  SELECT unnest(images_in(d.document)) FROM concert_draft d WHERE d.document::text LIKE '%/images/%'
$$;

-- Writes down that the images which a row has begun or ceased to name are used now, and raises FR004 if the
-- organization of the row does not have one of the new ones, or it is being deleted.
-- Locks: the images, in the order of their hashes.
-- Last defined in migrations/0045_images.sql.
CREATE FUNCTION note_images() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before text[] := CASE WHEN TG_OP = 'INSERT' THEN '{}' ELSE images_in(to_jsonb(OLD)) END;
  after text[] := CASE WHEN TG_OP = 'DELETE' THEN '{}' ELSE images_in(to_jsonb(NEW)) END;
  found int;
BEGIN
  IF before = after THEN RETURN NULL; END IF;
  PERFORM FROM image i WHERE i.hash = ANY (before || after) ORDER BY i.hash FOR UPDATE;
  UPDATE image i SET used_at = now() WHERE i.hash = ANY (before || after) AND i.removing_at IS NULL;
  SELECT count(*) INTO found FROM image i
  WHERE i.hash = ANY (after) AND NOT i.hash = ANY (before) AND i.removing_at IS NULL
    AND i.organization_id = (to_jsonb(NEW)->>'organization_id')::uuid;
  IF found < (SELECT count(*) FROM unnest(after) AS named(hash) WHERE NOT named.hash = ANY (before)) THEN
    RAISE EXCEPTION 'an image is not the organization''s' USING ERRCODE = 'FR004';
  END IF;
  RETURN NULL;
END $$;

-- Gives the image of a draft's poster the text that the draft has for it, once it has one in both languages, while no
-- concert has the image as its poster.
-- Locks: the image, which note_images has locked before.
-- Last defined in migrations/0063_kept_poster_texts.sql.
CREATE FUNCTION note_poster_text() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  told jsonb := NEW.document->'posterAlt';
BEGIN
  UPDATE image i SET alt = told
  WHERE i.hash = ANY (images_in(NEW.document->'poster')) AND i.organization_id = NEW.organization_id
    AND i.alt <> told AND btrim(told->>'ko') <> '' AND btrim(told->>'en') <> ''
    AND NOT EXISTS (SELECT FROM concert c WHERE c.organization_id = i.organization_id AND c.poster LIKE '%/images/' || i.hash || '/%');
  RETURN NULL;
END $$;
