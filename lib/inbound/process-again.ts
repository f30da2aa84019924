import { audit } from "@/lib/audit/audit";
import { authorize, type Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { findInbound } from "./log/get";
import { handleAgain } from "./queue/again";

/**
 * Hands an inbound event that has ended to its handler once more, which does nothing twice. Throws forbidden, not_found,
 * or conflict while a try is still to come.
 */
export async function processAgain(ctx: Context, id: string): Promise<void> {
  authorize(ctx, "organization:manage");
  const { type, organizationId } = await findInbound(ctx, id);
  // Its own statement decides: of two clicks one finds it under way.
  if ((await handleAgain({ id, organizationId })) === 0) {
    throw new AppError("conflict", "This is being handled already. What it comes to shows here in a moment.");
  }
  await audit(ctx, { action: "inbound.processed_again", targetId: id, targetLabel: type });
}
