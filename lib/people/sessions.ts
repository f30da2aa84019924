import { db } from "@/lib/db/client";
import { notFound } from "@/lib/errors";

export type SessionView = {
  id: string;
  createdAt: Date;
  updatedAt: Date;
  ipAddress: string | null;
  userAgent: string | null;
};

/** A person's open sessions, the one used last first. */
export async function listSessions(userId: string): Promise<SessionView[]> {
  return db.session.findMany({
    where: { userId, expiresAt: { gt: new Date() } },
    orderBy: { updatedAt: "desc" },
    select: { id: true, createdAt: true, updatedAt: true, ipAddress: true, userAgent: true },
  });
}

/** Ends one of the person's own sessions; throws `not_found` for anyone else's. */
export async function endSession(userId: string, sessionId: string): Promise<void> {
  const { count } = await db.session.deleteMany({ where: { id: sessionId, userId } });
  if (count === 0) throw notFound("session");
}

/** Remembers the workspace that a session looks at. */
export async function chooseWorkspace(
  sessionId: string,
  chosen: { organizationId: string; workspaceId: string },
): Promise<void> {
  const { organizationId, workspaceId } = chosen;
  const workspace = await db.workspace.findFirst({ where: { id: workspaceId, organizationId }, select: { id: true } });
  if (!workspace) throw notFound("workspace");
  await db.session.update({
    where: { id: sessionId },
    data: { activeOrganizationId: organizationId, activeWorkspaceId: workspaceId },
  });
}

/** Remembers the organization that a session looks at: the person joined it just now. */
export async function chooseOrganization(sessionId: string, organizationId: string): Promise<void> {
  await db.session.update({
    where: { id: sessionId },
    data: { activeOrganizationId: organizationId, activeWorkspaceId: null },
  });
}
