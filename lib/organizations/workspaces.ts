import { z } from "zod";
import { audit } from "@/lib/audit/audit";
import { authorize, type Context, seesWorkspace } from "@/lib/context";
import { db } from "@/lib/db/client";
import { AppError, notFound } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { type WorkspaceInput, workspaceInput } from "@/lib/people/people-schema";
import { createWorkspaceSecret } from "@/lib/secrets/signing-secrets";
import { parseInput } from "@/lib/validation/parse";
import { nameField } from "@/lib/validation/text-schema";

export type WorkspaceView = { id: string; name: string; createdAt: Date };

const renameInput = z.object({ workspaceId: z.string(), name: nameField("Marketing") });

/** The workspaces that the actor may see, the oldest first. */
export async function listWorkspaces(ctx: Context): Promise<WorkspaceView[]> {
  return db.workspace.findMany({
    where: {
      organizationId: ctx.organizationId,
      ...(ctx.workspaces === "all" ? {} : { id: { in: [...ctx.workspaces] } }),
    },
    orderBy: { id: "asc" },
    select: { id: true, name: true, createdAt: true },
  });
}

/** Makes a workspace and its signing secret. Throws `conflict` at `name` when the organization has one of that name. */
export async function createWorkspace(ctx: Context, input: WorkspaceInput): Promise<{ id: string }> {
  authorize(ctx, "organization:manage");
  const { name } = parseInput(workspaceInput, input);
  const { organizationId } = ctx;
  const id = newId("workspace");
  await uniqueName(name, () =>
    db.$transaction(async (tx) => {
      await tx.workspace.create({ data: { id, organizationId, name } });
      await createWorkspaceSecret({ organizationId, workspaceId: id }, tx);
      await audit(ctx, { action: "workspace.created", targetId: id, targetLabel: name }, tx);
    }),
  );
  return { id };
}

/** Gives a workspace another name. */
export async function renameWorkspace(ctx: Context, input: z.input<typeof renameInput>): Promise<void> {
  authorize(ctx, "organization:manage");
  const { workspaceId, name } = parseInput(renameInput, input);
  const where = { id: workspaceId, organizationId: ctx.organizationId };
  const row = seesWorkspace(ctx, workspaceId) && (await db.workspace.findFirst({ where, select: { name: true } }));
  if (!row) throw notFound("workspace");
  if (row.name === name) return;
  const changes = { name: { before: row.name, after: name } };
  await uniqueName(name, () =>
    db.$transaction(async (tx) => {
      await tx.workspace.updateMany({ where, data: { name } });
      await audit(ctx, { action: "workspace.renamed", targetId: workspaceId, targetLabel: name, changes }, tx);
    }),
  );
}

async function uniqueName(name: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    const message = `There is a workspace named ${name} already.`;
    throw new AppError("conflict", message, { errors: [{ path: "name", message }] });
  }
}

// Prisma's code for a unique constraint that was broken.
function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "P2002";
}
