import type { z } from "zod";
import { audit } from "@/lib/audit/audit";
import { slackWebhook } from "@/lib/connections/slack-webhook";
import { authorize, type Context } from "@/lib/context";
import { db } from "@/lib/db/client";
import { sealDestination } from "@/lib/destinations/sealing";
import { newId } from "@/lib/ids";
import { requireWorkspace } from "@/lib/organizations/require-workspace";
import { parseInput } from "@/lib/validation/parse";
import { checkBridge, type Kept } from "./check";
import { destinationColumns } from "./columns";
import { bridgeInput, bridgePlace } from "./schema";

/** Adds a bridge to a workspace. `input` is untrusted (a form's); a `connectionId` in it stands for the URL of that Slack account's webhook. Throws `invalid` with the fields at fault, `forbidden`, or `not_found` for a workspace or connection of someone else. */
export async function createBridge(ctx: Context, input: unknown): Promise<{ id: string }> {
  authorize(ctx, "webhooks:write");
  const place = parseInput(bridgePlace, input);
  const { workspaceId } = place;
  await requireWorkspace(ctx, workspaceId);
  const { input: parsed, ...checked } = await checkBridge(input, await offered(ctx, place, input));
  const id = newId("bridge");
  await db.$transaction(async (tx) => {
    await tx.destination.create({
      data: {
        id,
        kind: "bridge",
        organizationId: ctx.organizationId,
        workspaceId,
        createdById: ctx.actor.id,
        ...destinationColumns(parsed, checked.format, { rateLimitPerSecond: checked.format.pace?.perSecond ?? null }),
        ...sealDestination(id, checked.format, checked.url, checked.config),
      },
    });
    await audit(ctx, { action: "bridge.created", targetId: id, targetLabel: parsed.name }, tx);
  });
  return { id };
}

// To a bridge of the webhook's own format alone: another one may show the URL that it is stored with.
async function offered(ctx: Context, place: z.infer<typeof bridgePlace>, input: unknown): Promise<Kept | undefined> {
  const { workspaceId, connectionId } = place;
  const { format } = bridgeInput.pick({ format: true }).safeParse(input).data ?? {};
  if (connectionId === undefined) return undefined;
  const webhook = await slackWebhook(ctx, { workspaceId, connectionId });
  return webhook.formatId === format ? { url: webhook.url, credentials: {} } : undefined;
}
