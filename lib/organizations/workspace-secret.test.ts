import { describe, expect, it } from "vitest";
import { ROLE_PERMISSIONS } from "@/lib/context";
import { db } from "@/lib/db/client";
import { createWorkspaceSecret, liveSecrets } from "@/lib/secrets/signing-secrets";
import { newSigningSecret } from "@/lib/signing/secret";
import { createTenant, type Tenant } from "@/lib/testing/tenant";
import { describeWorkspaceSecret, endOverlap, revealWorkspaceSecret, rotateWorkspaceSecret } from "./workspace-secret";

async function signingTenant(): Promise<Tenant & { first: string }> {
  const tenant = await createTenant();
  return { ...tenant, first: await createWorkspaceSecret(tenant) };
}

const actions = async ({ organizationId }: Tenant) =>
  (await db.auditEntry.findMany({ where: { organizationId }, orderBy: { id: "asc" } })).map((entry) => entry.action);

describe("a workspace's secret", () => {
  it("is stored sealed, shown masked to members, and in clear to admins, on record", async () => {
    const tenant = await signingTenant();
    const { ctx, workspaceId, first } = tenant;
    const row = await db.signingSecret.findFirstOrThrow({ where: { workspaceId } });
    expect(JSON.stringify(row)).not.toContain(first);
    const member = { ...ctx, permissions: ROLE_PERMISSIONS.member };
    const shown = await describeWorkspaceSecret(member, workspaceId);
    expect(shown).toMatchObject({ masked: `whsec_••••${first.slice(-4)}`, overlapEndsAt: null });
    expect(await revealWorkspaceSecret(ctx, workspaceId)).toBe(first);
    expect(await actions(tenant)).toEqual(["secret.revealed"]);
    expect(JSON.stringify(await db.auditEntry.findMany())).not.toContain(first);
    await expect(revealWorkspaceSecret(member, workspaceId)).rejects.toMatchObject({ code: "forbidden" });
    await expect(rotateWorkspaceSecret(member, { workspaceId })).rejects.toMatchObject({ code: "forbidden" });
    await expect(endOverlap(member, workspaceId)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("of another organization, or of a workspace out of sight, reads as not found", async () => {
    const { workspaceId, ctx } = await signingTenant();
    const other = (await signingTenant()).ctx;
    const narrow = { ...ctx, workspaces: [] };
    for (const stranger of [other, narrow]) {
      for (const verb of [describeWorkspaceSecret, revealWorkspaceSecret, endOverlap]) {
        await expect(verb(stranger, workspaceId)).rejects.toMatchObject({ code: "not_found" });
      }
      await expect(rotateWorkspaceSecret(stranger, { workspaceId })).rejects.toMatchObject({ code: "not_found" });
    }
  });
});

describe("rotation", () => {
  it("signs with the new secret at once and with the old one beside it for a day", async () => {
    const tenant = await signingTenant();
    const { ctx, workspaceId, first } = tenant;
    expect(await liveSecrets({ workspaceId })).toEqual([first]);
    const before = Date.now();
    const { secret, overlapEndsAt } = await rotateWorkspaceSecret(ctx, { workspaceId });
    expect(await liveSecrets({ workspaceId })).toEqual([secret, first]);
    const span = (overlapEndsAt?.getTime() ?? 0) - before;
    expect(span).toBeGreaterThanOrEqual(86_400_000);
    expect(span).toBeLessThan(86_410_000);
    expect((await describeWorkspaceSecret(ctx, workspaceId)).overlapEndsAt).toEqual(overlapEndsAt);
    expect(await actions(tenant)).toEqual(["secret.rotated"]);
  });

  it("keeps newest first through several, until the overlap is ended", async () => {
    const tenant = await signingTenant();
    const { ctx, workspaceId, first } = tenant;
    const second = (await rotateWorkspaceSecret(ctx, { workspaceId, overlapSeconds: 604_800 })).secret;
    const third = (await rotateWorkspaceSecret(ctx, { workspaceId, overlapSeconds: 3_600 })).secret;
    expect(await liveSecrets({ workspaceId })).toEqual([third, second, first]);
    const ends = (await describeWorkspaceSecret(ctx, workspaceId)).overlapEndsAt;
    expect((ends?.getTime() ?? 0) - Date.now()).toBeLessThanOrEqual(3_600_000);
    await endOverlap(ctx, workspaceId);
    expect(await liveSecrets({ workspaceId })).toEqual([third]);
    expect((await describeWorkspaceSecret(ctx, workspaceId)).overlapEndsAt).toBeNull();
    await endOverlap(ctx, workspaceId);
    expect(await actions(tenant)).toEqual(["secret.rotated", "secret.rotated", "secret.overlap_ended"]);
  });

  it("without an overlap stops every older secret at once", async () => {
    const { ctx, workspaceId } = await signingTenant();
    await rotateWorkspaceSecret(ctx, { workspaceId });
    const { secret, overlapEndsAt } = await rotateWorkspaceSecret(ctx, { workspaceId, overlapSeconds: 0 });
    expect(await liveSecrets({ workspaceId })).toEqual([secret]);
    expect(overlapEndsAt).toBeNull();
  });

  it("takes the caller's own secret of 24 to 64 bytes, once", async () => {
    const { ctx, workspaceId, first } = await signingTenant();
    const own = `whsec_${Buffer.alloc(64, 9).toString("base64")}`;
    expect((await rotateWorkspaceSecret(ctx, { workspaceId, secret: own })).secret).toBe(own);
    expect(await liveSecrets({ workspaceId })).toEqual([own, first]);
    for (const secret of [own, first, "", "whsec_", "hunter2", `whsec_${Buffer.alloc(23).toString("base64")}`]) {
      await expect(rotateWorkspaceSecret(ctx, { workspaceId, secret })).rejects.toMatchObject({
        code: "invalid",
        errors: [{ path: "secret" }],
      });
    }
  });

  it("refuses an overlap of more than seven days, below none, or of part of a second", async () => {
    const { ctx, workspaceId } = await signingTenant();
    for (const overlapSeconds of [604_801, -1, 0.5, Number.NaN]) {
      await expect(rotateWorkspaceSecret(ctx, { workspaceId, overlapSeconds })).rejects.toMatchObject({
        code: "invalid",
        errors: [{ path: "overlapSeconds" }],
      });
    }
  });

  it("comes one after the other when two ask at once: one newest, no secret lost", async () => {
    const { ctx, workspaceId, first } = await signingTenant();
    const rotated = await Promise.all([1, 2, 3].map(() => rotateWorkspaceSecret(ctx, { workspaceId })));
    const live = await liveSecrets({ workspaceId });
    expect(new Set(live)).toEqual(new Set([first, ...rotated.map(({ secret }) => secret)]));
    expect(await db.signingSecret.count({ where: { workspaceId, expiresAt: null } })).toBe(1);
  });

  it("forgets what another process changed within a second", async () => {
    const { organizationId, workspaceId } = await signingTenant();
    await liveSecrets({ workspaceId });
    await db.signingSecret.deleteMany({ where: { organizationId } });
    await expect.poll(() => liveSecrets({ workspaceId }), { timeout: 5_000 }).toEqual([]);
  });
});

it("makes a secret with its workspace in one transaction", async () => {
  const { organizationId, workspaceId } = await createTenant();
  const made = db.$transaction(async (tx) => {
    await createWorkspaceSecret({ organizationId, workspaceId }, tx);
    throw new Error("the workspace could not be made");
  });
  await expect(made).rejects.toThrow();
  expect(await liveSecrets({ workspaceId })).toEqual([]);
  expect(newSigningSecret()).toMatch(/^whsec_[\w+/]{43}=$/);
});
