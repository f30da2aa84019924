import { describe, expect, it } from "vitest";
import { ROLE_PERMISSIONS } from "@/lib/context";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/ids";
import { createTenant, type Tenant } from "@/lib/testing/tenant";
import { apiKeyChecksum, isOwnApiKey, newApiKey } from "./api-key-format";
import { createApiKey, importApiKey, listApiKeys, revokeApiKey } from "./api-keys";
import { authenticateApiKey } from "./authenticate-api-key";

const bearer = (key: string) => authenticateApiKey(`Bearer ${key}`);
const given = () => `atl_${newId("record").repeat(2)}`;

async function keyOf({ ctx }: Tenant, more = {}) {
  return createApiKey(ctx, { name: "Backend", scopes: ["events:write"], ...more });
}

describe("the form of a key", () => {
  it("carries a checksum by which a typo is told", () => {
    const key = newApiKey();
    expect(key).toMatch(/^atl_[0-9A-Za-z]{36}$/);
    expect(isOwnApiKey(key)).toBe(true);
    expect(isOwnApiKey(key.slice(0, -1))).toBe(false);
    for (const at of [4, 12, 33, 36, 39]) {
      const wrong = key.slice(0, at) + (key[at] === "a" ? "b" : "a") + key.slice(at + 1);
      expect(isOwnApiKey(wrong), wrong).toBe(false);
    }
  });

  it("computes the checksum that npm's tokens carry", () => {
    expect(apiKeyChecksum("qkJaB6MffYVzZXWqmcoF49yrUxP3wf")).toBe("0LsakP");
    expect(apiKeyChecksum("")).toBe("000000");
  });

  it("is another one each time, in every place", () => {
    const keys = Array.from({ length: 500 }, newApiKey);
    expect(new Set(keys).size).toBe(500);
    expect(new Set(keys.join("").replaceAll("atl_", "")).size).toBe(62);
  });
});

describe("createApiKey", () => {
  it("shows the key once, stores its hash alone, and is on record", async () => {
    const tenant = await createTenant();
    const { id, key } = await keyOf(tenant, { name: " Backend ", scopes: ["events:write", "events:write"] });
    const row = await db.apiKey.findUniqueOrThrow({ where: { id } });
    expect(row).toMatchObject({
      name: "Backend",
      prefix: key.slice(0, 10),
      scopes: ["events:write"],
      workspaceIds: [],
    });
    const stored = JSON.stringify([row, await db.auditEntry.findMany(), await listApiKeys(tenant.ctx)]);
    expect(stored).not.toContain(key);
    expect(stored).not.toContain(key.slice(12));
    const entry = await db.auditEntry.findFirstOrThrow({ where: { targetId: id } });
    expect(entry).toMatchObject({ action: "api_key.created", targetLabel: `Backend (${row.prefix}…)` });
  });

  it("refuses by field what makes no sense", async () => {
    const tenant = await createTenant();
    const other = await createTenant();
    const cases: [string, object][] = [
      ["name", { name: " " }],
      ["scopes", { scopes: [] }],
      ["scopes[0]", { scopes: ["secrets:reveal"] }],
      ["expiresAt", { expiresAt: new Date(Date.now() - 1000) }],
      ["expiresAt", { expiresAt: "someday" }],
      ["workspaceIds", { workspaceIds: [other.workspaceId] }],
    ];
    for (const [path, more] of cases) {
      await expect(keyOf(tenant, more), path).rejects.toMatchObject({ code: "invalid", errors: [{ path }] });
    }
  });

  it("is for owners and admins alone", async () => {
    const { ctx } = await createTenant({ permissions: ROLE_PERMISSIONS.member });
    await expect(createApiKey(ctx, { name: "x", scopes: ["events:write"] })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(listApiKeys(ctx)).rejects.toMatchObject({ code: "forbidden" });
    await expect(revokeApiKey(ctx, { id: "key_1" })).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("authenticateApiKey", () => {
  it("makes of a key the context of its organization, workspaces and scopes", async () => {
    const tenant = await createTenant();
    const { id, key } = await keyOf(tenant, { workspaceIds: [tenant.workspaceId], scopes: ["webhooks:read"] });
    const ctx = await bearer(key);
    expect(ctx).toMatchObject({
      organizationId: tenant.organizationId,
      workspaces: [tenant.workspaceId],
      actor: { type: "api_key", id, label: `Backend (${key.slice(0, 10)}…)` },
    });
    expect([...ctx.permissions]).toEqual(["webhooks:read"]);
    const wide = await bearer((await keyOf(tenant)).key);
    expect(wide.workspaces).toBe("all");
    expect(await authenticateApiKey(`bearer   ${key}`)).toMatchObject({ organizationId: tenant.organizationId });
  });

  it("says what is wrong with the header or the key, and never repeats it", async () => {
    const tenant = await createTenant();
    const { id, key } = await keyOf(tenant);
    const expired = await keyOf(tenant, { expiresAt: new Date(Date.now() + 60_000) });
    await db.apiKey.update({ where: { id: expired.id }, data: { expiresAt: new Date(Date.now() - 1) } });
    const cases: [string | null, RegExp][] = [
      [null, /Authorization: Bearer/],
      ["", /Authorization: Bearer/],
      [key, /Authorization: Bearer/],
      [`Basic ${key}`, /Authorization: Bearer/],
      [`Bearer ${key} ${key}`, /Authorization: Bearer/],
      ["Bearer sk_live_0123456789012345678901234567", /begins with atl_/],
      [`Bearer ${key.slice(0, -1)}`, /mistyped/],
      [`Bearer ${newApiKey()}`, /not known here/],
      [`Bearer ${given()}`, /not known here/],
      [`Bearer ${expired.key}`, /has expired/],
    ];
    for (const [header, message] of cases) {
      const refused = authenticateApiKey(header);
      await expect(refused, String(header)).rejects.toMatchObject({ code: "unauthenticated" });
      await expect(refused).rejects.toThrow(message);
      await expect(refused).rejects.not.toThrow(key.slice(12));
    }
    await revokeApiKey(tenant.ctx, { id });
    await expect(bearer(key)).rejects.toThrow(/was revoked/);
  });

  it("writes the last use at most once a minute", async () => {
    const tenant = await createTenant();
    const { id, key } = await keyOf(tenant);
    const lastUse = async () => (await db.apiKey.findUniqueOrThrow({ where: { id } })).lastUsedAt;
    await bearer(key);
    const first = await lastUse();
    expect(first).not.toBeNull();
    await bearer(key);
    expect(await lastUse()).toEqual(first);
    await db.apiKey.update({ where: { id }, data: { lastUsedAt: new Date(Date.now() - 61_000) } });
    await bearer(key);
    expect((await lastUse())?.getTime()).toBeGreaterThanOrEqual(first?.getTime() ?? 0);
  });
});

describe("revokeApiKey and listApiKeys", () => {
  it("end a key once, and list what is left, newest first", async () => {
    const tenant = await createTenant();
    const [first, second] = [await keyOf(tenant), await keyOf(tenant)];
    expect((await listApiKeys(tenant.ctx)).map(({ id }) => id)).toEqual([second.id, first.id]);
    await revokeApiKey(tenant.ctx, { id: first.id });
    expect((await listApiKeys(tenant.ctx)).map(({ id }) => id)).toEqual([second.id]);
    await expect(revokeApiKey(tenant.ctx, { id: first.id })).rejects.toMatchObject({ code: "not_found" });
    const stranger = await createTenant();
    await expect(revokeApiKey(stranger.ctx, { id: second.id })).rejects.toMatchObject({ code: "not_found" });
    expect(await listApiKeys(stranger.ctx)).toEqual([]);
    expect(await bearer(second.key)).toBeTruthy();
  });
});

describe("importApiKey", () => {
  it("takes a key as given, once, even when several processes start", async () => {
    const { ctx, organizationId } = await createTenant();
    const key = `atl_${newId("record")}`;
    const input = { key, name: "Initial key", scopes: ["events:write"] as "events:write"[] };
    const ids = await Promise.all([1, 2, 3].map(() => importApiKey(ctx, input)));
    expect(new Set(ids.map(({ id }) => id)).size).toBe(1);
    expect(await bearer(key)).toMatchObject({ organizationId });
    await revokeApiKey(ctx, { id: ids[0]?.id ?? "" });
    await importApiKey(ctx, input);
    await expect(bearer(key)).rejects.toThrow(/revoked/);
  });

  it("refuses what is no key, and another organization's", async () => {
    const [tenant, other] = [await createTenant(), await createTenant()];
    const scopes = ["events:write"] as "events:write"[];
    for (const key of ["", "atl_short", `key_${"a".repeat(40)}`, `atl_${"a".repeat(27)}`, `atl_${"a b".repeat(20)}`]) {
      await expect(importApiKey(tenant.ctx, { key, name: "x", scopes })).rejects.toMatchObject({ code: "invalid" });
    }
    const { key } = await keyOf(other);
    await expect(importApiKey(tenant.ctx, { key, name: "x", scopes })).rejects.toMatchObject({ code: "conflict" });
  });
});
