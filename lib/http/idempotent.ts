import { createHash } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { Context } from "@/lib/context";
import { db, sqlPool } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { open, seal } from "@/lib/secrets/seal";
import { SECOND_MS } from "@/lib/time";
import type { Prisma } from "@/prisma/generated/client";
import { idempotencyKey } from "./idempotency-key";

/** A request that has neither answered nor failed by then was lost with its process: a repeat takes its place. */
const ABANDONED_SECONDS = 60;
// Below a door's own time, so that the answer says what is waited for.
const PATIENCE_MS = 3.5 * SECOND_MS;
const LOOK_EVERY_MS = 50;

/** Stores the answer in the transaction of the change itself. */
export type Remember<T> = (tx: Prisma.TransactionClient, answer: T) => Promise<void>;

/**
 * Runs the work of a POST once for an Idempotency-Key: a repeat, simultaneous ones included, answers as the first did
 * for 24 hours. Without a key it just runs. Work that throws leaves the key free. Answers may hold a secret, so they are
 * sealed. Throws conflict when the key was used for another request, or when the first one takes too long.
 */
export async function idempotent<T>(
  call: { ctx: Context; request: Request; operation: string; body: unknown },
  work: (remember: Remember<T>) => Promise<T>,
): Promise<T> {
  const key = idempotencyKey(call.request);
  if (key === undefined) return work(async () => undefined);
  const record = { organizationId: call.ctx.organizationId, operation: call.operation, key };
  const requestHash = createHash("sha256")
    .update(JSON.stringify(call.body) ?? "")
    .digest("hex");
  if (!(await claim(record, requestHash))) return firstAnswer<T>(record, requestHash);
  try {
    const answer = await work((tx, given) => store(record, given, tx));
    await store(record, answer, db);
    return answer;
  } catch (error) {
    await db.idempotencyRecord.deleteMany({ where: { ...record, status: null } });
    throw error;
  }
}

type RecordKey = { organizationId: string; operation: string; key: string };

async function claim({ organizationId, operation, key }: RecordKey, requestHash: string): Promise<boolean> {
  const values = [newId("record"), organizationId, operation, key, requestHash, ABANDONED_SECONDS];
  const { rowCount } = await sqlPool().query(CLAIM, values);
  return rowCount === 1;
}

const CLAIM = `
  INSERT INTO idempotency_records AS r (id, organization_id, operation, key, request_hash) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (organization_id, operation, key) DO UPDATE SET created_at = now(), request_hash = $5
    WHERE r.status IS NULL AND r.created_at < now() - $6::int * interval '1 second'
  RETURNING r.id`;

async function store(record: RecordKey, answer: unknown, tx: Prisma.TransactionClient): Promise<void> {
  const response = { sealed: seal(JSON.stringify(answer ?? null), place(record)) };
  await tx.idempotencyRecord.updateMany({ where: { ...record, status: null }, data: { status: 200, response } });
}

async function firstAnswer<T>(record: RecordKey, requestHash: string): Promise<T> {
  const until = Date.now() + PATIENCE_MS;
  while (Date.now() < until) {
    const first = await db.idempotencyRecord.findFirst({ where: record });
    if (!first) break;
    if (first.requestHash !== requestHash) {
      throw new AppError("conflict", "This Idempotency-Key was used for another request. Use a new key for a new one.");
    }
    const { sealed } = (first.response ?? {}) as { sealed?: string };
    if (sealed) return JSON.parse(open(sealed, place(record))) as T;
    await wait(LOOK_EVERY_MS);
  }
  const message = "The first request with this Idempotency-Key is not done yet. Try again in a moment.";
  throw new AppError("conflict", message, { retryAfterSeconds: 2 });
}

function place({ organizationId, operation, key }: RecordKey): string {
  return `idempotency_records.response:${organizationId}:${operation}:${key}`;
}
