import { audit } from "@/lib/audit/audit";
import { authorize, type Context } from "@/lib/context";
import { parseInput } from "@/lib/validation/parse";
import { changeAccount } from "./account";
import { type ThresholdInput, thresholdInput } from "./schema";

/** Sets the balance below which `credits.low` is published; an empty text for never. Throws invalid or forbidden. */
export async function setThreshold(ctx: Context, input: ThresholdInput): Promise<void> {
  authorize(ctx, "organization:manage");
  const { threshold } = parseInput(thresholdInput, input);
  const after = threshold === "" ? null : Number(threshold);
  await changeAccount(ctx.organizationId, async ({ tx, organizationId, account }) => {
    const before = account.creditsThreshold;
    if (before === after) return;
    await tx.billingAccount.update({ where: { organizationId }, data: { creditsThreshold: after } });
    const changes = { threshold: { before, after } };
    await audit(ctx, { action: "billing.threshold_changed", targetLabel: "Low credits", changes }, tx);
  });
}
