import { type Context, ROLE_PERMISSIONS } from "@/lib/context";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/ids";

export type Tenant = { organizationId: string; workspaceId: string; ctx: Context };

/**
 * A new organization with one workspace in the test's database, and the context of its owner.
 * Rows have random names, so that any number of tenants live beside each other.
 */
export async function createTenant(overrides: Partial<Context> = {}): Promise<Tenant> {
  const organizationId = newId("organization");
  const workspaceId = newId("workspace");
  await db.organization.create({
    data: {
      id: organizationId,
      name: `Organization ${organizationId.slice(-6)}`,
      slug: organizationId.toLowerCase().replace("_", "-"),
      workspaces: { create: { id: workspaceId, name: "Default" } },
    },
  });
  const userId = newId("user");
  const ctx: Context = {
    organizationId,
    workspaces: "all",
    permissions: ROLE_PERMISSIONS.owner,
    actor: { type: "user", id: userId, label: "owner@example.com" },
    ...overrides,
  };
  return { organizationId, workspaceId, ctx };
}
