-- DropIndex
DROP INDEX "deliveries_status_due_at_idx";

-- AlterTable
ALTER TABLE "attempts" ALTER COLUMN "response_body_bytes" SET DATA TYPE BIGINT;

-- AlterTable
ALTER TABLE "deliveries" ADD COLUMN     "lease" TEXT,
ADD COLUMN     "spared_count" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "destinations" ADD COLUMN     "breaker_closed_at" TIMESTAMPTZ(3),
ADD COLUMN     "breaker_opened_at" TIMESTAMPTZ(3),
ADD COLUMN     "breaker_probe_at" TIMESTAMPTZ(3),
ADD COLUMN     "breaker_probes" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "breaker_reason" TEXT,
ADD COLUMN     "held_until" TIMESTAMPTZ(3),
ADD COLUMN     "learned_interval_ms" INTEGER,
ADD COLUMN     "learned_until" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "deliveries_open_idx" ON "deliveries"("destination_id", "id", "due_at") WHERE (status = ANY (ARRAY['pending'::text, 'retrying'::text]));

-- What a pause held had no due time. A pause is now the destination's alone, and every open delivery has one.
UPDATE "deliveries" SET "due_at" = now() WHERE "status" IN ('pending', 'retrying') AND "due_at" IS NULL AND "origin" <> 'test';

-- Slack takes one message a second and webhook, and turns the others away.
UPDATE "destinations" SET "rate_limit_per_second" = 1 WHERE "kind" = 'bridge' AND "format" = 'slack' AND "rate_limit_per_second" IS NULL;
