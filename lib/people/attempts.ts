import { sqlPool } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { SECOND_MS, spanInWords } from "@/lib/time";

export type AttemptRule = { max: number; windowSeconds: number };

// One statement, so that attempts at the same moment cannot all read the same count. A window begins with its first attempt.
const COUNT_SQL = `
  INSERT INTO rate_limits AS held (id, key, count, last_request) VALUES ($1, $2, 1, $3)
  ON CONFLICT (key) DO UPDATE SET
    count = CASE WHEN held.last_request <= $3 - $4 THEN 1 ELSE held.count + 1 END,
    last_request = CASE WHEN held.last_request <= $3 - $4 THEN $3 ELSE held.last_request END
  RETURNING count, last_request`;

/** Counts one attempt under a key, in the database, for all processes. Answers the seconds to wait when it is one too many, else 0. */
export async function countAttempt(key: string, rule: AttemptRule, now = Date.now()): Promise<number> {
  const windowMs = rule.windowSeconds * SECOND_MS;
  const { rows } = await sqlPool().query<{ count: number; last_request: string }>(COUNT_SQL, [
    newId("record"),
    key,
    now,
    windowMs,
  ]);
  const row = rows[0];
  if (!row || row.count <= rule.max) return 0;
  return Math.max(1, Math.ceil((Number(row.last_request) + windowMs - now) / SECOND_MS));
}

/** The same, throwing `rate_limited` when it is one too many. */
export async function requireAttempt(key: string, rule: AttemptRule): Promise<void> {
  const waitSeconds = await countAttempt(key, rule);
  if (waitSeconds === 0) return;
  throw new AppError("rate_limited", `Too many attempts. Try again in ${spanInWords(waitSeconds * SECOND_MS)}.`, {
    retryAfterSeconds: waitSeconds,
  });
}

/** Forgets what was counted: for an attempt that succeeded. */
export async function forgetAttempts(key: string): Promise<void> {
  await sqlPool().query("DELETE FROM rate_limits WHERE key = $1", [key]);
}
