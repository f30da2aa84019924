import { PROVIDER_LABELS } from "@/lib/connections/schema";
import { db } from "@/lib/db/client";
import { revokeGrant } from "./grant";
import { problemSentence } from "./problem-words";
import { providers } from "./providers";
import type { OauthProviderId } from "./schema";
import { oauthSetup } from "./setup";
import type { AccountSecrets } from "./token-columns";

type Access = { provider: OauthProviderId; accountId: string | null };

/**
 * Takes an account's access back at its provider, as far as it lets us, unless a connection lives on it. Returns why it
 * stays and where to take it away, in plain words; null once it is revoked.
 */
export async function revokeAccess(
  { provider: id, accountId }: Access,
  secrets: AccountSecrets,
): Promise<string | null> {
  const provider = providers[id];
  const label = PROVIDER_LABELS[id];
  // Slack and Google know one grant an account: to end it would end the others' too.
  const shared = { provider: id, accountId, disconnectedAt: null };
  if (await db.connection.findFirst({ where: shared, select: { id: true } })) {
    return `The access at ${label} stays: the same account is connected elsewhere too.`;
  }
  const byHand = `Take the access away in ${provider.removeAt}.`;
  const setup = oauthSetup(id);
  if (!setup) return `${label} is not set up any more, so it could not be told. ${byHand}`;
  // Of the two the refresh token lives longer; with it the provider ends both.
  const revoked = await revokeGrant(setup, revocable(id, secrets));
  return revoked.ok ? null : `${label} did not revoke it. ${problemSentence(provider, revoked.problem)} ${byHand}`;
}

function revocable(provider: OauthProviderId, { accessToken, refreshToken }: AccountSecrets): string {
  return provider === "google" ? (refreshToken ?? accessToken) : accessToken;
}
