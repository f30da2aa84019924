import { hashPassword } from "better-auth/crypto";
import type { z } from "zod";
import { audit } from "@/lib/audit/audit";
import { systemContext } from "@/lib/context";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { createWorkspaceSecret } from "@/lib/secrets/signing-secrets";
import { parseInput } from "@/lib/validation/parse";
import { createUser } from "./create-user";
import { setupInput } from "./people-schema";

export const DEFAULT_WORKSPACE_NAME = "Default";

// Any number does, as long as nothing else takes it: two first visits at once wait for each other here.
const SETUP_LOCK = 7_270_102;

export type SetUp = { userId: string; organizationId: string; workspaceId: string };

/** Whether the first owner exists. */
export async function isSetUp(): Promise<boolean> {
  return (await db.user.findFirst({ select: { id: true } })) !== null;
}

/**
 * Makes the first owner, the organization and its default workspace with a signing secret, all or nothing.
 * Throws `invalid` by field, and `conflict` when there is an owner already: only one of two simultaneous first visits wins.
 */
export async function setUp(input: z.input<typeof setupInput>): Promise<SetUp> {
  const { organizationName, name, email, password } = parseInput(setupInput, input);
  const passwordHash = await hashPassword(password);
  return db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${SETUP_LOCK}::bigint)`;
    if (await tx.user.findFirst({ select: { id: true } })) {
      throw new AppError("conflict", "This app has an owner already. Sign in, or ask the owner for an invitation.");
    }
    const organizationId = newId("organization");
    const workspaceId = newId("workspace");
    const userId = await createUser(tx, { name, email, passwordHash });
    await tx.organization.create({
      data: {
        id: organizationId,
        name: organizationName,
        slug: organizationId.toLowerCase().replace("_", "-"),
        members: { create: { id: newId("member"), userId, role: "owner" } },
        workspaces: { create: { id: workspaceId, name: DEFAULT_WORKSPACE_NAME } },
      },
    });
    await createWorkspaceSecret({ organizationId, workspaceId }, tx);
    const ctx = systemContext(organizationId, "First set-up");
    await audit(ctx, { action: "organization.created", targetId: organizationId, targetLabel: organizationName }, tx);
    return { userId, organizationId, workspaceId };
  });
}
