import { clockNow } from "@/lib/clock";
import { findConnection } from "@/lib/connections/find";
import { authorize, type Context } from "@/lib/context";
import { sqlPool } from "@/lib/db/client";
import { SECOND_MS } from "@/lib/time";
import { type LiveToken, renewNow } from "./refresh";
import { OAUTH_PROVIDERS } from "./schema";
import { accountSecretsOf } from "./token-columns";

/** A token that ends within this is not handed out: the request that it is for takes time too. */
const MARGIN_MS = 30 * SECOND_MS;

/**
 * A live access token of a connected account, renewed first where it has run out. `refused` is a token that the provider
 * just turned away, for those that name no expiry: unless another is there by now, it is renewed. Notes that the
 * connection was used. What the provider does wrong comes back as `explanation`. Throws `not_found` and `forbidden`.
 */
export async function accessToken(
  ctx: Context,
  { connectionId, refused }: { connectionId: string; refused?: string },
): Promise<LiveToken> {
  authorize(ctx, "organization:manage");
  const row = await findConnection(ctx, connectionId, OAUTH_PROVIDERS);
  if (row.reconnectAt) return { ok: false, reconnect: true, explanation: row.reconnectReason ?? "Connect once more." };
  const token = accountSecretsOf(row)?.accessToken;
  const endsSoon = row.expiresAt !== null && row.expiresAt.getTime() < clockNow() + MARGIN_MS;
  const isLive = token !== undefined && token !== refused && !endsSoon;
  const live: LiveToken = isLive ? { ok: true, token } : await renewNow(row.id, row.version);
  if (live.ok) await noteUse(row.id);
  return live;
}

// Once a minute is exact enough for people; a row that is being renewed is not waited for.
const NOTE_USE = `
  UPDATE connections SET last_used_at = now() WHERE id = (
    SELECT id FROM connections
    WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')
    FOR UPDATE SKIP LOCKED
  )`;

async function noteUse(id: string): Promise<void> {
  await sqlPool().query(NOTE_USE, [id]);
}
