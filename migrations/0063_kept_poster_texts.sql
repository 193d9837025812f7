CREATE OR REPLACE FUNCTION note_poster_text() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  told jsonb := NEW.document->'posterAlt';
BEGIN
  UPDATE image i SET alt = told
  WHERE i.hash = ANY (images_in(NEW.document->'poster')) AND i.organization_id = NEW.organization_id
    AND i.alt <> told AND btrim(told->>'ko') <> '' AND btrim(told->>'en') <> ''
    AND NOT EXISTS (SELECT FROM concert c WHERE c.organization_id = i.organization_id AND c.poster LIKE '%/images/' || i.hash || '/%');
  RETURN NULL;
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION note_poster_text() IS 'Gives the image of a draft''s poster the text that the draft has for it, once it has one in both languages, while no concert has the image as its poster.
Locks: the image, which note_images has locked before.';
