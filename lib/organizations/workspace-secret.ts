import { z } from "zod";
import { audit } from "@/lib/audit/audit";
import { authorize, type Context } from "@/lib/context";
import { db } from "@/lib/db/client";
import { lockName } from "@/lib/db/name-lock";
import { AppError, notFound } from "@/lib/errors";
import { expireOldSecrets, forgetLiveSecrets, liveSecrets, replaceSecret } from "@/lib/secrets/signing-secrets";
import { rotationFields } from "@/lib/signing/rotation-schema";
import { newSigningSecret } from "@/lib/signing/secret";
import { parseInput } from "@/lib/validation/parse";
import { requireWorkspace } from "./require-workspace";

/** What may be shown of a workspace's secret to whoever sees the workspace. */
export type SecretDescription = {
  masked: string;
  createdAt: Date;
  /** While a rotation overlaps: when the last of the old secrets stops signing. */
  overlapEndsAt: Date | null;
};

const rotation = z.object({ workspaceId: z.string(), ...rotationFields });

export type RotateInput = z.input<typeof rotation>;

/** The masked secret of a workspace, its age, and the end of a rotation that is under way. */
export async function describeWorkspaceSecret(ctx: Context, workspaceId: string): Promise<SecretDescription> {
  authorize(ctx, "webhooks:read");
  await requireWorkspace(ctx, workspaceId);
  const rows = await db.signingSecret.findMany({
    where: { workspaceId, organizationId: ctx.organizationId },
    orderBy: { id: "desc" },
    select: { last4: true, createdAt: true, expiresAt: true },
  });
  const newest = rows.find((row) => row.expiresAt === null);
  if (!newest) throw notFound("signing secret");
  const ends = rows.flatMap((row) => row.expiresAt ?? []).filter((date) => date.getTime() > Date.now());
  const overlapEndsAt = ends.length === 0 ? null : new Date(Math.max(...ends.map((date) => date.getTime())));
  return { masked: `whsec_••••${newest.last4}`, createdAt: newest.createdAt, overlapEndsAt };
}

/** The workspace's secret in clear, for its admins; every time is recorded. */
export async function revealWorkspaceSecret(ctx: Context, workspaceId: string): Promise<string> {
  authorize(ctx, "secrets:reveal");
  const { name } = await requireWorkspace(ctx, workspaceId);
  const [secret] = await liveSecrets({ workspaceId });
  if (secret === undefined) throw notFound("signing secret");
  await audit(ctx, { action: "secret.revealed", targetId: workspaceId, targetLabel: name });
  return secret;
}

/**
 * Gives the workspace a new secret (or the caller's own), which signs at once; the old one signs beside it for
 * `overlapSeconds` (24 hours unless told, 7 days at most, 0 for none). Throws `invalid` with the field that is wrong.
 */
export async function rotateWorkspaceSecret(
  ctx: Context,
  input: RotateInput,
): Promise<{ secret: string; overlapEndsAt: Date | null }> {
  authorize(ctx, "webhooks:write");
  authorize(ctx, "secrets:reveal");
  const { workspaceId, overlapSeconds, secret = newSigningSecret() } = parseInput(rotation, input);
  const { name } = await requireWorkspace(ctx, workspaceId);
  forgetLiveSecrets({ workspaceId });
  if ((await liveSecrets({ workspaceId })).includes(secret)) {
    throw invalid("secret", "This secret is in use already. Give another one, or leave it empty for a new one.");
  }
  const overlapEndsAt = await db.$transaction(async (tx) => {
    // Two rotations at once come one after the other, and the later finds the earlier's secret to overlap with.
    await lockName(tx, `secrets:${workspaceId}`);
    const ends = await replaceSecret(ctx.organizationId, { workspaceId }, { secret, overlapSeconds }, tx);
    const changes = { secret: "changed", overlapSeconds };
    await audit(ctx, { action: "secret.rotated", targetId: workspaceId, targetLabel: name, changes }, tx);
    return ends;
  });
  forgetLiveSecrets({ workspaceId });
  return { secret, overlapEndsAt };
}

/** Ends a rotation's overlap now: only the newest secret signs on. */
export async function endOverlap(ctx: Context, workspaceId: string): Promise<void> {
  authorize(ctx, "webhooks:write");
  const { name } = await requireWorkspace(ctx, workspaceId);
  await db.$transaction(async (tx) => {
    await lockName(tx, `secrets:${workspaceId}`);
    if ((await expireOldSecrets({ workspaceId }, tx)) === 0) return;
    await audit(ctx, { action: "secret.overlap_ended", targetId: workspaceId, targetLabel: name }, tx);
  });
  forgetLiveSecrets({ workspaceId });
}

function invalid(path: string, message: string): AppError {
  return new AppError("invalid", message, { errors: [{ path, message }] });
}
