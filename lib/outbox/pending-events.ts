import { clockNow } from "@/lib/clock";
import { systemContext } from "@/lib/context";
import { db } from "@/lib/db/client";
import { publishEvent } from "@/lib/deliveries/publish/publish";
import { AppError } from "@/lib/errors";
import type { EventData, EventTypeName } from "@/lib/events/catalogue";
import { logger } from "@/lib/logger";
import { selectFirstWorkspace } from "@/lib/organizations/first-workspace";
import { SECOND_MS } from "@/lib/time";
import type { PendingEvent, Prisma } from "@/prisma/generated/client";

// What is younger is being published by whoever committed it.
const STRANDED_AFTER_MS = 10 * SECOND_MS;
const SWEEP_MAX = 500;

/** An event that a change brings about. `id` is made of its source: `eventIdOf`. */
export type Announcement<Type extends EventTypeName = EventTypeName> = {
  id: string;
  type: Type;
  data: EventData<Type>;
  timestamp: Date;
  /** Where it happened; the organization's first workspace unless told. */
  workspaceId?: string | undefined;
};

/**
 * Writes down an event in the transaction of the change that brings it about; `publishPending` publishes it afterwards,
 * and the sweep where a crash came in between. One that was published before is left out, and so is one whose workspace
 * the organization does not have: it is nobody's.
 */
export async function announce<Type extends EventTypeName>(
  tx: Prisma.TransactionClient,
  organizationId: string,
  { id, type, data, timestamp, workspaceId }: Announcement<Type>,
): Promise<void> {
  const json = JSON.stringify(data);
  const place = selectFirstWorkspace({ organizationId, workspaces: workspaceId === undefined ? "all" : [workspaceId] });
  await tx.$executeRaw`
    INSERT INTO pending_events (id, organization_id, workspace_id, type, data, "timestamp")
    SELECT ${id}, ${organizationId}, w.id, ${type}, ${json}, ${timestamp}
    FROM (${place}) w
    WHERE NOT EXISTS (SELECT 1 FROM events WHERE organization_id = ${organizationId} AND id = ${id})
    ON CONFLICT (id) DO NOTHING`;
}

/**
 * Publishes what a change has just written down, and what crashes stranded. Call it after the commit. A change that wrote
 * down nothing may be the repeat of one that crashed right after its commit: then all that waits is published.
 */
export async function publishPending(organizationId: string, ids: readonly string[]): Promise<void> {
  const stranded = { createdAt: { lt: new Date(clockNow() - STRANDED_AFTER_MS) } };
  const own = ids.length > 0 ? { OR: [{ id: { in: [...ids] } }, stranded] } : {};
  await publishRows({ organizationId, ...own });
}

/** Whether an event of the organization's was published under this id. */
export async function wasPublished(organizationId: string, id: string): Promise<boolean> {
  return (await db.event.count({ where: { id, organizationId } })) > 0;
}

/** Publishes what crashes stranded in any organization, at most 500 events. Returns how many. */
export async function sweepPending(now = new Date(clockNow())): Promise<number> {
  return publishRows({ createdAt: { lt: new Date(now.getTime() - STRANDED_AFTER_MS) } });
}

async function publishRows(where: Prisma.PendingEventWhereInput): Promise<number> {
  const rows = await db.pendingEvent.findMany({ where, orderBy: { createdAt: "asc" }, take: SWEEP_MAX });
  for (const row of rows) await publishRow(row);
  return rows.length;
}

// The same id with the same data answers as the first time, so a crash before the row is gone repeats nothing.
async function publishRow({ id, organizationId, workspaceId, type, data, timestamp }: PendingEvent): Promise<void> {
  const event = { id, type, workspaceId, data: JSON.parse(data), timestamp };
  try {
    await publishEvent(systemContext(organizationId, sourceOf(type)), event);
  } catch (error) {
    // Its workspace is gone, say: it would never be taken.
    if (!(error instanceof AppError)) throw error;
    logger.error({ err: error, eventId: id, type }, "an announced event could not be published");
  }
  await db.pendingEvent.deleteMany({ where: { id } });
}

// What of the product announces events of a family.
const SOURCES: Readonly<Record<string, string>> = {
  billing: "Billing",
  credits: "Billing",
  integration: "Connections",
  webhook: "Delivery",
};

function sourceOf(type: string): string {
  return SOURCES[type.split(".")[0] ?? ""] ?? "AtelyaOS";
}
