import { beforeAll, describe, expect, it } from "vitest";
import { type Context, ROLE_PERMISSIONS } from "@/lib/context";
import { db } from "@/lib/db";
import type { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { createTenant, type Tenant } from "@/lib/testing/tenant";
import { createBridge } from "./create";
import { openDestination } from "./destination";
import { getBridge } from "./get";
import { listBridges } from "./list";
import { enableBridge, pauseBridge, resumeBridge } from "./pause";
import { removeBridge, restoreBridge } from "./remove";
import { updateBridge } from "./update";

const SLACK_URL = "https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX";
const zendesk = {
  name: "Helpdesk",
  format: "zendesk",
  url: "https://acme.zendesk.com",
  config: {},
  eventTypes: ["workroom.completed"],
};
const slack = {
  name: "#deliverables",
  format: "slack",
  url: SLACK_URL,
  config: {},
  eventTypes: ["workroom.completed"],
};
const custom = {
  name: "Own server",
  format: "custom",
  url: "https://example.com/hooks",
  config: { auth: "bearer", token: "tok-1234567890" },
  eventTypes: ["*"],
  signatureHeader: "X-Hub-Signature-256",
  signaturePrefix: "sha256=",
};

let tenant: Tenant;
beforeAll(async () => {
  tenant = await createTenant();
});

function create(input: object, into: Tenant = tenant) {
  return createBridge(into.ctx, { workspaceId: into.workspaceId, ...input });
}

async function failure(work: Promise<unknown>): Promise<AppError> {
  return work.then(
    () => Promise.reject(new Error("It should have been refused.")),
    (error: AppError) => error,
  );
}

describe("createBridge", () => {
  it("seals the URL and the secrets, and shows neither", async () => {
    const { id } = await create(custom);
    const row = await db.destination.findUniqueOrThrow({ where: { id } });
    expect(JSON.stringify({ ...row, urlSealed: "", credentialsSealed: "" })).not.toContain("tok-1234567890");
    const bridge = await getBridge(tenant.ctx, { bridgeId: id });
    expect(bridge).toMatchObject({ storedSecrets: ["token"], url: custom.url, signaturePrefix: "sha256=", version: 1 });
    expect(JSON.stringify(bridge)).not.toContain("tok-1234567890");
    const opened = openDestination(row);
    expect(opened.credentials).toEqual({ type: "header", name: "Authorization", value: "Bearer tok-1234567890" });
    expect(opened.secrets).toContain("tok-1234567890");
  });

  it("keeps a Slack URL to itself", async () => {
    const { id } = await create(slack);
    const bridge = await getBridge(tenant.ctx, { bridgeId: id });
    expect(bridge.url).toBeNull();
    expect(JSON.stringify(bridge)).not.toContain("XXXXXXXX");
  });

  it("names everything that is wrong at once, in the form's order", async () => {
    const error = await failure(
      create({ ...custom, name: " ", url: "https://10.0.0.1/x", eventTypes: [], config: { auth: "bearer" } }),
    );
    expect(error.code).toBe("invalid");
    expect(error.errors.map((each) => each.path)).toEqual(["name", "url", "config.token", "eventTypes"]);
  });

  it.each([
    ["a private address", { url: "http://169.254.169.254/latest" }, "url"],
    ["another scheme", { url: "ftp://example.com" }, "url"],
    ["another host's URL for Slack", { ...slack, url: "https://example.com/services/T0/B0/x" }, "url"],
    ["no configuration where one is needed", zendesk, "config.email"],
    ["all and single events together", { eventTypes: ["*", "credits.low"] }, "eventTypes"],
    ["an unknown event", { eventTypes: ["credits.gone"] }, "eventTypes[0]"],
    ["a signature header that is taken", { signatureHeader: "webhook-id" }, "signatureHeader"],
    ["a prefix with a line break", { signaturePrefix: "a\r\nb" }, "signaturePrefix"],
    ["a timeout of a minute", { timeoutMs: 60_000 }, "timeoutMs"],
    [
      "a token address in a private network",
      { config: { auth: "oauth2", tokenUrl: "http://10.0.0.1/t", clientId: "a", clientSecret: "b" } },
      "config.tokenUrl",
    ],
  ])("refuses %s", async (_, change, path) => {
    const error = await failure(create({ ...custom, ...change }));
    expect(error.errors.map((each) => each.path)).toContain(path);
  });

  it("records who made it", async () => {
    const { id } = await create(slack);
    const entries = await db.auditEntry.findMany({ where: { targetId: id } });
    expect(entries).toMatchObject([{ action: "bridge.created", organizationId: tenant.organizationId }]);
  });
});

describe("updateBridge", () => {
  it("keeps what was left empty, and records what changed without its secrets", async () => {
    const { id } = await create(custom);
    const edited = {
      ...custom,
      bridgeId: id,
      version: 1,
      name: "Renamed",
      url: "",
      config: { auth: "bearer", token: "" },
    };
    expect(await updateBridge(tenant.ctx, edited)).toEqual({ id, version: 2 });
    const opened = openDestination(await db.destination.findUniqueOrThrow({ where: { id } }));
    expect(opened.url).toBe(custom.url);
    expect(opened.credentials).toMatchObject({ value: "Bearer tok-1234567890" });
    await updateBridge(tenant.ctx, { ...edited, version: 2, config: { auth: "bearer", token: "tok-other-secret" } });
    const entries = await db.auditEntry.findMany({
      where: { targetId: id, action: "bridge.updated" },
      orderBy: { id: "asc" },
    });
    expect(entries.map((entry) => entry.changes)).toEqual([
      { name: { before: "Own server", after: "Renamed" } },
      { "config.token": "changed" },
    ]);
  });

  it("forgets a secret that takes part no more", async () => {
    const { id } = await create(custom);
    await updateBridge(tenant.ctx, { ...custom, bridgeId: id, version: 1, config: { auth: "none" } });
    expect((await getBridge(tenant.ctx, { bridgeId: id })).storedSecrets).toEqual([]);
  });

  it("tells the later of two admins who was first, and saves nothing over it", async () => {
    const { id } = await create(slack);
    const other: Context = { ...tenant.ctx, actor: { type: "user", id: newId("user"), label: "sara@example.com" } };
    await updateBridge(other, { ...slack, bridgeId: id, version: 1, name: "By Sara" });
    const error = await failure(updateBridge(tenant.ctx, { ...slack, bridgeId: id, version: 1, name: "Mine" }));
    expect(error.code).toBe("conflict");
    expect(error.message).toMatch(/^sara@example\.com saved this bridge \d+ m?s ago/);
    expect((await getBridge(tenant.ctx, { bridgeId: id })).name).toBe("By Sara");
  });

  it("lets one of two simultaneous saves win", async () => {
    const { id } = await create(slack);
    const saves = ["a", "b", "c"].map((name) => updateBridge(tenant.ctx, { ...slack, bridgeId: id, version: 1, name }));
    const settled = await Promise.allSettled(saves);
    expect(settled.filter((each) => each.status === "fulfilled")).toHaveLength(1);
    for (const each of settled) {
      if (each.status === "rejected") expect(each.reason).toMatchObject({ code: "conflict" });
    }
  });

  it("does not change a bridge's format", async () => {
    const { id } = await create(slack);
    const error = await failure(updateBridge(tenant.ctx, { ...custom, bridgeId: id, version: 1 }));
    expect(error.errors).toMatchObject([{ path: "format" }]);
  });
});

describe("pause, enable, delete", () => {
  it("goes on from a fresh start", async () => {
    const { id } = await create(slack);
    await pauseBridge(tenant.ctx, { bridgeId: id });
    expect((await getBridge(tenant.ctx, { bridgeId: id })).state).toBe("paused");
    await resumeBridge(tenant.ctx, { bridgeId: id });
    const failing = {
      disabledAt: new Date(),
      disabledReason: "410",
      failingSince: new Date(),
      consecutiveFailures: 30,
    };
    await db.destination.update({ where: { id }, data: failing });
    expect((await getBridge(tenant.ctx, { bridgeId: id })).state).toBe("disabled");
    await enableBridge(tenant.ctx, { bridgeId: id });
    expect(await getBridge(tenant.ctx, { bridgeId: id })).toMatchObject({
      state: "active",
      disabledReason: null,
      failingSince: null,
      consecutiveFailures: 0,
    });
  });

  it("cancels what was pending of a deleted bridge, and can take the deletion back", async () => {
    const { id } = await create(slack);
    const deliveryId = await storeDelivery(id, "retrying");
    await removeBridge(tenant.ctx, { bridgeId: id });
    expect(await db.delivery.findUniqueOrThrow({ where: { id: deliveryId } })).toMatchObject({
      status: "cancelled",
      dueAt: null,
    });
    expect((await failure(getBridge(tenant.ctx, { bridgeId: id }))).code).toBe("not_found");
    expect((await failure(removeBridge(tenant.ctx, { bridgeId: id }))).code).toBe("not_found");
    await restoreBridge(tenant.ctx, { bridgeId: id });
    expect((await getBridge(tenant.ctx, { bridgeId: id })).name).toBe(slack.name);
  });
});

describe("listBridges", () => {
  it("pages, searches by name and host, and reads health for all of them", async () => {
    const own = await createTenant();
    const ids: string[] = [];
    for (const name of ["One", "Two", "Three"]) ids.push((await create({ ...custom, name }, own)).id);
    const slackId = (await create(slack, own)).id;
    await storeAttempts(own, ids[0] ?? "", ["delivered", "delivered", "retry"]);
    await storeDelivery(ids[0] ?? "", "retrying", own);
    const list = (extra: object) => listBridges(own.ctx, { workspaceId: own.workspaceId, ...extra });

    const first = await list({ limit: 3 });
    expect(first).toMatchObject({ total: 4, nextCursor: ids[1] });
    const second = await list({ limit: 3, cursor: first.nextCursor });
    expect(second.nextCursor).toBeNull();
    expect([...first.bridges, ...second.bridges].map((bridge) => bridge.id)).toEqual([slackId, ...ids.reverse()]);
    expect(second.bridges[0]?.health).toMatchObject({ successRate: 2 / 3, retrying: 1 });
    expect(second.bridges[0]?.health.hours).toHaveLength(24);
    expect(first.bridges[0]?.health).toMatchObject({ successRate: null, retrying: 0 });

    expect((await list({ search: "tHr" })).bridges.map((bridge) => bridge.name)).toEqual(["Three"]);
    expect((await list({ search: "hooks.slack" })).bridges.map((bridge) => bridge.id)).toEqual([slackId]);
    expect((await list({ search: "XXXXXX" })).bridges).toEqual([]);
  });

  it("shows no sealed column and no secret", async () => {
    const list = await listBridges(tenant.ctx, { workspaceId: tenant.workspaceId });
    expect(JSON.stringify(list)).not.toMatch(/sealed|v1\.|tok-|XXXXXXXX/i);
  });
});

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

async function storeDelivery(destinationId: string, status: string, of: Tenant = tenant): Promise<string> {
  const id = newId("delivery");
  const { organizationId, workspaceId } = of;
  const eventType = "workroom.completed";
  await db.delivery.create({
    data: { id, organizationId, workspaceId, destinationId, eventId: newId("event"), eventType, status },
  });
  return id;
}

async function storeAttempts(of: Tenant, destinationId: string, verdicts: readonly string[]): Promise<void> {
  const deliveryId = newId("delivery");
  await db.attempt.createMany({
    data: verdicts.map((verdict, index) => ({
      id: newId("attempt"),
      organizationId: of.organizationId,
      deliveryId,
      destinationId,
      number: index + 1,
      startedAt: new Date(),
      durationMs: 12,
      method: "POST",
      url: "https://example.com",
      requestHeaders: {},
      requestBody: "",
      verdict,
      explanation: "",
    })),
  });
}
