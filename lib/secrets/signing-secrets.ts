import { clockNow } from "@/lib/clock";
import { db, workDb } from "@/lib/db/client";
import { newId } from "@/lib/ids";
import { newSigningSecret } from "@/lib/signing/secret";
import { SECOND_MS } from "@/lib/time";
import type { Prisma } from "@/prisma/generated/client";
import { open, seal } from "./seal";

/** Whose secret it is: a workspace's signs its bridges, a subscription signs with its own, and a connection's signs what it sends us. */
export type SecretOwner = { workspaceId: string } | { destinationId: string } | { connectionId: string };

// Several processes sign; one that did not rotate itself learns of it within this time.
const CACHE_MS = 1_000;
const OWNERS_KEPT_MAX = 10_000;

type Live = { secret: string; expiresAt: number };
type Kept = { live: Promise<Live[]>; until: number };

// Next evaluates modules once a module graph: the action that rotates and the function that signs share this one.
const shared = globalThis as typeof globalThis & { atelyaLiveSecrets?: Map<string, Kept> };

/** Every secret that is good for the owner at this moment, newest first. Read at most once a second an owner. */
export async function liveSecrets(owner: SecretOwner): Promise<string[]> {
  shared.atelyaLiveSecrets ??= new Map();
  const cache = shared.atelyaLiveSecrets;
  const key = cacheKey(owner);
  const now = clockNow();
  let kept = cache.get(key);
  if (!kept || kept.until <= now) {
    if (cache.size >= OWNERS_KEPT_MAX) cache.clear();
    kept = { live: readLive(owner), until: now + CACHE_MS };
    cache.set(key, kept);
    kept.live.catch(() => cache.delete(key));
  }
  const live = await kept.live;
  return live.filter(({ expiresAt }) => expiresAt > now).map(({ secret }) => secret);
}

/** Makes a workspace's first secret, and returns it. Give the transaction that makes the workspace. */
export function createWorkspaceSecret(
  workspace: { organizationId: string; workspaceId: string },
  tx: Prisma.TransactionClient = db,
): Promise<string> {
  const { organizationId, workspaceId } = workspace;
  return storeSecret(organizationId, { workspaceId }, newSigningSecret(), tx);
}

/** Makes a subscription's first secret, the caller's own or a new one, and returns it. */
export function createDestinationSecret(
  destination: { organizationId: string; destinationId: string },
  secret: string = newSigningSecret(),
  tx: Prisma.TransactionClient = db,
): Promise<string> {
  const { organizationId, destinationId } = destination;
  return storeSecret(organizationId, { destinationId }, secret, tx);
}

/** Makes the first secret of a connection whose other side signs, and returns it. */
export function createConnectionSecret(
  connection: { organizationId: string; connectionId: string },
  tx: Prisma.TransactionClient = db,
): Promise<string> {
  const { organizationId, connectionId } = connection;
  return storeSecret(organizationId, { connectionId }, newSigningSecret(), tx);
}

/**
 * Puts a new secret before the owner's others, which go on signing for `overlapSeconds` more at the most; 0 stops all of
 * them at once. The caller has seen to it that nobody does so at the same time. Returns when the last of them stops, if any signs on.
 */
export async function replaceSecret(
  organizationId: string,
  owner: SecretOwner,
  input: { secret: string; overlapSeconds: number },
  tx: Prisma.TransactionClient,
): Promise<Date | null> {
  const now = clockNow();
  const ends = new Date(now + input.overlapSeconds * SECOND_MS);
  await tx.signingSecret.deleteMany({ where: { ...owner, expiresAt: { lte: new Date(now) } } });
  await tx.signingSecret.updateMany({
    where: { ...owner, OR: [{ expiresAt: null }, { expiresAt: { gt: ends } }] },
    data: { expiresAt: ends },
  });
  await storeSecret(organizationId, owner, input.secret, tx);
  return input.overlapSeconds > 0 ? ends : null;
}

/** Stops every secret of the owner but the newest. Returns how many that were. */
export async function expireOldSecrets(owner: SecretOwner, tx: Prisma.TransactionClient): Promise<number> {
  const now = new Date(clockNow());
  const { count } = await tx.signingSecret.updateMany({
    where: { ...owner, expiresAt: { gt: now } },
    data: { expiresAt: now },
  });
  return count;
}

/** Makes this process read the owner's secrets anew; call it after the transaction that changed them. */
export function forgetLiveSecrets(owner: SecretOwner): void {
  shared.atelyaLiveSecrets?.delete(cacheKey(owner));
}

async function readLive(owner: SecretOwner): Promise<Live[]> {
  const rows = await workDb.signingSecret.findMany({
    where: { ...owner, OR: [{ expiresAt: null }, { expiresAt: { gt: new Date(clockNow()) } }] },
    // The newest has no end; ids of several processes tell the order only of those that have.
    orderBy: [{ expiresAt: { sort: "desc", nulls: "first" } }, { id: "desc" }],
    select: { id: true, sealed: true, expiresAt: true },
  });
  return rows.map(({ id, sealed, expiresAt }) => ({
    secret: open(sealed, placeOf(id)),
    expiresAt: expiresAt?.getTime() ?? Number.POSITIVE_INFINITY,
  }));
}

async function storeSecret(
  organizationId: string,
  owner: SecretOwner,
  secret: string,
  tx: Prisma.TransactionClient,
): Promise<string> {
  const id = newId("secret");
  const data = { id, organizationId, ...owner, sealed: seal(secret, placeOf(id)), last4: secret.slice(-4) };
  await tx.signingSecret.create({ data });
  return secret;
}

function placeOf(id: string): string {
  return `signing_secrets.sealed:${id}`;
}

function cacheKey(owner: SecretOwner): string {
  // Ids tell what they are of.
  return Object.values(owner)[0] ?? "";
}
