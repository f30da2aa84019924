import { beforeAll, describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { db } from "@/lib/db/client";
import { openDestination } from "@/lib/destinations/sealing";
import { newId } from "@/lib/ids";
import { custom, failure, slack, zendesk } from "@/lib/testing/bridge-forms";
import { createTenant, type Tenant } from "@/lib/testing/tenant";
import { createBridge } from "./create";
import { getBridge } from "./get";
import { updateBridge } from "./update";

const SPINNING = "{% for a in (1..300) %}{% for b in (1..300) %}{{ a | times: b }}{% endfor %}{% endfor %}";

let tenant: Tenant;
beforeAll(async () => {
  tenant = await createTenant();
});

function create(input: object, into: Tenant = tenant) {
  return createBridge(into.ctx, { workspaceId: into.workspaceId, ...input });
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
    ["a rate limit of none a second", { rateLimitPerSecond: 0 }, "rateLimitPerSecond"],
    ["a rate limit above the highest", { rateLimitPerSecond: 1_001 }, "rateLimitPerSecond"],
    ["a rate limit of half a request", { rateLimitPerSecond: 0.5 }, "rateLimitPerSecond"],
    ["a rate limit that is no number", { rateLimitPerSecond: Number.NaN }, "rateLimitPerSecond"],
    ["a timeout of a minute", { timeoutMs: 60_000 }, "timeoutMs"],
    [
      "a token address in a private network",
      { config: { auth: "oauth2", tokenUrl: "http://10.0.0.1/t", clientId: "a", clientSecret: "b" } },
      "config.tokenUrl",
    ],
    ["a template that spins, for JSON", { config: { body: SPINNING } }, "config.body"],
    ["a template that spins, for text", { config: { body: SPINNING, contentType: "text/plain" } }, "config.body"],
    ["a comment that spins", { ...zendesk, config: { ...zendesk.config, comment: SPINNING } }, "config.comment"],
    ["a template that makes no JSON", { config: { body: '{"name": "{{ data.workroom.name }}"}' } }, "config.body"],
  ])("refuses %s", async (_, change, path) => {
    const error = await failure(create({ ...custom, ...change }));
    expect(error.errors.map((each) => each.path)).toContain(path);
  });

  it("limits a new Slack bridge to what Slack takes, unless told otherwise, and no other format", async () => {
    const limit = async (input: object) =>
      (await getBridge(tenant.ctx, { bridgeId: (await create(input)).id })).rateLimitPerSecond;
    expect(await limit(slack)).toBe(1);
    expect(await limit({ ...slack, rateLimitPerSecond: null })).toBeNull();
    expect(await limit({ ...slack, rateLimitPerSecond: 3 })).toBe(3);
    expect(await limit(custom)).toBeNull();
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

  it("changes the rate limit, records it, and has what waits for its turn sent by the new one", async () => {
    const { id } = await create(slack);
    const pacedUntil = new Date(Date.now() + 60_000);
    await db.destination.update({ where: { id }, data: { pacedUntil } });
    const row = () => db.destination.findUniqueOrThrow({ where: { id } });
    await updateBridge(tenant.ctx, { ...slack, bridgeId: id, version: 1 });
    expect(await row()).toMatchObject({ rateLimitPerSecond: 1, pacedUntil });
    await updateBridge(tenant.ctx, { ...slack, bridgeId: id, version: 2, rateLimitPerSecond: 50 });
    expect(await row()).toMatchObject({ rateLimitPerSecond: 50, pacedUntil: null });
    await updateBridge(tenant.ctx, { ...slack, bridgeId: id, version: 3, rateLimitPerSecond: null });
    const where = { targetId: id, action: "bridge.updated" };
    const entries = await db.auditEntry.findMany({ where, orderBy: { id: "asc" } });
    expect(entries.map((entry) => entry.changes)).toEqual([
      {},
      { rateLimitPerSecond: { before: 1, after: 50 } },
      { rateLimitPerSecond: { before: 50, after: null } },
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
    expect(error.message).toMatch(/^sara@example\.com saved this bridge \d+ s ago/);
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
