import { db } from "@/lib/db";
import type { EventTypeName } from "@/lib/events/catalogue";
import type { BillingAccount, Prisma } from "@/prisma/generated/client";
import { type Announcement, announce, publishPending } from "./pending-events";

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
  const result = await db.$transaction(async (tx) => {
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
  });
  await publishPending(organizationId, announced);
  return result;
}

async function lockAccount(tx: Prisma.TransactionClient, organizationId: string): Promise<BillingAccount> {
  await tx.billingAccount.createMany({ data: [{ organizationId }], skipDuplicates: true });
  await tx.$queryRaw`SELECT 1 FROM billing_accounts WHERE organization_id = ${organizationId} FOR UPDATE`;
  return tx.billingAccount.findUniqueOrThrow({ where: { organizationId } });
}
