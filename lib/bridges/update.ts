import { audit } from "@/lib/audit/audit";
import { authorize, type Context } from "@/lib/context";
import { db } from "@/lib/db/client";
import { openCredentials, openDestination, sealDestination } from "@/lib/destinations/sealing";
import { AppError, notFound } from "@/lib/errors";
import { SECOND_MS, spanInWords } from "@/lib/time";
import { parseInput } from "@/lib/validation/parse";
import type { Destination } from "@/prisma/generated/client";
import { describeChanges } from "./changes";
import { checkBridge } from "./check";
import { destinationColumns } from "./columns";
import { invalid } from "./invalid";
import { bridgeVersion } from "./schema";
import { bridgeScope, findBridge } from "./scope";

/**
 * Saves a bridge over the version that the form was filled from, and answers the new version. An empty URL or secret
 * field keeps what is stored. Throws `conflict`, naming who changed it and when, if someone saved in between.
 */
export async function updateBridge(ctx: Context, input: unknown): Promise<{ id: string; version: number }> {
  authorize(ctx, "webhooks:write");
  const seen = parseInput(bridgeVersion, input);
  const row = await findBridge(ctx, seen.bridgeId);
  if (seen.version !== row.version) throw await conflict(ctx, row);
  const stored = { url: openDestination(row).url, credentials: openCredentials(row) };
  const { input: parsed, ...checked } = checkBridge(input, stored);
  if (parsed.format !== row.format) {
    throw invalid([{ path: "format", message: "A bridge keeps its target format. Add a new bridge for another one." }]);
  }
  const version = row.version + 1;
  const data = {
    ...destinationColumns(parsed, checked.format),
    ...sealDestination(row.id, checked.format, checked.url, checked.config),
    version,
  };
  const saved = await db.$transaction(async (tx) => {
    const where = { ...bridgeScope(ctx), id: row.id, version: row.version, deletedAt: null };
    const { count } = await tx.destination.updateMany({ where, data });
    if (count === 0) return false;
    const changes = describeChanges(row, data, { before: stored, url: checked.url.href, config: checked.config });
    await audit(ctx, { action: "bridge.updated", targetId: row.id, targetLabel: data.name, changes }, tx);
    return true;
  });
  if (!saved) throw await conflict(ctx, await findBridge(ctx, row.id));
  return { id: row.id, version };
}

async function conflict(ctx: Context, row: Destination): Promise<AppError> {
  const last = await db.auditEntry.findFirst({
    where: { organizationId: ctx.organizationId, targetId: row.id, action: "bridge.updated" },
    orderBy: { id: "desc" },
  });
  if (!last) throw notFound("bridge");
  const who = last.actorId === ctx.actor.id ? "You (in another window)" : last.actorLabel;
  const ago = spanInWords(Math.max(SECOND_MS, Date.now() - last.createdAt.getTime()));
  return new AppError(
    "conflict",
    `${who} saved this bridge ${ago} ago, after you opened it. Nothing of yours is lost: look at what is stored now, then save yours over it or take theirs.`,
    { errors: [{ path: "version", message: String(row.version) }] },
  );
}
