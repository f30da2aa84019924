import { audit } from "@/lib/audit/audit";
import { clockNow } from "@/lib/clock";
import { systemContext } from "@/lib/context";
import { db } from "@/lib/db/client";
import { logger } from "@/lib/logger";
import { HOUR_MS, SECOND_MS } from "@/lib/time";
import type { Connection, Prisma } from "@/prisma/generated/client";
import { refreshGrant } from "./grant";
import { problemSentence } from "./problem-words";
import { isOauthProvider, type Problem } from "./schema";
import { oauthSetup } from "./setup";
import { accountSecretsOf, grantedScopes, RENEW_EARLY_MS, tokenColumns } from "./token-columns";

/** A live access token, or why there is none: `reconnect` when only a person can fix it. */
export type LiveToken = { ok: true; token: string } | { ok: false; reconnect: boolean; explanation: string };

/** For a transaction that renews: it may wait for another's renewal before its own, and must not be cut off between a provider's answer and its record. */
export const RENEWAL = { timeout: 40 * SECOND_MS };

const RETRY_MS_MIN = 30 * SECOND_MS;
const NO_REFRESH_TOKEN = "The access ran out, and cannot be renewed. Connect once more.";

/** Renews a connection's tokens within a transaction that holds its row, so that a refresh token which is good for once is used once. */
export async function renewTokens(
  tx: Prisma.TransactionClient,
  row: Connection,
  now = new Date(clockNow()),
): Promise<LiveToken> {
  const setup = isOauthProvider(row.provider) ? oauthSetup(row.provider) : undefined;
  if (!setup) return postpone(tx, row, { code: "unavailable" }, now);
  const secrets = accountSecretsOf(row);
  if (!secrets?.refreshToken) return giveUp(tx, row, NO_REFRESH_TOKEN, now);
  const granted = await refreshGrant(setup, secrets.refreshToken);
  if (granted.ok) {
    const scopes = grantedScopes(granted.answer) ?? row.scopes;
    const { accessToken: _old, ...kept } = secrets;
    const data = { ...tokenColumns(row.id, granted.answer, kept), scopes };
    await tx.connection.update({ where: { id: row.id }, data });
    return { ok: true, token: granted.answer.access_token };
  }
  const { problem } = granted;
  const isDead = problem.providerCode !== undefined && setup.provider.deadGrants.includes(problem.providerCode);
  return isDead ? giveUp(tx, row, problemSentence(setup.provider, problem), now) : postpone(tx, row, problem, now);
}

async function giveUp(tx: Prisma.TransactionClient, row: Connection, reason: string, now: Date): Promise<LiveToken> {
  await tx.connection.update({
    where: { id: row.id },
    data: { reconnectAt: now, reconnectReason: reason, refreshDueAt: null, version: { increment: 1 } },
  });
  const entry = { action: "connection.refresh_refused", targetId: row.id, targetLabel: row.name, changes: { reason } };
  await audit(systemContext(row.organizationId, "Connections"), entry, tx);
  return { ok: false, reconnect: true, explanation: reason };
}

// Not the account's fault: the provider is down, or the client's secret is wrong.
async function postpone(
  tx: Prisma.TransactionClient,
  row: Connection,
  problem: Problem,
  now: Date,
): Promise<LiveToken> {
  const { id, provider, refreshDueAt, expiresAt } = row;
  logger.warn({ connectionId: id, provider, problem }, "a token could not be renewed yet");
  if (refreshDueAt) {
    await tx.connection.update({ where: { id }, data: { refreshDueAt: nextTry(expiresAt ?? refreshDueAt, now) } });
  }
  return { ok: false, reconnect: false, explanation: "The access could not be renewed just now. It is tried again." };
}

// Each wait is as long as the trouble has lasted, which doubles from one to the next; an hour at most.
function nextTry(expiresAt: Date, now: Date): Date {
  const troubleMs = now.getTime() - (expiresAt.getTime() - RENEW_EARLY_MS);
  return new Date(now.getTime() + Math.min(HOUR_MS, Math.max(RETRY_MS_MIN, troubleMs)));
}

/** The row, held until the transaction ends; undefined where it is gone, or where somebody else holds it and `skipLocked` is set. */
export async function holdConnection(
  tx: Prisma.TransactionClient,
  id: string,
  { skipLocked = false } = {},
): Promise<Connection | undefined> {
  const held = skipLocked
    ? await tx.$queryRaw<unknown[]>`SELECT 1 FROM connections WHERE id = ${id} FOR UPDATE SKIP LOCKED`
    : await tx.$queryRaw<unknown[]>`SELECT 1 FROM connections WHERE id = ${id} FOR UPDATE`;
  if (held.length === 0) return undefined;
  return (await tx.connection.findFirst({ where: { id, disconnectedAt: null } })) ?? undefined;
}

const sharing = new Map<string, Promise<LiveToken>>();

/** Renews now, for a caller that needs a token. Callers share one renewal, and take over what another process did since `seenVersion`. */
export function renewNow(id: string, seenVersion: number): Promise<LiveToken> {
  const shared = sharing.get(id);
  if (shared) return shared;
  const renewal = db
    .$transaction(async (tx): Promise<LiveToken> => {
      const row = await holdConnection(tx, id);
      if (!row) return { ok: false, reconnect: true, explanation: "It was disconnected." };
      if (row.version === seenVersion) return renewTokens(tx, row);
      if (row.reconnectAt) return { ok: false, reconnect: true, explanation: row.reconnectReason ?? NO_REFRESH_TOKEN };
      return { ok: true, token: accountSecretsOf(row)?.accessToken ?? "" };
    }, RENEWAL)
    .finally(() => sharing.delete(id));
  sharing.set(id, renewal);
  return renewal;
}
