import { type Context, ROLE_PERMISSIONS, type Role } from "@/lib/context";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/ids";

export type Person = { userId: string; memberId: string; email: string; ctx: Context };

/** A person with a role in an organization of the test's database, and their context. They have no password. */
export async function createPerson(organizationId: string, role: Role): Promise<Person> {
  const userId = newId("user");
  const memberId = newId("member");
  const email = `${userId.toLowerCase()}@example.com`;
  await db.user.create({
    data: { id: userId, name: `A ${role}`, email, members: { create: { id: memberId, organizationId, role } } },
  });
  const ctx: Context = {
    organizationId,
    workspaces: "all",
    permissions: ROLE_PERMISSIONS[role],
    actor: { type: "user", id: userId, label: email },
  };
  return { userId, memberId, email, ctx };
}
