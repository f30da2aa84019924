import type { TokenEndpointResponse } from "oauth4webapi";
import { z } from "zod";
import { clockNow } from "@/lib/clock";
import { openSecrets, sealSecrets } from "@/lib/connections/sealed";
import { MINUTE_MS, SECOND_MS } from "@/lib/time";
import type { Connection } from "@/prisma/generated/client";

/** What is sealed of an account's connection. */
const accountSecrets = z.object({
  accessToken: z.string(),
  refreshToken: z.string().optional(),
  webhookUrl: z.string().optional(),
});
export type AccountSecrets = z.infer<typeof accountSecrets>;

/** Tokens are renewed so long before they expire. */
export const RENEW_EARLY_MS = 5 * MINUTE_MS;

/** The secrets of an account's connection; undefined once it holds none. */
export function accountSecretsOf(row: Pick<Connection, "id" | "secretsSealed">): AccountSecrets | undefined {
  return row.secretsSealed === null ? undefined : accountSecrets.parse(openSecrets(row));
}

/**
 * The columns that a token answer makes. `kept` are the secrets that it renews: what it does not name anew stays, such as
 * Google's refresh token. `scopes` is undefined where the answer says nothing of them: they are as asked for, or as before.
 */
export function tokenColumns(
  connectionId: string,
  answer: TokenEndpointResponse,
  kept: Omit<AccountSecrets, "accessToken">,
  now = new Date(clockNow()),
) {
  const { access_token: accessToken, refresh_token: refreshToken = kept.refreshToken, expires_in: seconds } = answer;
  const expiresAt = seconds === undefined ? null : new Date(now.getTime() + seconds * SECOND_MS);
  return {
    secretsSealed: sealSecrets(connectionId, { ...kept, accessToken, refreshToken }),
    expiresAt,
    refreshDueAt: expiresAt && new Date(Math.max(now.getTime(), expiresAt.getTime() - RENEW_EARLY_MS)),
    reconnectAt: null,
    reconnectReason: null,
    version: { increment: 1 },
  };
}

/** The scopes that an answer names, however it parts them; undefined where it names none. */
export function grantedScopes({ scope }: TokenEndpointResponse): string[] | undefined {
  return scope === undefined ? undefined : [...new Set(scope.split(/[\s,]+/).filter(Boolean))];
}
