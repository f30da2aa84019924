import { setTimeout as delay } from "node:timers/promises";
import { upkeepPool } from "@/lib/db/client";
import { engineHealth } from "@/lib/engine-health";
import { SECOND_MS } from "@/lib/time";
import { askLeaving } from "./leaving";
import type { Part } from "./part";
import { askWrites } from "./writes";

const TIMEOUT_MS = 4.5 * SECOND_MS;
const KEPT_MS = SECOND_MS;

const PARTS = { database: askDatabase, writes: askWrites, deliveries: askLeaving, engine: engineHealth };

export type Health = Record<keyof typeof PARTS, Part>;

let asked: { endedAt: number; health: Promise<Health> } | undefined;

/**
 * How the product is, part by part, within 5 s whatever has happened to the database. However many ask, it is looked at
 * once a second.
 */
export function health(): Promise<Health> {
  // One look at a time, for a slow one must not take the connections of the next.
  if (!asked || performance.now() - asked.endedAt >= KEPT_MS) {
    const own = { endedAt: Number.POSITIVE_INFINITY, health: look() };
    void own.health.finally(() => {
      own.endedAt = performance.now();
    });
    asked = own;
  }
  return asked.health;
}

async function look(): Promise<Health> {
  const parts = await Promise.all(
    Object.entries(PARTS).map(async ([name, ask]) => [name, await stateOf(ask)] as const),
  );
  return Object.fromEntries(parts) as Health;
}

async function askDatabase(): Promise<Part> {
  await upkeepPool().query("SELECT 1");
  return { ok: true, detail: "ok" };
}

async function stateOf(ask: () => Promise<Part>): Promise<Part> {
  const inTime = new AbortController();
  const late = { ok: false, detail: `no answer within ${TIMEOUT_MS / SECOND_MS} s` };
  try {
    return await Promise.race([ask(), delay(TIMEOUT_MS, late, { signal: inTime.signal })]);
  } catch {
    return { ok: false, detail: "unreachable" };
  } finally {
    inTime.abort();
  }
}
