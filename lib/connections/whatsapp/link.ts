import { audit } from "@/lib/audit/audit";
import { authorize, type Context } from "@/lib/context";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { requireWorkspace } from "@/lib/organizations/require-workspace";
import { parseInput } from "@/lib/validation/parse";
import { announceConnected } from "../announce";
import { linkWhatsappInput } from "./schema";

/**
 * Links a WhatsApp number to a workspace: from then on its messages are published there. Throws forbidden, not_found,
 * invalid, or conflict when the number is linked already; to whom is told only where the actor sees it anyway.
 */
export async function linkWhatsappNumber(ctx: Context, workspaceId: string, input: unknown): Promise<{ id: string }> {
  authorize(ctx, "organization:manage");
  const { name, phoneNumberId, displayNumber } = parseInput(linkWhatsappInput, input);
  await requireWorkspace(ctx, workspaceId);
  const id = newId("connection");
  const connection = await once(phoneNumberId, () =>
    db.$transaction(async (tx) => {
      const row = await tx.connection.create({
        data: {
          id,
          organizationId: ctx.organizationId,
          workspaceId,
          provider: "whatsapp",
          name,
          accountId: phoneNumberId,
          config: displayNumber ? { displayNumber } : {},
          createdById: ctx.actor.id,
        },
      });
      const changes = { provider: "whatsapp", phoneNumberId };
      await audit(ctx, { action: "connection.created", targetId: id, targetLabel: name, changes }, tx);
      return row;
    }),
  );
  await announceConnected(connection);
  return { id };
}

// The index is the only judge: two admins may try at once.
async function once<T>(phoneNumberId: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "P2002")) throw error;
    const message = `The number ${phoneNumberId} is linked to a workspace already. Disconnect it there first, or check the ID.`;
    throw new AppError("conflict", message, { errors: [{ path: "phoneNumberId", message }] });
  }
}
