import { authorize, type Context, seesWorkspace } from "@/lib/context";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { parseInput } from "@/lib/validation/parse";
import type { CreditEntry, Prisma } from "@/prisma/generated/client";
import { changeAccount } from "./account";
import { appendEntry } from "./ledger";
import { type UsageInput, type UsageView, usageInput } from "./schema";

/**
 * Takes credits for work that was done: in full, below zero too. `input` is untrusted. The same `id` again answers as the
 * first time, and is a conflict with another amount. `remember` runs in the transaction of the entry. Throws invalid,
 * forbidden (also for a workspace that the actor does not see) or conflict.
 */
export async function recordUsage(
  ctx: Context,
  input: unknown,
  remember: (tx: Prisma.TransactionClient, answer: UsageView) => Promise<void> = async () => undefined,
): Promise<UsageView> {
  authorize(ctx, "credits:write");
  const usage = parseInput(usageInput, input);
  const { workspace_id, amount, id, description, metadata, occurred_at } = usage;
  await requireWorkspace(ctx, workspace_id);
  return changeAccount(ctx.organizationId, async (change) => {
    const { entry, isNew } = await appendEntry(change, {
      amount: -amount,
      reason: "usage",
      source: `usage:${workspace_id}:${id ?? newId("request")}`,
      workspaceId: workspace_id,
      description,
      metadata,
      occurredAt: occurred_at ?? new Date(),
    });
    if (!isNew) requireSame(entry, usage);
    const answer = viewUsage(entry);
    await remember(change.tx, answer);
    return answer;
  });
}

function requireSame(entry: CreditEntry, { id, amount }: UsageInput): void {
  if (entry.amount === -amount) return;
  const message = `The usage ${id} is on record with ${-entry.amount} credits. Use a new id for other work.`;
  throw new AppError("conflict", message, { errors: [{ path: "id", message }] });
}

function viewUsage(entry: CreditEntry): UsageView {
  return {
    id: entry.id,
    workspace_id: entry.workspaceId ?? "",
    amount: -entry.amount,
    description: entry.description,
    metadata: entry.metadata as UsageView["metadata"],
    occurred_at: entry.occurredAt.toISOString(),
    created_at: entry.createdAt.toISOString(),
    balance: entry.balanceAfter,
  };
}

async function requireWorkspace(ctx: Context, id: string): Promise<void> {
  const where = { id, organizationId: ctx.organizationId };
  if (seesWorkspace(ctx, id) && (await db.workspace.findFirst({ where, select: { id: true } }))) return;
  const message = "This is not a workspace that you can record usage of. GET /api/v1/workspaces lists those you can.";
  throw new AppError("forbidden", message, { errors: [{ path: "workspace_id", message }] });
}
