import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { liveSecrets } from "@/lib/secrets/signing-secrets";
import { isSetUp, setUp } from "./setup";
import { viewerOf } from "./viewer-of";

const input = {
  organizationName: " Northwind ",
  name: "Ada Lovelace",
  email: "Ada@Example.com",
  password: "correct-horse-battery",
};

beforeEach(async () => {
  await db.organization.deleteMany();
  await db.user.deleteMany();
});

describe("setUp", () => {
  it("makes owner, organization and a workspace that can sign", async () => {
    expect(await isSetUp()).toBe(false);
    const { userId, organizationId, workspaceId } = await setUp(input);
    expect(await isSetUp()).toBe(true);

    const user = await db.user.findUniqueOrThrow({ where: { id: userId } });
    expect(user.email).toBe("ada@example.com");
    const viewer = await viewerOf({ user, session: { id: "ses_1" } });
    expect(viewer).toMatchObject({
      role: "owner",
      organization: { id: organizationId, name: "Northwind" },
      workspace: { id: workspaceId, name: "Default" },
    });
    expect(await liveSecrets({ workspaceId })).toEqual([expect.stringMatching(/^whsec_/)]);
    const entries = await db.auditEntry.findMany({ where: { organizationId } });
    expect(entries.map((entry) => entry.action)).toEqual(["organization.created"]);
  });

  it("lets only one of many simultaneous first visits win", async () => {
    const visits = Array.from({ length: 6 }, (_, index) => setUp({ ...input, email: `visitor${index}@example.com` }));
    const results = await Promise.allSettled(visits);
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    for (const result of results) {
      if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "conflict" });
    }
    expect(await db.user.count()).toBe(1);
    expect(await db.organization.count()).toBe(1);
  });

  it("stores the password as a slow hash", async () => {
    await setUp(input);
    const account = await db.account.findFirstOrThrow();
    expect(account.providerId).toBe("credential");
    expect(account.password).toMatch(/^[0-9a-f]{32}:[0-9a-f]{128}$/);
  });

  it("names every field that is wrong", async () => {
    const wrong = { organizationName: "", name: "", email: "ada", password: "short" };
    await expect(setUp(wrong)).rejects.toMatchObject({
      code: "invalid",
      errors: [{ path: "organizationName" }, { path: "name" }, { path: "email" }, { path: "password" }],
    });
    expect(await isSetUp()).toBe(false);
  });
});
