import { authorize, type Context } from "@/lib/context";
import { db } from "@/lib/db";
import { newId } from "@/lib/ids";
import { audit } from "@/lib/organizations/audit";
import { parseInput } from "@/lib/organizations/parse";
import { checkBridge } from "./check";
import { destinationColumns } from "./columns";
import { sealDestination } from "./destination";
import { bridgePlace } from "./schema";
import { requireWorkspace } from "./scope";

/** Adds a bridge to a workspace. `input` is untrusted (a form's). Throws `invalid` with the fields at fault, `forbidden`, or `not_found` for a workspace of someone else. */
export async function createBridge(ctx: Context, input: unknown): Promise<{ id: string }> {
  authorize(ctx, "webhooks:write");
  const { workspaceId } = parseInput(bridgePlace, input);
  await requireWorkspace(ctx, workspaceId);
  const { input: parsed, ...checked } = checkBridge(input);
  const id = newId("bridge");
  await db.$transaction(async (tx) => {
    await tx.destination.create({
      data: {
        id,
        kind: "bridge",
        organizationId: ctx.organizationId,
        workspaceId,
        createdById: ctx.actor.id,
        ...destinationColumns(parsed, checked.format),
        ...sealDestination(id, checked.format, checked.url, checked.config),
      },
    });
    await audit(ctx, { action: "bridge.created", targetId: id, targetLabel: parsed.name }, tx);
  });
  return { id };
}
