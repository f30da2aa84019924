import { db } from "@/lib/db/client";
import { env } from "@/lib/env";
import { AppError, notFound } from "@/lib/errors";
import { idPattern } from "@/lib/ids";
import type { InboundRequest, InboundTenant } from "@/lib/inbound/receiver/define-receiver";
import { liveSecrets } from "@/lib/secrets/signing-secrets";
import { sameText, verifyStandardWebhook } from "@/lib/signing/verify";
import { unixSeconds } from "@/lib/time";

/** Who sent a request, and how that is known. */
export type McpSender = {
  connectionId: string;
  tenant: InboundTenant;
  /** When it was sent, as its signature holds it; when it arrived, with a bearer. */
  sentAt: Date;
};

const CONNECTION_ID = idPattern("connection");
const BEARER = /^Bearer +(\S+) *$/i;

/**
 * The sender of a request: one that signed it with a live secret of the connection (Standard Webhooks 1.0.0), or showed
 * that secret as a bearer token, which is how a plain JSON-RPC client can. Throws `not_found`, `unauthenticated`, and
 * `forbidden` for a request that a page of another site made.
 */
export async function authenticate(request: InboundRequest): Promise<McpSender> {
  const { headers, params, now } = request;
  const connectionId = params.connectionId ?? "";
  const row = CONNECTION_ID.test(connectionId)
    ? await db.connection.findFirst({
        where: { id: connectionId, provider: "mcp", disconnectedAt: null },
        select: { organizationId: true, workspaceId: true },
      })
    : null;
  if (!row) throw notFound("address");
  const sentAt = verified(request, await liveSecrets({ connectionId })) ?? now;
  requireOwnOrigin(headers);
  return { connectionId, tenant: { ...row, connectionId }, sentAt };
}

// A request that carries a signature is held to it, whatever else it carries.
function verified({ headers, rawBody, now }: InboundRequest, secrets: readonly string[]): Date | undefined {
  if (headers.get("webhook-signature") === null) {
    requireBearer(headers.get("authorization"), secrets);
    return undefined;
  }
  const given = Object.fromEntries(
    ["webhook-id", "webhook-timestamp", "webhook-signature"].map((name) => [name, headers.get(name) ?? undefined]),
  );
  const nowSeconds = unixSeconds(now.getTime());
  const verification = verifyStandardWebhook({ rawBody, headers: given, secrets, nowSeconds });
  if (!verification.ok) throw new AppError("unauthenticated", REASONS[verification.reason]);
  return new Date(Number(given["webhook-timestamp"]) * 1_000);
}

function requireBearer(authorization: string | null, secrets: readonly string[]): void {
  const token = BEARER.exec(authorization ?? "")?.[1];
  if (token === undefined) throw new AppError("unauthenticated", REASONS.missing);
  let matches = false;
  for (const secret of secrets) matches = sameText(token, secret) || matches;
  if (!matches) throw new AppError("unauthenticated", "The bearer token is not this connection’s secret.");
}

const REASONS = {
  missing:
    "Sign the request with the connection’s secret by Standard Webhooks (webhook-id, webhook-timestamp, webhook-signature), or send the secret as Authorization: Bearer.",
  timestamp: "The webhook-timestamp is more than five minutes off, or no Unix time in seconds. Check the clock.",
  signature:
    "The webhook-signature fits none of the connection’s secrets. Sign the raw bytes of the body with the newest.",
} as const;

// Browsers say whose page made a request. Source: MCP's transports, "validate the Origin header", against DNS rebinding.
function requireOwnOrigin(headers: Headers): void {
  const origin = headers.get("origin");
  if (origin === null || origin === new URL(env().APP_URL).origin) return;
  throw new AppError("forbidden", "This address takes no requests of other sites’ pages.");
}
