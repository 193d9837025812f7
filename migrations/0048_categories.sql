CREATE TABLE "category" (
	"slug" text PRIMARY KEY NOT NULL,
	"name" jsonb NOT NULL,
	"color" integer NOT NULL,
	"position" integer NOT NULL,
	"archived_at" timestamp (3) with time zone,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "category_color" CHECK ("category"."color" BETWEEN 1 AND 6)
);
--> statement-breakpoint
INSERT INTO category (slug, name, color, position) VALUES
  ('concert', '{"ko": "콘서트", "en": "Concerts"}', 1, 1),
  ('musical', '{"ko": "뮤지컬", "en": "Musicals"}', 2, 2),
  ('classical', '{"ko": "클래식", "en": "Classical"}', 3, 3),
  ('festival', '{"ko": "페스티벌", "en": "Festivals"}', 4, 4),
  ('indie', '{"ko": "인디", "en": "Indie"}', 5, 5),
  ('sports', '{"ko": "스포츠", "en": "Sports"}', 6, 6),
  ('exhibition', '{"ko": "전시", "en": "Exhibitions"}', 1, 7);
--> statement-breakpoint
ALTER TABLE "concert" ADD CONSTRAINT "concert_genre_category_slug_fk" FOREIGN KEY ("genre") REFERENCES "public"."category"("slug") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX concert_genre ON concert (genre);
--> statement-breakpoint
CREATE FUNCTION refuse_archived_category() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM category k WHERE k.slug = NEW.genre AND k.archived_at IS NOT NULL) THEN
    RAISE EXCEPTION 'the category is archived'
      USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'concert_genre_category_slug_fk';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION refuse_archived_category() IS 'Stops a concert from getting an archived category, as if there were no such category. A concert that has it already keeps it.
Locks: nothing.';
--> statement-breakpoint
CREATE TRIGGER concert_category_given BEFORE INSERT ON concert
FOR EACH ROW EXECUTE FUNCTION refuse_archived_category();
--> statement-breakpoint
CREATE TRIGGER concert_category_changed BEFORE UPDATE OF genre ON concert
FOR EACH ROW WHEN (NEW.genre IS DISTINCT FROM OLD.genre) EXECUTE FUNCTION refuse_archived_category();
--> statement-breakpoint
CREATE FUNCTION category_list() RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('revision', coalesce(sum(k.revision), 0), 'items', coalesce(jsonb_agg(jsonb_build_object(
    'slug', k.slug, 'name', k.name, 'color', k.color, 'isArchived', k.archived_at IS NOT NULL,
    'concerts', (SELECT count(*) FROM concert c WHERE c.genre = k.slug)) ORDER BY k.position, k.slug), '[]'))
  FROM category k
$$;
--> statement-breakpoint
COMMENT ON FUNCTION category_list() IS 'Shows all categories in their order. Its revision grows with every change of one of them.
Locks: nothing.';
--> statement-breakpoint
CREATE FUNCTION save_categories(items jsonb, seen int, organization uuid, actor uuid, request text) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  before jsonb;
  missing text;
BEGIN
  -- The whole list has one revision, so that its rows are locked together.
  PERFORM FROM category k ORDER BY k.slug FOR UPDATE;
  before := category_list();
  IF (before->>'revision')::int <> seen THEN
    RETURN refusal('changed-meanwhile', before->>'revision');
  END IF;
  SELECT k.slug INTO missing FROM category k
  WHERE NOT EXISTS (SELECT FROM jsonb_array_elements(items) i WHERE i->>'slug' = k.slug) LIMIT 1;
  IF missing IS NOT NULL THEN RETURN refusal('conflict', missing); END IF;
  INSERT INTO category AS k (slug, name, color, position, archived_at)
  SELECT i->>'slug', i->'name', (i->>'color')::int, at, CASE WHEN (i->>'isArchived')::boolean THEN now() END
  FROM jsonb_array_elements(items) WITH ORDINALITY AS given(i, at)
  ON CONFLICT (slug) DO UPDATE SET name = excluded.name, color = excluded.color, position = excluded.position,
    archived_at = CASE WHEN excluded.archived_at IS NULL THEN NULL ELSE coalesce(k.archived_at, excluded.archived_at) END,
    revision = k.revision + 1
  WHERE (k.name, k.color, k.position, k.archived_at IS NULL)
    IS DISTINCT FROM (excluded.name, excluded.color, excluded.position, excluded.archived_at IS NULL);
  INSERT INTO audit_log (organization_id, actor_id, action, subject, before, after, request_id)
  VALUES (organization, actor, 'categories.change', 'categories', before, category_list(), request);
  RETURN done(category_list());
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION save_categories(jsonb, int, uuid, uuid, text) IS 'Saves all categories in their order, unless one has changed since they were seen. None can be left out, since concerts may have it; it can be archived instead.
Locks: every category.';
