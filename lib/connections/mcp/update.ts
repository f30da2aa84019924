import { audit } from "@/lib/audit/audit";
import { authorize, type Context } from "@/lib/context";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { parseInput } from "@/lib/validation/parse";
import type { Connection, Prisma } from "@/prisma/generated/client";
import { sealSecrets } from "../sealed";
import { requireServerUrl, shownUrl } from "./address";
import { lockMcpServer } from "./lock";
import { type McpConfig, type McpServerUpdate, mcpServerUpdate } from "./schema";
import { type McpSecrets, openServer, readConfig } from "./stored";

/**
 * Changes a server's name, URL or token; an empty URL or token stays as it is. A token is never sent to another host than
 * it was given for: it is to be typed again. Throws invalid, forbidden or not_found.
 */
export async function updateMcpServer(ctx: Context, id: string, input: McpServerUpdate): Promise<void> {
  authorize(ctx, "organization:manage");
  const change = parseInput(mcpServerUpdate, input);
  await db.$transaction(async (tx) => {
    const row = await lockMcpServer(ctx, id, tx);
    const before = openServer(row);
    const after = merged(before, change);
    const { ping, ...rest } = readConfig(row);
    const isElsewhere = after.url !== before.url;
    const config: McpConfig = {
      ...rest,
      ...(ping && !isElsewhere ? { ping } : {}),
      ...shownUrl(new URL(after.url)),
      sendsToken: after.bearerToken !== undefined,
    };
    const changes = changesOf(row, change.name, before, after);
    if (Object.keys(changes).length === 0) return;
    const secretsSealed = sealSecrets(id, after);
    const data = { name: change.name, config, secretsSealed, version: { increment: 1 } };
    await tx.connection.updateMany({ where: { id, organizationId: ctx.organizationId }, data });
    await audit(ctx, { action: "connection.updated", targetId: id, targetLabel: change.name, changes }, tx);
  });
}

function merged(before: McpSecrets, change: McpServerUpdate): McpSecrets {
  const url = change.url === "" ? before.url : requireServerUrl(change.url).href;
  if (change.bearerToken !== "") return { url, bearerToken: change.bearerToken };
  if (change.removeToken || before.bearerToken === undefined) return { url };
  const [from, to] = [new URL(before.url), new URL(url)];
  if (from.origin === to.origin) return { url, bearerToken: before.bearerToken };
  const message = `Type the token again: the stored one was given for ${from.host}, and is not sent to ${to.host}.`;
  throw new AppError("invalid", message, { errors: [{ path: "bearerToken", message }] });
}

function changesOf(row: Connection, name: string, before: McpSecrets, after: McpSecrets): Prisma.InputJsonObject {
  const urls = [before.url, after.url].map((url) => shownUrl(new URL(url)).url);
  return {
    ...(row.name === name ? {} : { name: { before: row.name, after: name } }),
    ...(before.url === after.url ? {} : { url: { before: urls[0] ?? "", after: urls[1] ?? "" } }),
    ...(before.bearerToken === after.bearerToken ? {} : { token: after.bearerToken ? "changed" : "removed" }),
  };
}
