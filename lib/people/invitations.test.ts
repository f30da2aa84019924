import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { createPerson, type Person } from "@/lib/testing/people";
import { createTenant } from "@/lib/testing/tenant";
import { acceptAsNewUser, acceptAsUser, openInvitation } from "./accept-invitation";
import { inviteMember, listInvitations, revokeInvitation } from "./invitations";

const joining = { name: "Grace Hopper", password: "correct-horse-battery" };

let organizationId: string;
let owner: Person;
let email: string;
let count = 0;

beforeEach(async () => {
  ({ organizationId } = await createTenant());
  owner = await createPerson(organizationId, "owner");
  count += 1;
  email = `grace${count}@example.com`;
});

const tokenOf = (path: string) => path.replace("/invite/", "");
const invite = async (role: "admin" | "member" = "member") =>
  tokenOf((await inviteMember(owner.ctx, { email, role })).path);

describe("an invitation", () => {
  it("makes an account with the role it was given, once", async () => {
    const token = await invite("admin");
    expect(await openInvitation(token)).toMatchObject({ email, role: "admin", hasAccount: false });
    await acceptAsNewUser(token, joining);
    const member = await db.member.findFirstOrThrow({ where: { organizationId, user: { email } } });
    expect(member.role).toBe("admin");
    await expect(acceptAsNewUser(token, joining)).rejects.toMatchObject({ code: "not_found" });
  });

  it("lets somebody who has an account join, and nobody else", async () => {
    const token = await invite();
    const elsewhere = await createTenant();
    const other = await createPerson(elsewhere.organizationId, "member");
    await expect(acceptAsUser(token, { id: other.userId, email: other.email })).rejects.toMatchObject({
      code: "forbidden",
    });
    await db.user.update({ where: { id: other.userId }, data: { email } });
    await expect(acceptAsNewUser(token, joining)).rejects.toMatchObject({ code: "conflict" });
    await acceptAsUser(token, { id: other.userId, email });
    expect(await db.member.count({ where: { userId: other.userId } })).toBe(2);
  });

  it("is accepted once by two clicks at the same moment", async () => {
    const token = await invite();
    const results = await Promise.allSettled([acceptAsNewUser(token, joining), acceptAsNewUser(token, joining)]);
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    expect(await db.user.count({ where: { email } })).toBe(1);
  });

  it("is worthless when revoked, expired, replaced or guessed", async () => {
    const notFound = { code: "not_found" };
    const replaced = await invite();
    const token = await invite();
    await expect(openInvitation(replaced)).rejects.toMatchObject(notFound);

    const [id = ""] = token.split(".");
    await expect(openInvitation(id)).rejects.toMatchObject(notFound);
    await expect(openInvitation(`${id}.`)).rejects.toMatchObject(notFound);
    await expect(openInvitation(`${id}.${"A".repeat(43)}`)).rejects.toMatchObject(notFound);

    await db.invitation.update({ where: { id }, data: { expiresAt: new Date(Date.now() - 1) } });
    await expect(acceptAsNewUser(token, joining)).rejects.toMatchObject(notFound);

    const revoked = await inviteMember(owner.ctx, { email, role: "member" });
    await revokeInvitation(owner.ctx, { invitationId: revoked.id });
    await expect(openInvitation(tokenOf(revoked.path))).rejects.toMatchObject(notFound);
  });
});

describe("who may invite", () => {
  it("keeps members from inviting, and from seeing links", async () => {
    const member = await createPerson(organizationId, "member");
    await invite();
    await expect(inviteMember(member.ctx, { email, role: "member" })).rejects.toMatchObject({ code: "forbidden" });
    expect(await listInvitations(member.ctx)).toMatchObject([{ email, path: undefined }]);
    expect(await listInvitations(owner.ctx)).toMatchObject([{ email, path: expect.stringContaining("/invite/inv_") }]);
  });

  it("keeps admins from making owners", async () => {
    const admin = await createPerson(organizationId, "admin");
    await expect(inviteMember(admin.ctx, { email, role: "owner" })).rejects.toMatchObject({ code: "forbidden" });
    await inviteMember(owner.ctx, { email, role: "owner" });
  });

  it("says at the field that somebody is a member already", async () => {
    await expect(inviteMember(owner.ctx, { email: owner.email, role: "member" })).rejects.toMatchObject({
      code: "conflict",
      errors: [{ path: "email" }],
    });
  });

  it("reads another organization's invitation as not found", async () => {
    const { id } = await inviteMember(owner.ctx, { email, role: "member" });
    const stranger = await createPerson((await createTenant()).organizationId, "owner");
    await expect(revokeInvitation(stranger.ctx, { invitationId: id })).rejects.toMatchObject({ code: "not_found" });
    expect(await listInvitations(stranger.ctx)).toEqual([]);
  });
});
