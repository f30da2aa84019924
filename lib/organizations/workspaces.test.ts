import { beforeEach, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/ids";
import { chooseWorkspace, endSession } from "@/lib/people/sessions";
import { viewerOf } from "@/lib/people/viewer-of";
import { liveSecrets } from "@/lib/secrets/signing-secrets";
import { createPerson, type Person } from "@/lib/testing/people";
import { createTenant, type Tenant } from "@/lib/testing/tenant";
import { createWorkspace, listWorkspaces, renameWorkspace } from "./workspaces";

let tenant: Tenant;
let owner: Person;

beforeEach(async () => {
  tenant = await createTenant();
  owner = await createPerson(tenant.organizationId, "owner");
});

async function createSession(userId: string) {
  const id = newId("session");
  return db.session.create({ data: { id, userId, token: id, expiresAt: new Date(Date.now() + 60_000) } });
}

it("makes a workspace with a secret of its own", async () => {
  const { id } = await createWorkspace(owner.ctx, { name: "Marketing" });
  expect(await liveSecrets({ workspaceId: id })).toHaveLength(1);
  expect((await listWorkspaces(owner.ctx)).map((each) => each.name)).toEqual(["Default", "Marketing"]);
});

it("says at the field that a name is taken", async () => {
  const taken = { code: "conflict", errors: [{ path: "name" }] };
  await expect(createWorkspace(owner.ctx, { name: "Default" })).rejects.toMatchObject(taken);
  const { id } = await createWorkspace(owner.ctx, { name: "Sales" });
  await expect(renameWorkspace(owner.ctx, { workspaceId: id, name: "Default" })).rejects.toMatchObject(taken);
});

it("is for owners and admins", async () => {
  const member = await createPerson(tenant.organizationId, "member");
  const forbidden = { code: "forbidden" };
  await expect(createWorkspace(member.ctx, { name: "Mine" })).rejects.toMatchObject(forbidden);
  const rename = { workspaceId: tenant.workspaceId, name: "Mine" };
  await expect(renameWorkspace(member.ctx, rename)).rejects.toMatchObject(forbidden);
});

it("reads another organization's workspace as not found, for renaming and for looking at", async () => {
  const stranger = await createPerson((await createTenant()).organizationId, "owner");
  const rename = { workspaceId: tenant.workspaceId, name: "Theirs" };
  await expect(renameWorkspace(stranger.ctx, rename)).rejects.toMatchObject({ code: "not_found" });
  const session = await createSession(stranger.userId);
  const chosen = { organizationId: stranger.ctx.organizationId, workspaceId: tenant.workspaceId };
  await expect(chooseWorkspace(session.id, chosen)).rejects.toMatchObject({ code: "not_found" });
});

it("remembers the workspace that a session chose", async () => {
  const { id } = await createWorkspace(owner.ctx, { name: "Chosen" });
  const { id: sessionId } = await createSession(owner.userId);
  await chooseWorkspace(sessionId, { organizationId: tenant.organizationId, workspaceId: id });
  const session = await db.session.findUniqueOrThrow({ where: { id: sessionId } });
  const user = await db.user.findUniqueOrThrow({ where: { id: owner.userId } });
  expect((await viewerOf({ user, session }))?.workspace.name).toBe("Chosen");
});

it("takes a removed person for nobody, whatever the session remembers", async () => {
  const user = await db.user.findUniqueOrThrow({ where: { id: owner.userId } });
  await db.member.delete({ where: { id: owner.memberId } });
  const session = { id: "ses_1", activeOrganizationId: tenant.organizationId };
  expect(await viewerOf({ user, session })).toBeUndefined();
});

it("ends only sessions of one's own", async () => {
  const { id } = await createSession(owner.userId);
  const other = await createPerson(tenant.organizationId, "owner");
  await expect(endSession(other.userId, id)).rejects.toMatchObject({ code: "not_found" });
  await endSession(owner.userId, id);
  expect(await db.session.findUnique({ where: { id } })).toBeNull();
});
