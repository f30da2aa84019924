import { upkeepPool } from "@/lib/db/client";
import { IS_FREE, IS_OPEN } from "@/lib/deliveries/send/lease";
import { FLOWS_FREELY } from "@/lib/destinations/flow";
import { MINUTE_MS, SECOND_MS } from "@/lib/time";
import type { Part } from "./part";

/** Longer than the queue takes to find again what it lost, and than the longest attempt. */
export const STANDSTILL_MS = 75 * SECOND_MS;

/**
 * Whether deliveries leave. They do not when one has long been due at a destination that takes it, nobody holds it, and not
 * one attempt of anybody's was begun meanwhile. What waits for its destination (paused, limited, held back, down, or as
 * many requests open as it may have) is no ill health.
 */
export async function askLeaving(): Promise<Part> {
  // What waited for this process has its chance first.
  if (process.uptime() * SECOND_MS < MINUTE_MS) return { ok: true, detail: "ok" };
  const { rows } = await upkeepPool().query<{ standsStill: boolean }>(STANDS_STILL, [STANDSTILL_MS]);
  if (!rows[0]?.standsStill) return { ok: true, detail: "ok" };
  return { ok: false, detail: `nothing was sent for ${STANDSTILL_MS / SECOND_MS} s, although something is due` };
}

// The cheap question first: where anything leaves, what is due is not looked at.
const STANDS_STILL = `
  SELECT NOT EXISTS (
      SELECT FROM attempts a WHERE a.started_at > now() - $1::int * interval '1 millisecond'
    ) AND EXISTS (
      SELECT FROM deliveries d JOIN destinations x ON x.id = d.destination_id
      WHERE ${IS_OPEN} AND ${IS_FREE} AND d.due_at < now() - $1::int * interval '1 millisecond' AND ${FLOWS_FREELY}
    ) AS "standsStill"`;
