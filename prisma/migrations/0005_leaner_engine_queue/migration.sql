-- DropIndex
DROP INDEX "engine_seen_seen_at_idx";

-- AlterTable
ALTER TABLE "engine_instances" ADD COLUMN     "expired_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "engine_runs" DROP COLUMN "concurrency_key";

-- CreateIndex
CREATE INDEX "engine_runs_ended_at_idx" ON "engine_runs"("ended_at") WHERE (ended_at IS NOT NULL);

-- CreateIndex
CREATE INDEX "engine_seen_seen_at_idx" ON "engine_seen"("seen_at");
