import { audit } from "@/lib/audit/audit";
import { clockNow } from "@/lib/clock";
import { announceDisconnected } from "@/lib/connections/announce";
import { findConnection } from "@/lib/connections/find";
import { authorize, type Context } from "@/lib/context";
import { db } from "@/lib/db/client";
import { notFound } from "@/lib/errors";
import type { Connection } from "@/prisma/generated/client";
import { holdConnection } from "./refresh";
import { revokeAccess } from "./revoke";
import { isOauthProvider, OAUTH_PROVIDERS } from "./schema";
import { type AccountSecrets, accountSecretsOf } from "./token-columns";

/** `note` says why the access stays at the provider, and where to take it away; null once it is revoked. */
export type Disconnected = { note: string | null };

/**
 * Ends a connection: forgets its tokens, revokes them at the provider as far as it lets us, and publishes
 * `integration.disconnected`. Throws `not_found` and `forbidden`.
 */
export async function disconnectAccount(
  ctx: Context,
  { connectionId }: { connectionId: string },
): Promise<Disconnected> {
  authorize(ctx, "organization:manage");
  const { id } = await findConnection(ctx, connectionId, OAUTH_PROVIDERS);
  const { row, secrets } = await forget(ctx, id);
  const { provider, accountId } = row;
  const note = secrets && isOauthProvider(provider) ? await revokeAccess({ provider, accountId }, secrets) : null;
  await announceDisconnected(row, "An admin disconnected it.");
  return { note };
}

// Under the row's lock: a renewal that is under way ends first, so that it is the last token that gets revoked.
function forget(ctx: Context, id: string): Promise<{ row: Connection; secrets: AccountSecrets | undefined }> {
  return db.$transaction(async (tx) => {
    const row = await holdConnection(tx, id);
    if (!row) throw notFound("connection");
    const nothing = { secretsSealed: null, expiresAt: null, refreshDueAt: null };
    const data = { ...nothing, disconnectedAt: new Date(clockNow()), version: { increment: 1 } };
    await tx.connection.update({ where: { id }, data });
    const entry = { action: "connection.disconnected", targetId: id, targetLabel: row.name };
    await audit(ctx, { ...entry, changes: { provider: row.provider } }, tx);
    return { row, secrets: accountSecretsOf(row) };
  });
}
