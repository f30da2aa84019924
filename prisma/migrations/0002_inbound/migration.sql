-- AlterTable
ALTER TABLE "signing_secrets" ADD COLUMN     "connection_id" TEXT;

-- CreateTable
CREATE TABLE "billing_accounts" (
    "organization_id" TEXT NOT NULL,
    "stripe_customer_id" TEXT,
    "customer_deleted_at" TIMESTAMPTZ(3),
    "subscription_id" TEXT,
    "subscription_status" TEXT,
    "plan" TEXT,
    "period_start" TIMESTAMPTZ(3),
    "period_end" TIMESTAMPTZ(3),
    "cancel_at_period_end" BOOLEAN NOT NULL DEFAULT false,
    "balance" INTEGER NOT NULL DEFAULT 0,
    "credits_threshold" INTEGER,
    "low_published_for" TEXT,
    "exhausted_published_for" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "billing_accounts_pkey" PRIMARY KEY ("organization_id")
);

-- CreateTable
CREATE TABLE "billing_subscriptions" (
    "id" TEXT NOT NULL,
    "organization_id" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "plan" TEXT NOT NULL,
    "period_start" TIMESTAMPTZ(3),
    "period_end" TIMESTAMPTZ(3),
    "cancel_at_period_end" BOOLEAN NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "last_event_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "billing_subscriptions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "credit_entries" (
    "id" TEXT NOT NULL,
    "organization_id" TEXT NOT NULL,
    "workspace_id" TEXT,
    "amount" INTEGER NOT NULL,
    "balance_after" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "description" TEXT,
    "metadata" JSONB,
    "paid" BIGINT,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "credit_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "billing_invoices" (
    "id" TEXT NOT NULL,
    "organization_id" TEXT NOT NULL,
    "number" TEXT,
    "status" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "url" TEXT,
    "credits_granted" INTEGER NOT NULL DEFAULT 0,
    "last_event_at" TIMESTAMPTZ(3) NOT NULL,
    "paid_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "billing_invoices_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "billing_payments" (
    "id" TEXT NOT NULL,
    "organization_id" TEXT,
    "grant_source" TEXT,
    "refunded" BIGINT NOT NULL DEFAULT 0,
    "refunded_at" TIMESTAMPTZ(3),
    "failed_refunds" JSONB NOT NULL DEFAULT '{}',
    "disputes" JSONB NOT NULL DEFAULT '{}',
    "credits_refunded" INTEGER NOT NULL DEFAULT 0,
    "refund_entries" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "billing_payments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "pending_events" (
    "id" TEXT NOT NULL,
    "organization_id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "data" TEXT NOT NULL,
    "timestamp" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "pending_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "connections" (
    "id" TEXT NOT NULL,
    "organization_id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "account_id" TEXT,
    "scopes" TEXT[],
    "config" JSONB NOT NULL DEFAULT '{}',
    "secrets_sealed" TEXT,
    "expires_at" TIMESTAMPTZ(3),
    "refresh_due_at" TIMESTAMPTZ(3),
    "reconnect_at" TIMESTAMPTZ(3),
    "reconnect_reason" TEXT,
    "last_used_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_by_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "disconnected_at" TIMESTAMPTZ(3),

    CONSTRAINT "connections_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "oauth_states" (
    "id" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "organization_id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "return_to" TEXT NOT NULL,
    "code_verifier_sealed" TEXT,
    "nonce" TEXT,
    "redirect_uri" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "oauth_states_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inbound_events" (
    "id" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "organization_id" TEXT,
    "workspace_id" TEXT,
    "connection_id" TEXT,
    "subject" TEXT,
    "payload" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'received',
    "reason" TEXT,
    "event_id" TEXT,
    "attempt_count" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3) DEFAULT CURRENT_TIMESTAMP,
    "leased_until" TIMESTAMPTZ(3),
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "processed_at" TIMESTAMPTZ(3),

    CONSTRAINT "inbound_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inbound_refusals" (
    "provider" TEXT NOT NULL,
    "connection_id" TEXT NOT NULL DEFAULT '',
    "hour_at" TIMESTAMPTZ(3) NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 0,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "inbound_refusals_pkey" PRIMARY KEY ("provider","connection_id","hour_at")
);

-- CreateIndex
CREATE UNIQUE INDEX "billing_accounts_stripe_customer_id_key" ON "billing_accounts"("stripe_customer_id");

-- CreateIndex
CREATE INDEX "billing_subscriptions_organization_id_idx" ON "billing_subscriptions"("organization_id");

-- CreateIndex
CREATE INDEX "credit_entries_organization_id_id_idx" ON "credit_entries"("organization_id", "id" DESC);

-- CreateIndex
CREATE INDEX "credit_entries_organization_id_created_at_idx" ON "credit_entries"("organization_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "credit_entries_organization_id_source_key" ON "credit_entries"("organization_id", "source");

-- CreateIndex
CREATE INDEX "billing_invoices_organization_id_created_at_idx" ON "billing_invoices"("organization_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "billing_payments_grant_source_idx" ON "billing_payments"("grant_source");

-- CreateIndex
CREATE INDEX "pending_events_organization_id_created_at_idx" ON "pending_events"("organization_id", "created_at");

-- CreateIndex
CREATE INDEX "connections_organization_id_workspace_id_provider_idx" ON "connections"("organization_id", "workspace_id", "provider");

-- CreateIndex
CREATE INDEX "connections_refresh_due_at_idx" ON "connections"("refresh_due_at") WHERE (refresh_due_at IS NOT NULL);

-- CreateIndex
CREATE UNIQUE INDEX "connections_workspace_id_provider_account_id_key" ON "connections"("workspace_id", "provider", "account_id") WHERE (disconnected_at IS NULL AND account_id IS NOT NULL);

-- CreateIndex
CREATE UNIQUE INDEX "connections_provider_account_id_key" ON "connections"("provider", "account_id") WHERE (disconnected_at IS NULL AND provider = 'whatsapp');

-- CreateIndex
CREATE INDEX "oauth_states_expires_at_idx" ON "oauth_states"("expires_at");

-- CreateIndex
CREATE INDEX "inbound_events_organization_id_workspace_id_id_provider_sta_idx" ON "inbound_events"("organization_id", "workspace_id", "id" DESC, "provider", "status");

-- CreateIndex
CREATE INDEX "inbound_events_connection_id_id_type_idx" ON "inbound_events"("connection_id", "id" DESC, "type");

-- CreateIndex
CREATE INDEX "inbound_events_due_at_idx" ON "inbound_events"("due_at") WHERE (due_at IS NOT NULL);

-- CreateIndex
CREATE INDEX "inbound_events_provider_subject_idx" ON "inbound_events"("provider", "subject") WHERE (status = 'parked');

-- CreateIndex
CREATE UNIQUE INDEX "inbound_events_provider_external_id_key" ON "inbound_events"("provider", "external_id");

-- CreateIndex
CREATE INDEX "signing_secrets_connection_id_id_idx" ON "signing_secrets"("connection_id", "id" DESC);
