import { audit } from "@/lib/audit/audit";
import { authorize, type Context } from "@/lib/context";
import { db } from "@/lib/db/client";
import { lockName } from "@/lib/db/name-lock";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { createDestinationSecret } from "@/lib/secrets/signing-secrets";
import { parseInput } from "@/lib/validation/parse";
import type { Prisma } from "@/prisma/generated/client";
import { checkSubscription } from "./check";
import { SUBSCRIPTIONS_MAX, type SubscriptionWithSecret, subscriptionCreate } from "./schema";
import { viewSubscription } from "./view";

/** Called in the transaction of a creation, so that its answer is remembered if and only if it is stored. */
export type Remember<T> = (tx: Prisma.TransactionClient, answer: T) => Promise<void>;

/**
 * Registers a subscription and answers with its secret, the only time that it is shown whole. `input` is untrusted.
 * Throws invalid with every field at fault, forbidden, or conflict when the organization has 50 of them.
 */
export async function createSubscription(
  ctx: Context,
  input: unknown,
  remember: Remember<SubscriptionWithSecret> = async () => undefined,
): Promise<SubscriptionWithSecret> {
  authorize(ctx, "webhooks:write");
  const parsed = parseInput(subscriptionCreate, input);
  const id = newId("subscription");
  const columns = await checkSubscription(ctx, id, parsed);
  const { organizationId } = ctx;
  return db.$transaction(async (tx) => {
    const row = await tx.destination.create({
      data: {
        id,
        kind: "subscription",
        organizationId,
        createdById: ctx.actor.id,
        pausedAt: parsed.active ? null : new Date(),
        ...columns,
      },
    });
    const secret = await createDestinationSecret({ organizationId, destinationId: id }, parsed.secret, tx);
    await audit(ctx, { action: "subscription.created", targetId: id, targetLabel: row.name }, tx);
    const answer = { ...(await viewSubscription(row, tx)), secret };
    await remember(tx, answer);
    await requireRoom(organizationId, tx);
    return answer;
  });
}

// Simultaneous creations count one after the other, themselves included: last of all, so that each waits for little.
async function requireRoom(organizationId: string, tx: Prisma.TransactionClient): Promise<void> {
  await lockName(tx, `subscriptions:${organizationId}`);
  const count = await tx.destination.count({ where: { organizationId, kind: "subscription", deletedAt: null } });
  if (count <= SUBSCRIPTIONS_MAX) return;
  throw new AppError("conflict", `An organization has at most ${SUBSCRIPTIONS_MAX} webhooks. Delete one first.`);
}
