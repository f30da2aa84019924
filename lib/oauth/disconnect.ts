import { announceDisconnected } from "@/lib/connections/announce";
import { findConnection } from "@/lib/connections/find";
import { PROVIDER_LABELS } from "@/lib/connections/schema";
import { authorize, type Context } from "@/lib/context";
import { db } from "@/lib/db";
import { notFound } from "@/lib/errors";
import { audit } from "@/lib/organizations/audit";
import type { Connection } from "@/prisma/generated/client";
import { revokeGrant } from "./grant";
import { problemSentence } from "./problem-words";
import { providers } from "./providers";
import { holdConnection } from "./refresh";
import { isOauthProvider, OAUTH_PROVIDERS } from "./schema";
import { oauthSetup } from "./setup";
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
  const note = secrets ? await revoke(row, secrets) : null;
  await announceDisconnected(row, "An admin disconnected it.");
  return { note };
}

// Under the row's lock: a renewal that is under way ends first, so that it is the last token that gets revoked.
function forget(ctx: Context, id: string): Promise<{ row: Connection; secrets: AccountSecrets | undefined }> {
  return db.$transaction(async (tx) => {
    const row = await holdConnection(tx, id);
    if (!row) throw notFound("connection");
    const nothing = { secretsSealed: null, expiresAt: null, refreshDueAt: null };
    const data = { ...nothing, disconnectedAt: new Date(), version: { increment: 1 } };
    await tx.connection.update({ where: { id }, data });
    const entry = { action: "connection.disconnected", targetId: id, targetLabel: row.name };
    await audit(ctx, { ...entry, changes: { provider: row.provider } }, tx);
    return { row, secrets: accountSecretsOf(row) };
  });
}

async function revoke(row: Connection, secrets: AccountSecrets): Promise<string | null> {
  if (!isOauthProvider(row.provider)) return null;
  const provider = providers[row.provider];
  const label = PROVIDER_LABELS[row.provider];
  // Slack and Google know one grant an account: to end it would end the others' too.
  const shared = { provider: row.provider, accountId: row.accountId, disconnectedAt: null };
  if (await db.connection.findFirst({ where: shared, select: { id: true } })) {
    return `The access at ${label} stays: the same account is connected elsewhere too.`;
  }
  const byHand = `Take the access away in ${provider.removeAt}.`;
  const setup = oauthSetup(row.provider);
  if (!setup) return `${label} is not set up any more, so it could not be told. ${byHand}`;
  // Of the two the refresh token lives longer; with it the provider ends both.
  const revoked = await revokeGrant(setup, revocable(row.provider, secrets));
  return revoked.ok ? null : `${label} did not revoke it. ${problemSentence(provider, revoked.problem)} ${byHand}`;
}

function revocable(provider: string, { accessToken, refreshToken }: AccountSecrets): string {
  return provider === "google" ? (refreshToken ?? accessToken) : accessToken;
}
