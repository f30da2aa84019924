import { clockNow } from "@/lib/clock";
import { inBatches } from "@/lib/db/batches";
import { DAY_MS } from "@/lib/time";

/** Forgets consents that were asked for more than a day ago. */
export async function purgeOauthStates(now = new Date(clockNow())): Promise<{ oauthStates: number }> {
  return { oauthStates: await inBatches(STATES, [new Date(now.getTime() - DAY_MS)]) };
}

const STATES = `
  DELETE FROM oauth_states WHERE id IN (
    SELECT id FROM oauth_states WHERE expires_at < $2 ORDER BY expires_at LIMIT $1 FOR UPDATE SKIP LOCKED
  )`;
