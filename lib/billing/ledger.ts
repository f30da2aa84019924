import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import type { CreditEntry, Prisma } from "@/prisma/generated/client";
import type { AccountChange } from "./account";
import type { CreditReason } from "./schema";
import { warnWhenLow } from "./warnings";

/** Balances stay within what the column holds, in either direction. */
export const BALANCE_MAX = 2_000_000_000;

export type NewEntry = {
  /** Whole credits, above zero when given and below when taken. */
  amount: number;
  reason: CreditReason;
  /** What it comes from. A second entry of one source is the first. */
  source: string;
  occurredAt: Date;
  workspaceId?: string | undefined;
  description?: string | undefined;
  metadata?: Prisma.InputJsonObject | undefined;
  /** What was paid for it, in the currency's smallest unit. */
  paid?: number | undefined;
};

/**
 * Appends an entry to the ledger and its amount to the balance; one whose source is there already changes nothing. Taking
 * credits may announce that they are low or exhausted. Throws `conflict` past the largest balance.
 */
export async function appendEntry(
  change: AccountChange,
  input: NewEntry,
): Promise<{ entry: CreditEntry; isNew: boolean }> {
  const { tx, organizationId, account } = change;
  const balance = account.balance + input.amount;
  const [entry] = Math.abs(balance) > BALANCE_MAX ? [] : await insert(change, input, balance);
  if (!entry) return { entry: await firstOf(change, input, balance), isNew: false };
  await tx.billingAccount.update({ where: { organizationId }, data: { balance } });
  account.balance = balance;
  if (input.amount < 0) await warnWhenLow(change);
  return { entry, isNew: true };
}

// Ids made under the account's lock are in the order of the balances.
function insert({ tx, organizationId }: AccountChange, input: NewEntry, balance: number): Promise<CreditEntry[]> {
  const { workspaceId = null, description = null, metadata, paid, ...rest } = input;
  const row = {
    ...{ ...rest, workspaceId, description, organizationId },
    id: newId("credit"),
    balanceAfter: balance,
    createdAt: new Date(),
    ...(metadata === undefined ? {} : { metadata }),
    ...(paid === undefined ? {} : { paid: BigInt(paid) }),
  };
  return tx.creditEntry.createManyAndReturn({ data: [row], skipDuplicates: true });
}

async function firstOf(
  { tx, organizationId }: AccountChange,
  { source }: NewEntry,
  balance: number,
): Promise<CreditEntry> {
  const first = await tx.creditEntry.findUnique({ where: { organizationId_source: { organizationId, source } } });
  if (first) return first;
  throw new AppError("conflict", `The balance would be ${balance}, past the largest there can be (${BALANCE_MAX}).`);
}
