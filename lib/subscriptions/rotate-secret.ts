import { audit } from "@/lib/audit/audit";
import { authorize, type Context } from "@/lib/context";
import { db } from "@/lib/db/client";
import { lockName } from "@/lib/db/name-lock";
import { AppError } from "@/lib/errors";
import { expireOldSecrets, forgetLiveSecrets, liveSecrets, replaceSecret } from "@/lib/secrets/signing-secrets";
import { newSigningSecret, parseSigningSecret } from "@/lib/signing/secret";
import { parseInput } from "@/lib/validation/parse";
import type { Remember } from "./create";
import { findSubscription } from "./find";
import { type Subscription, type SubscriptionWithSecret, secretRotation } from "./schema";
import { viewSubscription } from "./view";

/**
 * Gives a subscription a new secret, or the caller's own, that signs at once; the old one signs beside it for
 * `overlap_seconds` (24 hours unless told, 7 days at most, 0 for none). Throws invalid, forbidden or not_found.
 */
export async function rotateSubscriptionSecret(
  ctx: Context,
  id: string,
  input: unknown,
  remember: Remember<SubscriptionWithSecret> = async () => undefined,
): Promise<SubscriptionWithSecret> {
  authorize(ctx, "webhooks:write");
  const { overlap_seconds: overlapSeconds, secret = newSigningSecret() } = parseInput(secretRotation, input);
  const parsed = parseSigningSecret(secret);
  if (!parsed.ok) throw refused(parsed.message);
  const row = await findSubscription(ctx, id);
  const owner = { destinationId: id };
  forgetLiveSecrets(owner);
  if ((await liveSecrets(owner)).includes(secret)) throw refused("This secret signs already. Give another one.");
  const answer = await db.$transaction(async (tx) => {
    // Two rotations at once come one after the other, and the later finds the earlier's secret to overlap with.
    await lockName(tx, `secrets:${id}`);
    await replaceSecret(ctx.organizationId, owner, { secret, overlapSeconds }, tx);
    const changes = { secret: "changed", overlapSeconds };
    await audit(ctx, { action: "secret.rotated", targetId: id, targetLabel: row.name, changes }, tx);
    const rotated = { ...(await viewSubscription(row, tx)), secret };
    await remember(tx, rotated);
    return rotated;
  });
  forgetLiveSecrets(owner);
  return answer;
}

/** Ends a rotation's overlap now: only the newest secret signs on. Without an overlap it does nothing. */
export async function endSubscriptionOverlap(ctx: Context, input: { id: string }): Promise<Subscription> {
  authorize(ctx, "webhooks:write");
  const row = await findSubscription(ctx, input.id);
  const owner = { destinationId: row.id };
  await db.$transaction(async (tx) => {
    await lockName(tx, `secrets:${row.id}`);
    if ((await expireOldSecrets(owner, tx)) === 0) return;
    await audit(ctx, { action: "secret.overlap_ended", targetId: row.id, targetLabel: row.name }, tx);
  });
  forgetLiveSecrets(owner);
  return viewSubscription(row);
}

function refused(message: string): AppError {
  return new AppError("invalid", `secret: ${message}`, { errors: [{ path: "secret", message }] });
}
