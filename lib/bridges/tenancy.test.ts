import { beforeAll, describe, expect, it } from "vitest";
import { type Context, ROLE_PERMISSIONS } from "@/lib/context";
import { newId } from "@/lib/ids";
import { failure, slack } from "@/lib/testing/bridge-forms";
import { createTenant, type Tenant } from "@/lib/testing/tenant";
import { createBridge } from "./create";
import { getBridge } from "./get";
import { listBridges } from "./list";
import { enableBridge, pauseBridge, resumeBridge } from "./pause";
import { removeBridge, restoreBridge } from "./remove";
import { updateBridge } from "./update";

let tenant: Tenant;
beforeAll(async () => {
  tenant = await createTenant();
});

function create(input: object, into: Tenant = tenant) {
  return createBridge(into.ctx, { workspaceId: into.workspaceId, ...input });
}

describe("tenancy and roles", () => {
  type Verb = [name: string, run: (ctx: Context, bridgeId: string) => Promise<unknown>];
  const reads: Verb[] = [["get", (ctx, bridgeId) => getBridge(ctx, { bridgeId })]];
  const writes: Verb[] = [
    ["update", (ctx, bridgeId) => updateBridge(ctx, { ...slack, bridgeId, version: 1 })],
    ["pause", (ctx, bridgeId) => pauseBridge(ctx, { bridgeId })],
    ["resume", (ctx, bridgeId) => resumeBridge(ctx, { bridgeId })],
    ["enable", (ctx, bridgeId) => enableBridge(ctx, { bridgeId })],
    ["remove", (ctx, bridgeId) => removeBridge(ctx, { bridgeId })],
    ["restore", (ctx, bridgeId) => restoreBridge(ctx, { bridgeId })],
  ];

  it.each([...reads, ...writes])("%s of another organization's bridge finds nothing", async (_, run) => {
    const { id } = await create(slack);
    const stranger = await createTenant();
    expect((await failure(run(stranger.ctx, id))).code).toBe("not_found");
    const elsewhere = { ...tenant.ctx, workspaces: [newId("workspace")] };
    expect((await failure(run(elsewhere, id))).code).toBe("not_found");
  });

  it("finds no workspace of another organization", async () => {
    const stranger = await createTenant();
    const workspaceId = tenant.workspaceId;
    expect((await failure(createBridge(stranger.ctx, { ...slack, workspaceId }))).code).toBe("not_found");
    expect((await failure(listBridges(stranger.ctx, { workspaceId }))).code).toBe("not_found");
  });

  it.each(writes)("%s is forbidden to members", async (_, run) => {
    const { id } = await create(slack);
    const member = { ...tenant.ctx, permissions: ROLE_PERMISSIONS.member };
    expect((await failure(run(member, id))).code).toBe("forbidden");
    await expect(getBridge(member, { bridgeId: id })).resolves.toMatchObject({ id, version: 1 });
  });

  it("lets no member add one", async () => {
    const member = { ...tenant.ctx, permissions: ROLE_PERMISSIONS.member };
    expect((await failure(createBridge(member, { ...slack, workspaceId: tenant.workspaceId }))).code).toBe("forbidden");
  });
});
