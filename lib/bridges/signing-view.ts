import type { Context } from "@/lib/context";
import { describeWorkspaceSecret } from "@/lib/organizations/workspace-secret";
import { verifiers } from "@/lib/signing/verifiers";
import type { BridgeDetail } from "./view";

/** What a receiver must know to verify a bridge's requests, with the workspace's secret masked. Times are ISO 8601. */
export async function bridgeSigning(ctx: Context, bridge: BridgeDetail) {
  const secret = await describeWorkspaceSecret(ctx, bridge.workspaceId);
  const { signatureHeader: headerName, signaturePrefix: prefix } = bridge;
  return {
    workspaceId: bridge.workspaceId,
    headerName,
    prefix,
    masked: secret.masked,
    createdAt: secret.createdAt.toISOString(),
    /** While a rotation overlaps: when the old secret stops signing. */
    overlapEndsAt: secret.overlapEndsAt?.toISOString() ?? null,
    canReveal: ctx.permissions.has("secrets:reveal"),
    canRotate: ctx.permissions.has("secrets:reveal") && ctx.permissions.has("webhooks:write"),
    verifiers: verifiers({ headerName, prefix }),
  };
}

export type SigningView = Awaited<ReturnType<typeof bridgeSigning>>;
