import { authorize, type Context } from "@/lib/context";
import { afterwards } from "@/lib/db/afterwards";
import { db } from "@/lib/db/client";
import { releaseWaiting } from "@/lib/deliveries/release-held";
import { assign, changeDestination, nextVersion } from "@/lib/destinations/change";
import { openCredentials, openDestination, sealDestination } from "@/lib/destinations/sealing";
import { AppError, notFound } from "@/lib/errors";
import { SECOND_MS, spanInWords } from "@/lib/time";
import { parseInput } from "@/lib/validation/parse";
import { type Destination, Prisma } from "@/prisma/generated/client";
import { describeChanges } from "./changes";
import { checkBridge } from "./check";
import { destinationColumns } from "./columns";
import { invalid } from "./invalid";
import { bridgeVersion } from "./schema";
import { findBridge } from "./scope";

/**
 * Saves a bridge over the version that the form was filled from, and answers the new version. An empty URL or secret
 * field keeps what is stored, and a pause of the meantime stays. Throws `conflict`, naming who changed it and when, if
 * someone saved in between.
 */
export async function updateBridge(ctx: Context, input: unknown): Promise<{ id: string; version: number }> {
  authorize(ctx, "webhooks:write");
  const seen = parseInput(bridgeVersion, input);
  const row = await findBridge(ctx, seen.bridgeId);
  if (seen.version !== row.version) throw await conflict(ctx, row);
  const stored = { url: openDestination(row).url, credentials: openCredentials(row) };
  const { input: parsed, ...checked } = await checkBridge(input, stored);
  if (parsed.format !== row.format) {
    throw invalid([{ path: "format", message: "A bridge keeps its target format. Add a new bridge for another one." }]);
  }
  const data = {
    ...destinationColumns(parsed, checked.format, row),
    ...sealDestination(row.id, checked.format, checked.url, checked.config),
  };
  const changes = describeChanges(row, data, { before: stored, url: checked.url.href, config: checked.config });
  const saved = await changeDestination(ctx, {
    kind: "bridge",
    id: row.id,
    set: [...assign(data), nextVersion],
    expect: [Prisma.sql`d.version = ${row.version}`],
    audit: { action: "bridge.updated", changes },
  });
  if (!saved) throw await conflict(ctx, await findBridge(ctx, row.id));
  if (row.rateLimitPerSecond !== data.rateLimitPerSecond) {
    const place = { organizationId: ctx.organizationId, destinationId: row.id };
    await afterwards("new turns at a changed limit", () => releaseWaiting(place));
  }
  return { id: row.id, version: saved.version };
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
