import { clockNow } from "@/lib/clock";
import { API_SCOPES, type Context } from "@/lib/context";
import { afterwards } from "@/lib/db/afterwards";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { MINUTE_MS } from "@/lib/time";
import type { ApiKey } from "@/prisma/generated/client";
import { hashApiKey, isApiKeyShaped, isOwnApiKey } from "./api-key-format";

/** Whose key a request came with: enough for the audit log, and no leave to do anything. */
export type KeyHolder = Pick<Context, "organizationId" | "actor">;

/** The refusal of a key that was ours: expired or revoked. Its owner is told of the request. */
export class DeadKeyError extends AppError {
  readonly holder: KeyHolder;

  constructor(message: string, holder: KeyHolder) {
    super("unauthenticated", message);
    this.holder = holder;
  }
}

const USE_WRITTEN_EVERY_MS = MINUTE_MS;
const BEARER = /^Bearer +(\S+)$/i;

/**
 * The actor behind an `Authorization` header. Throws `unauthenticated`, saying what is wrong with the header; about a
 * key that was never ours it says no more than that, and for one that is expired or revoked it throws a `DeadKeyError`.
 * The work is the same for every key that has a key's form: one hash and one look-up by it, so that neither time nor text
 * tells how near a guess came.
 */
export async function authenticateApiKey(authorization: string | null): Promise<Context> {
  const key = bearerToken(authorization);
  const row = await db.apiKey.findUnique({ where: { hash: hashApiKey(key) } });
  if (!row) throw unknown(key);
  const now = clockNow();
  if (row.revokedAt) throw dead(row, "was revoked");
  if (row.expiresAt && row.expiresAt.getTime() <= now) throw dead(row, "has expired");
  await noteUse(row, now);
  return contextOf(row);
}

function bearerToken(authorization: string | null): string {
  if (!authorization) {
    throw refused("Send an API key in the header Authorization: Bearer atl_…. Make one in Settings → Developers.");
  }
  const token = BEARER.exec(authorization)?.[1];
  if (token === undefined) throw refused("Write the header as Authorization: Bearer atl_…, with your API key.");
  if (!isApiKeyShaped(token)) throw refused("This is not an API key: one begins with atl_. See Settings → Developers.");
  return token;
}

function unknown(key: string): AppError {
  return refused(
    isOwnApiKey(key) || !/^atl_[0-9A-Za-z]+$/.test(key)
      ? "This API key is not known here. Check that it belongs to this installation, or make one in Settings → Developers."
      : "This API key is incomplete, mistyped or not known here. Copy it again, or make one in Settings → Developers.",
  );
}

// A database that takes no writes can still be read.
async function noteUse(row: ApiKey, now: number): Promise<void> {
  const due = new Date(now - USE_WRITTEN_EVERY_MS);
  if (row.lastUsedAt && row.lastUsedAt > due) return;
  await afterwards("a key's use", () =>
    db.apiKey.updateMany({
      where: { id: row.id, OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: due } }] },
      data: { lastUsedAt: new Date(now) },
    }),
  );
}

function contextOf(row: ApiKey): Context {
  return {
    ...holderOf(row),
    workspaces: row.workspaceIds.length === 0 ? "all" : row.workspaceIds,
    permissions: new Set(API_SCOPES.filter((scope) => row.scopes.includes(scope))),
  };
}

function holderOf({ id, organizationId, name, prefix }: ApiKey): KeyHolder {
  return { organizationId, actor: { type: "api_key", id, label: `${name} (${prefix}…)` } };
}

function dead(row: ApiKey, how: string): DeadKeyError {
  return new DeadKeyError(
    `This API key (${row.prefix}…) ${how}. Make a new one in Settings → Developers.`,
    holderOf(row),
  );
}

function refused(message: string): AppError {
  return new AppError("unauthenticated", message);
}
