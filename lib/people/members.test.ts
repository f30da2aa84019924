import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { createPerson, type Person } from "@/lib/testing/people";
import { createTenant } from "@/lib/testing/tenant";
import { changeRole, listMembers, removeMember } from "./members";

let organizationId: string;
let owner: Person;
let admin: Person;
let member: Person;

beforeEach(async () => {
  ({ organizationId } = await createTenant());
  owner = await createPerson(organizationId, "owner");
  admin = await createPerson(organizationId, "admin");
  member = await createPerson(organizationId, "member");
});

const roleOf = async (person: Person) => (await db.member.findUnique({ where: { id: person.memberId } }))?.role;

describe("listMembers", () => {
  it("is for everyone of the organization and shows nobody else", async () => {
    await createPerson((await createTenant()).organizationId, "owner");
    const members = await listMembers(member.ctx);
    expect(members.map((each) => each.role)).toEqual(["owner", "admin", "member"]);
  });
});

describe("changeRole", () => {
  it("is refused to members", async () => {
    await expect(changeRole(member.ctx, { memberId: member.memberId, role: "admin" })).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(await roleOf(member)).toBe("member");
  });

  it("lets an admin make an admin, and records it", async () => {
    await changeRole(admin.ctx, { memberId: member.memberId, role: "admin" });
    expect(await roleOf(member)).toBe("admin");
    const entry = await db.auditEntry.findFirstOrThrow({ where: { organizationId } });
    expect(entry).toMatchObject({
      action: "member.role_changed",
      actorLabel: admin.email,
      targetLabel: member.email,
      changes: { role: { before: "member", after: "admin" } },
    });
  });

  it("lets only an owner make, change or remove an owner", async () => {
    const forbidden = { code: "forbidden" };
    await expect(changeRole(admin.ctx, { memberId: admin.memberId, role: "owner" })).rejects.toMatchObject(forbidden);
    await expect(changeRole(admin.ctx, { memberId: owner.memberId, role: "member" })).rejects.toMatchObject(forbidden);
    await expect(removeMember(admin.ctx, { memberId: owner.memberId })).rejects.toMatchObject(forbidden);
    await changeRole(owner.ctx, { memberId: admin.memberId, role: "owner" });
    expect(await roleOf(admin)).toBe("owner");
  });

  it("keeps the last owner, also when two leave at the same moment", async () => {
    const input = { memberId: owner.memberId, role: "member" as const };
    await expect(changeRole(owner.ctx, input)).rejects.toMatchObject({ code: "conflict" });

    const second = await createPerson(organizationId, "owner");
    const results = await Promise.allSettled([
      changeRole(owner.ctx, { memberId: owner.memberId, role: "member" }),
      removeMember(second.ctx, { memberId: second.memberId }),
    ]);
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    expect(await db.member.count({ where: { organizationId, role: "owner" } })).toBe(1);
  });

  it("refuses a role that does not exist", async () => {
    const input = { memberId: member.memberId, role: "root" as "admin" };
    await expect(changeRole(owner.ctx, input)).rejects.toMatchObject({ code: "invalid", errors: [{ path: "role" }] });
  });
});

describe("tenancy", () => {
  it("reads another organization's member as not found", async () => {
    const stranger = await createPerson((await createTenant()).organizationId, "owner");
    const notFound = { code: "not_found" };
    await expect(removeMember(stranger.ctx, { memberId: member.memberId })).rejects.toMatchObject(notFound);
    await expect(changeRole(stranger.ctx, { memberId: member.memberId, role: "admin" })).rejects.toMatchObject(
      notFound,
    );
    expect(await roleOf(member)).toBe("member");
  });
});
