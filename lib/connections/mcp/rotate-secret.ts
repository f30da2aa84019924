import { audit } from "@/lib/audit/audit";
import { authorize, type Context } from "@/lib/context";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { expireOldSecrets, forgetLiveSecrets, liveSecrets, replaceSecret } from "@/lib/secrets/signing-secrets";
import { newSigningSecret } from "@/lib/signing/secret";
import { parseInput } from "@/lib/validation/parse";
import { findConnection } from "../find";
import { lockMcpServer } from "./lock";
import { type McpRotation, mcpRotation } from "./schema";

/**
 * Gives a server a new secret, or the caller's own, and answers with it: the only time that it is shown. What is signed
 * with the old one is accepted beside it for `overlapSeconds` (24 hours unless told, 7 days at most, 0 for none).
 * Throws invalid, forbidden or not_found.
 */
export async function rotateMcpSecret(ctx: Context, id: string, input: McpRotation): Promise<{ secret: string }> {
  authorize(ctx, "organization:manage");
  const { overlapSeconds, secret = newSigningSecret() } = parseInput(mcpRotation, input);
  const owner = { connectionId: (await findConnection(ctx, id, ["mcp"])).id };
  forgetLiveSecrets(owner);
  if ((await liveSecrets(owner)).includes(secret)) {
    const message = "This secret is good already. Give another one.";
    throw new AppError("invalid", message, { errors: [{ path: "secret", message }] });
  }
  await db.$transaction(async (tx) => {
    const { name } = await lockMcpServer(ctx, id, tx);
    await replaceSecret(ctx.organizationId, owner, { secret, overlapSeconds }, tx);
    const changes = { secret: "changed", overlapSeconds };
    await audit(ctx, { action: "secret.rotated", targetId: id, targetLabel: name, changes }, tx);
  });
  forgetLiveSecrets(owner);
  return { secret };
}

/** Ends a rotation's overlap now: only the newest secret is good. Without an overlap it does nothing. */
export async function endMcpOverlap(ctx: Context, id: string): Promise<void> {
  authorize(ctx, "organization:manage");
  const owner = { connectionId: id };
  await db.$transaction(async (tx) => {
    const { name } = await lockMcpServer(ctx, id, tx);
    if ((await expireOldSecrets(owner, tx)) === 0) return;
    await audit(ctx, { action: "secret.overlap_ended", targetId: id, targetLabel: name }, tx);
  });
  forgetLiveSecrets(owner);
}
