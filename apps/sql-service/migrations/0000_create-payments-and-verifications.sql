CREATE TABLE "payments" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"reference" text NOT NULL,
	"description" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"due_date" date NOT NULL,
	"status" text NOT NULL,
	"paid_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "payments_status" CHECK ("payments"."status" in ('pending', 'paid', 'overdue', 'cancelled')),
	CONSTRAINT "payments_amount" CHECK ("payments"."amount_minor" between 1 and 9007199254740991),
	CONSTRAINT "payments_currency" CHECK ("payments"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "payments_paid_at" CHECK (("payments"."status" = 'paid') = ("payments"."paid_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "verifications" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"employee_name" text NOT NULL,
	"email" text NOT NULL,
	"status" text NOT NULL,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"settled_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "verifications_status" CHECK ("verifications"."status" in ('pending', 'verified', 'expired', 'rejected')),
	CONSTRAINT "verifications_settled_at" CHECK (("verifications"."status" = 'pending') = ("verifications"."settled_at" is null))
);
--> statement-breakpoint
CREATE INDEX "payments_owed" ON "payments" USING btree ("due_date","id") WHERE "payments"."status" in ('pending', 'overdue');--> statement-breakpoint
CREATE INDEX "payments_by_due_date" ON "payments" USING btree ("due_date","id");--> statement-breakpoint
CREATE INDEX "payments_by_status" ON "payments" USING btree ("status","due_date","id");--> statement-breakpoint
CREATE INDEX "payments_by_user" ON "payments" USING btree ("user_id","due_date","id");--> statement-breakpoint
CREATE INDEX "verifications_pending" ON "verifications" USING btree ("requested_at","id") WHERE "verifications"."status" = 'pending';--> statement-breakpoint
CREATE INDEX "verifications_by_request" ON "verifications" USING btree ("requested_at","id");--> statement-breakpoint
CREATE INDEX "verifications_by_status" ON "verifications" USING btree ("status","requested_at","id");--> statement-breakpoint
CREATE INDEX "verifications_by_user" ON "verifications" USING btree ("user_id","requested_at","id");