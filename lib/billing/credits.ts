import { authorize, type Context } from "@/lib/context";
import { db } from "@/lib/db/client";
import { periodEndOf } from "./period";
import type { CreditsView } from "./schema";

/** What the organization has: its balance, its threshold, when its period ends, and its plan. Throws forbidden. */
export async function readCredits(ctx: Context, now = new Date()): Promise<CreditsView> {
  authorize(ctx, "credits:write");
  const account = await db.billingAccount.findUnique({ where: { organizationId: ctx.organizationId } });
  const { plan, subscriptionStatus: status } = account ?? {};
  return {
    balance: account?.balance ?? 0,
    threshold: account?.creditsThreshold ?? null,
    period_end: periodEndOf(account ?? { periodEnd: null, subscriptionStatus: null }, now).toISOString(),
    plan: plan && status ? { name: plan, status } : null,
  };
}
