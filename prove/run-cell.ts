import { MINUTE_MS, SECOND_MS } from "@/lib/time";
import type { Cell } from "./cells/cell";
import { firstArrivals } from "./judge/first-arrivals";
import { p95 } from "./judge/latency";
import type { Times } from "./judge/ledger";
import { losses } from "./judge/losses";
import { recoverySeconds } from "./judge/recovery";
import { judge, type Verdict } from "./judge/verdict";
import { deadlocks, openDeliveries } from "./world/look-inside";
import type { Postgres } from "./world/postgres";
import { createWorld, type World } from "./world/world";

/** How long the parts of a cell take. */
export type Form = {
  isShort: boolean;
  warmUpMs: number;
  cleanMs: number;
  /** What has recovered is watched a little longer. */
  tailMs: number;
  /** After the hurt, all must be there within it. */
  boundMs: number;
};

export const FULL: Form = {
  isShort: false,
  warmUpMs: 6 * SECOND_MS,
  cleanMs: 10 * SECOND_MS,
  tailMs: 3 * SECOND_MS,
  boundMs: 3 * MINUTE_MS,
};

export const SHORT: Form = {
  isShort: true,
  warmUpMs: 1.5 * SECOND_MS,
  cleanMs: 2.5 * SECOND_MS,
  tailMs: SECOND_MS,
  boundMs: 45 * SECOND_MS,
};

const PER_SECOND = 10;
const CHECK_MS = 250;

export type RunOptions = { postgres: Postgres; logs: string; form: Form; signal: AbortSignal };

/** Brings a cell's world up, loads it, hurts it, waits until all is quiet or the bound, and judges. Leaves nothing behind. */
export async function runCell(cell: Cell, { postgres, logs, form, signal }: RunOptions): Promise<Verdict> {
  const world = await createWorld({ cell, postgres, logs, signal });
  try {
    world.publisher.start(cell.perSecond ?? PER_SECOND);
    await world.wait(form.warmUpMs);
    const cleanAt = Date.now();
    await world.wait(form.cleanMs);
    const hurtAt = Date.now();
    const seconds = (form.isShort && cell.seconds.short) || cell.seconds.full;
    const measured = await cell.hurt(world, seconds * SECOND_MS);
    const healedAt = Date.now();
    const boundMs = form.isShort ? form.boundMs : (cell.boundSeconds ?? form.boundMs / SECOND_MS) * SECOND_MS;
    const bound = healedAt + boundMs;
    const times = { cleanAt, hurtAt, healedAt };
    while (Date.now() < bound && !hasRecovered(world, times)) await world.wait(CHECK_MS);
    await world.wait(form.tailMs);
    await world.publisher.stop();
    while (Date.now() < bound && !(await isQuiet(world))) await world.wait(CHECK_MS);
    await world.sink.flush();
    const demands = measured ? { ...cell.demands, doubles: measured.inFlight } : cell.demands;
    const verdict = judge(world.ledger(), { ...times, endedAt: Date.now() }, demands);
    const count = await deadlocks(world);
    if (count > 0) verdict.remarks.push(`PostgreSQL counted ${count} deadlocks`);
    return verdict;
  } finally {
    await world.end();
  }
}

function hasRecovered(world: World, { cleanAt, hurtAt, healedAt }: Omit<Times, "endedAt">): boolean {
  const ledger = world.ledger();
  const first = firstArrivals(ledger.arrivals);
  const cleanP95Ms = p95(ledger, first, cleanAt, hurtAt);
  return recoverySeconds(ledger, first, { healedAt, until: Date.now() - CHECK_MS, cleanP95Ms }) !== undefined;
}

// The sink has all that is owed, and the database knows of nothing that would still be sent there.
async function isQuiet(world: World): Promise<boolean> {
  const ledger = world.ledger();
  if (losses(ledger, firstArrivals(ledger.arrivals)).lost > 0) return false;
  return (await openDeliveries(world)) === 0;
}
