import { sqlPool } from "@/lib/db/client";
import type { McpConfig, McpPing } from "./schema";

/** What a server did, by the name under which its row keeps when. */
export type McpNote = keyof Pick<McpConfig, "lastPingAt" | "verifiedAt" | "gapAt">;

/** Notes when a live server did something; an older moment than the one on record changes nothing. */
export async function noteMcp(connectionId: string, what: McpNote, at: Date): Promise<void> {
  await sqlPool().query(NOTE, [connectionId, what, at.toISOString()]);
}

/** Notes what our own ping came to. `asked` is the version of the row that was asked: of a changed one it says nothing. */
export async function noteOwnPing(asked: { id: string; version: number }, ping: McpPing): Promise<void> {
  await sqlPool().query(PING, [asked.id, asked.version, JSON.stringify({ ping })]);
}

/** Notes that a server has ended its subscription, unless it was fixed since. */
export async function noteTerminated(connectionId: string, reason: string, at: Date): Promise<void> {
  await sqlPool().query(TERMINATED, [connectionId, reason, at.toISOString()]);
}

/** Takes that back, once the server has found our endpoint again. */
export async function noteMended(connectionId: string, at: Date): Promise<void> {
  await sqlPool().query(FIXED, [connectionId, at.toISOString()]);
}

// Texts of one form in UTC: they compare as the moments do.
const NOTE = `
  UPDATE connections SET config = config || jsonb_build_object($2::text, $3::text)
  WHERE id = $1 AND disconnected_at IS NULL AND coalesce(config ->> $2, '') < $3`;

const PING = `
  UPDATE connections SET config = config || $3::jsonb WHERE id = $1 AND version = $2 AND disconnected_at IS NULL`;

const TERMINATED = `
  UPDATE connections SET reconnect_at = $3::timestamptz, reconnect_reason = $2
  WHERE id = $1 AND disconnected_at IS NULL AND coalesce(config ->> 'verifiedAt', '') < $3
    AND coalesce(reconnect_at, '-infinity') < $3::timestamptz`;

const FIXED = `
  UPDATE connections SET reconnect_at = NULL, reconnect_reason = NULL
  WHERE id = $1 AND disconnected_at IS NULL AND reconnect_at <= $2::timestamptz`;
