import { db, sqlPool } from "@/lib/db/client";
import { queueAttempts, type WakeUp } from "@/lib/deliveries/queue/queue";
import type { Claimed } from "./claim";
import { allotTurns, type Pace, type Turn } from "./turns";

/** Deliveries that may go, with the time that each still has to wait; those of destinations without a limit are not in `waitMs`. */
export type Paced = { going: readonly Claimed[]; waitMs: ReadonlyMap<string, () => number> };

const NOBODY_WAITS: Paced["waitMs"] = new Map();

/**
 * Holds claimed deliveries to their destinations' limits, exactly and across processes: one short transaction a batch and
 * limited destination, and nothing at all where there is no limit. Those whose turn is not near give their lease back and
 * come again by a wake-up that says so.
 */
export async function pace(claimed: readonly Claimed[], wakeUps: readonly WakeUp[]): Promise<Paced> {
  const limited = claimed.filter((delivery) => delivery.perSecond !== null);
  if (limited.length === 0) return { going: claimed, waitMs: NOBODY_WAITS };
  const promised = new Set(wakeUps.filter((wakeUp) => wakeUp.promised).map((wakeUp) => wakeUp.deliveryId));
  const waitMs = new Map<string, () => number>();
  const away = new Set<string>();
  const destinationIds = [...new Set(limited.map((delivery) => delivery.destinationId))];
  await Promise.all(
    destinationIds.map(async (destinationId) => {
      const group = limited.filter((delivery) => delivery.destinationId === destinationId);
      const given = await giveTurns(group, promised);
      for (const [id, waits] of given.going) waitMs.set(id, waits);
      for (const { delivery } of given.later) away.add(delivery.id);
      await comeBack(given.later);
    }),
  );
  return { going: claimed.filter((delivery) => !away.has(delivery.id)), waitMs };
}

type Later = { delivery: Claimed; turn: Turn };

// Those that come back go first, then the older: ids are in the order of time.
async function giveTurns(group: readonly Claimed[], promised: ReadonlySet<string>) {
  const inOrder = [...group].sort((a, b) => (a.id < b.id ? -1 : 1));
  const back = inOrder.filter((delivery) => promised.has(delivery.id));
  const newcomers = inOrder.filter((delivery) => !promised.has(delivery.id));
  const demand = { promised: back.length, newcomers: newcomers.length };
  const { turns, now } = await takeTurns(group[0]?.destinationId ?? "", demand);
  const readAt = performance.now();
  const going = new Map<string, () => number>();
  const later: Later[] = [];
  [...back, ...newcomers].forEach((delivery, index) => {
    const turn = turns[index];
    if (turn?.goes) going.set(delivery.id, () => turn.at - now - (performance.now() - readAt));
    else if (turn) later.push({ delivery, turn });
  });
  return { going, later };
}

type Row = { perSecond: number | null; now: number; pacedUntil: number | null; nextSlotAt: number | null };

async function takeTurns(destinationId: string, demand: { promised: number; newcomers: number }) {
  return db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM destinations WHERE id = ${destinationId} FOR UPDATE`;
    const [row] = await tx.$queryRaw<Row[]>`
      SELECT rate_limit_per_second AS "perSecond", extract(epoch FROM clock_timestamp())::float8 * 1000 AS now,
        extract(epoch FROM paced_until)::float8 * 1000 AS "pacedUntil",
        extract(epoch FROM next_slot_at)::float8 * 1000 AS "nextSlotAt"
      FROM destinations WHERE id = ${destinationId}`;
    const state = paceOf(row);
    const { turns, pacedUntil, nextSlotAt } = allotTurns(state, demand);
    await tx.$executeRaw`
      UPDATE destinations SET paced_until = to_timestamp(${pacedUntil / 1000}::float8),
        next_slot_at = to_timestamp(${nextSlotAt / 1000}::float8)
      WHERE id = ${destinationId}`;
    return { turns, now: state.now };
  });
}

// A limit that was lifted between the claim and now holds nobody up.
function paceOf(row: Row | undefined): Pace {
  return {
    now: row?.now ?? Date.now(),
    perSecond: row?.perSecond ?? Number.MAX_SAFE_INTEGER,
    pacedUntil: row?.pacedUntil ?? 0,
    nextSlotAt: row?.nextSlotAt ?? 0,
  };
}

async function comeBack(later: readonly Later[]): Promise<void> {
  if (later.length === 0) return;
  const moments = later.map(({ turn }) => new Date(turn.at));
  await sqlPool().query(RELEASE, [later.map(({ delivery }) => delivery.id), moments]);
  await queueAttempts(
    later.map(({ delivery, turn }) => ({
      deliveryId: delivery.id,
      attempt: delivery.attemptCount,
      dueAt: new Date(turn.at),
      salt: `turn-${Math.round(turn.at)}`,
      promised: true,
    })),
  );
}

const RELEASE = `
  UPDATE deliveries d SET leased_until = NULL, due_at = w.due_at
  FROM unnest($1::text[], $2::timestamptz[]) AS w(id, due_at)
  WHERE d.id = w.id AND d.status IN ('pending', 'retrying')`;
