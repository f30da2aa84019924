import { db } from "@/lib/db/client";
import type { EventTypeName } from "@/lib/events/catalogue";
import { type Announcement, announce, publishPending } from "@/lib/outbox/pending-events";
import { type BillingAccount, Prisma } from "@/prisma/generated/client";
import { inLine } from "./in-line";

/** A change of an account, under the lock of its row. `account` is as it is now and is kept up to date by the ledger. */
export type AccountChange = {
  tx: Prisma.TransactionClient;
  organizationId: string;
  account: BillingAccount;
  /** Publishes an event once the change is committed, whatever crashes in between. */
  announce<Type extends EventTypeName>(event: Announcement<Type>): Promise<void>;
};

/**
 * Changes an organization's account, made if there is none, one change at a time; then publishes what came of it. Within
 * `change` only `tx` may be used.
 */
export async function changeAccount<T>(
  organizationId: string,
  change: (input: AccountChange) => Promise<T>,
): Promise<T> {
  const announced: string[] = [];
  const result = await inLine(organizationId, () =>
    db.$transaction(async (tx) => {
      const account = await lockAccount(tx, organizationId);
      return change({
        tx,
        organizationId,
        account,
        announce: async (event) => {
          announced.push(event.id);
          await announce(tx, organizationId, event);
        },
      });
    }),
  );
  await publishPending(organizationId, announced);
  return result;
}

async function lockAccount(tx: Prisma.TransactionClient, organizationId: string): Promise<BillingAccount> {
  const [account] = await tx.$queryRaw<BillingAccount[]>(lockQuery(organizationId));
  if (account) return account;
  await tx.billingAccount.createMany({ data: [{ organizationId }], skipDuplicates: true });
  const [made] = await tx.$queryRaw<BillingAccount[]>(lockQuery(organizationId));
  if (!made) throw new Error(`The billing account of ${organizationId} is gone.`);
  return made;
}

// One statement for the lock and the row: everything that changes an account stands in line behind it.
function lockQuery(organizationId: string): Prisma.Sql {
  return Prisma.sql`
    SELECT organization_id AS "organizationId", stripe_customer_id AS "stripeCustomerId",
      customer_deleted_at AS "customerDeletedAt", subscription_id AS "subscriptionId",
      subscription_status AS "subscriptionStatus", plan, period_start AS "periodStart", period_end AS "periodEnd",
      cancel_at_period_end AS "cancelAtPeriodEnd", balance, credits_threshold AS "creditsThreshold",
      low_published_for AS "lowPublishedFor", exhausted_published_for AS "exhaustedPublishedFor",
      created_at AS "createdAt", updated_at AS "updatedAt"
    FROM billing_accounts WHERE organization_id = ${organizationId} FOR UPDATE`;
}
