import { audit } from "@/lib/audit/audit";
import { authorize, type Context } from "@/lib/context";
import { db } from "@/lib/db/client";
import { notFound } from "@/lib/errors";
import { parseInput } from "@/lib/validation/parse";
import { connectionScope, findConnection } from "../find";
import { editWhatsappInput } from "./schema";

/** Gives a linked number another name or another way to write it. Throws forbidden, invalid or not_found. */
export async function editWhatsappNumber(ctx: Context, id: string, input: unknown): Promise<void> {
  authorize(ctx, "organization:manage");
  const { name, displayNumber } = parseInput(editWhatsappInput, input);
  const before = await findConnection(ctx, id, ["whatsapp"]);
  const data = { name, config: displayNumber ? { displayNumber } : {} };
  const changes = before.name === name ? {} : { name: { before: before.name, after: name } };
  await db.$transaction(async (tx) => {
    const { count } = await tx.connection.updateMany({ where: { ...connectionScope(ctx), id }, data });
    if (count === 0) throw notFound("connection");
    await audit(ctx, { action: "connection.updated", targetId: id, targetLabel: name, changes }, tx);
  });
}
