CREATE TABLE "payment_return" (
	"payment_id" uuid PRIMARY KEY NOT NULL,
	"success_url" text NOT NULL,
	"fail_url" text NOT NULL
);
