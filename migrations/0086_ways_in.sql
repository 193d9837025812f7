CREATE TABLE "authenticator" (
	"account_id" uuid PRIMARY KEY NOT NULL,
	"secret" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"confirmed_at" timestamp (3) with time zone,
	"last_step" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "factor_try" (
	"account_id" uuid PRIMARY KEY NOT NULL,
	"count" integer NOT NULL,
	"since" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "linked_identity" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"account_id" uuid NOT NULL,
	"provider" text NOT NULL,
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"email" text,
	"linked_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	CONSTRAINT "linked_identity_person" UNIQUE("issuer","subject"),
	CONSTRAINT "linked_identity_once" UNIQUE("account_id","issuer")
);
--> statement-breakpoint
CREATE TABLE "organization_provider" (
	"organization_id" uuid PRIMARY KEY NOT NULL,
	"issuer" text NOT NULL,
	"client_id" text NOT NULL,
	"client_secret" text NOT NULL,
	"domains" jsonb NOT NULL,
	"is_required" boolean NOT NULL,
	"changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "passkey" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"account_id" uuid NOT NULL,
	"credential_id" text NOT NULL,
	"public_key" text NOT NULL,
	"counter" bigint NOT NULL,
	"transports" jsonb NOT NULL,
	"name" text NOT NULL,
	"is_backed_up" boolean NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	CONSTRAINT "passkey_credential" UNIQUE("credential_id")
);
--> statement-breakpoint
CREATE TABLE "recovery_code" (
	"account_id" uuid NOT NULL,
	"code_hash" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"used_at" timestamp (3) with time zone,
	CONSTRAINT "recovery_code_account_id_code_hash_pk" PRIMARY KEY("account_id","code_hash")
);
--> statement-breakpoint
CREATE TABLE "spent_proof" (
	"id" uuid PRIMARY KEY NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "authenticator" ADD CONSTRAINT "authenticator_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "factor_try" ADD CONSTRAINT "factor_try_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "linked_identity" ADD CONSTRAINT "linked_identity_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organization_provider" ADD CONSTRAINT "organization_provider_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "passkey" ADD CONSTRAINT "passkey_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_code" ADD CONSTRAINT "recovery_code_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "passkey_account" ON "passkey" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "spent_proof_expiry" ON "spent_proof" USING btree ("expires_at");--> statement-breakpoint
CREATE FUNCTION remove_way_in(owner uuid, passkey_gone uuid, identity_gone uuid) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  known account%ROWTYPE;
  topic text;
  told jsonb;
BEGIN
  SELECT a.* INTO known FROM account a WHERE a.id = owner FOR NO KEY UPDATE;
  SELECT 'security.passkey-removed', jsonb_build_object('accountId', owner, 'name', k.name) INTO topic, told
    FROM passkey k WHERE k.id = passkey_gone AND k.account_id = owner;
  IF NOT FOUND THEN
    SELECT 'security.unlinked', jsonb_build_object('accountId', owner, 'provider', l.provider) INTO topic, told
      FROM linked_identity l WHERE l.id = identity_gone AND l.account_id = owner;
    IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  END IF;
  IF (known.password_hash IS NOT NULL)::int
    + (SELECT count(*) FROM passkey k WHERE k.account_id = owner)
    + (SELECT count(*) FROM linked_identity l WHERE l.account_id = owner) < 2 THEN
    RETURN refusal('last-way-in');
  END IF;
  DELETE FROM passkey k WHERE k.id = passkey_gone AND k.account_id = owner;
  DELETE FROM linked_identity l WHERE l.id = identity_gone AND l.account_id = owner;
  -- Without a second factor there is nothing that a recovery code stands in for.
  DELETE FROM recovery_code r WHERE r.account_id = owner
    AND NOT EXISTS (SELECT FROM passkey k WHERE k.account_id = owner)
    AND NOT EXISTS (SELECT FROM authenticator x WHERE x.account_id = owner AND x.confirmed_at IS NOT NULL);
  INSERT INTO outbox (topic, payload) VALUES (topic, told);
  RETURN done('null'::jsonb);
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION remove_way_in IS 'Removes one passkey of an account or unlinks one person at a provider, and mails that to the account. The last way into an account stays.
Locks: the account.';
