import { sqlPool } from "@/lib/db/client";
import { MINUTE_MS } from "@/lib/time";

export const BREAKER_REASON = "12 of 12 attempts within a minute failed. The last one: the connection was refused.";

/** Opens a destination's circuit breaker, as if its receiver had been down for a minute. The next probe goes in a minute unless told. */
export async function openBreaker(destinationId: string, { probeInMs = MINUTE_MS } = {}): Promise<void> {
  await sqlPool().query(
    `UPDATE destinations SET breaker_opened_at = now() - interval '1 minute', breaker_reason = $2, breaker_probes = 1,
       breaker_probe_at = now() + $3 * interval '1 millisecond', breaker_closed_at = NULL, last_verdict = 'retry',
       last_attempt_at = now() WHERE id = $1`,
    [destinationId, BREAKER_REASON, probeInMs],
  );
}
