import { describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/ids";
import { createWorkspace } from "@/lib/organizations/workspaces";
import { liveSecrets } from "@/lib/secrets/signing-secrets";
import { newSigningSecret } from "@/lib/signing/secret";
import { startMcpServer } from "@/lib/testing/mcp-server";
import { createPerson } from "@/lib/testing/people";
import { createTenant, type Tenant } from "@/lib/testing/tenant";
import { connectMcpServer } from "./connect";
import { disconnectMcpServer } from "./disconnect";
import { dismissMcpTrouble } from "./dismiss";
import { getMcpServer, listMcpServers } from "./list";
import { noteMcp, noteOwnPing, noteTerminated } from "./note";
import { readMcpServerPage } from "./page";
import { pingMcpServer } from "./ping";
import { endMcpOverlap, rotateMcpSecret } from "./rotate-secret";
import { MCP_SERVERS_MAX } from "./schema";
import { updateMcpServer } from "./update";

const URL_WITH_KEY = "https://mcp.example.com/mcp?api_key=t0psecret";
const TOKEN = "a-token-of-some-length";
const unchanged = { name: "Asset library", url: "", bearerToken: "", removeToken: false };

async function connected(input: { url?: string; bearerToken?: string } = {}) {
  const tenant = await createTenant();
  const full = { name: "Asset library", url: "https://mcp.example.com/mcp", bearerToken: "", ...input };
  return { ...tenant, ...(await connectMcpServer(tenant.ctx, tenant.workspaceId, full)) };
}

async function eventTypes({ organizationId }: Tenant): Promise<string[]> {
  const rows = await db.event.findMany({ where: { organizationId }, orderBy: { createdAt: "asc" } });
  return rows.map(({ type }) => type);
}

async function audited({ organizationId }: Tenant): Promise<{ action: string; changes: unknown }[]> {
  const select = { action: true, changes: true };
  return db.auditEntry.findMany({ where: { organizationId }, orderBy: { id: "asc" }, select });
}

describe("connecting", () => {
  it("shows the secret once, keeps what is secret sealed, and tells that it happened", async () => {
    const own = await connected({ url: URL_WITH_KEY, bearerToken: TOKEN });
    expect(own.secret).toMatch(/^whsec_/);
    expect(await liveSecrets({ connectionId: own.id })).toEqual([own.secret]);
    const page = await readMcpServerPage(own.ctx, own.id);
    expect(page.endpoint).toBe(`http://localhost:3000/api/inbound/mcp/${own.id}`);
    expect(page.secretHint).toBe(`whsec_••••${own.secret.slice(-4)}`);
    expect(page.server).toMatchObject({ url: "https://mcp.example.com/mcp?api_key=••••", sendsToken: true });
    const [server, ...others] = await listMcpServers(own.ctx, own.workspaceId);
    expect([server?.id, others]).toEqual([own.id, []]);
    const stored = await db.connection.findUnique({ where: { id: own.id } });
    const kept = JSON.stringify([page, server, stored, await audited(own)]);
    for (const secret of ["t0psecret", TOKEN, own.secret]) expect(kept).not.toContain(secret);
    expect(await eventTypes(own)).toEqual(["integration.connected"]);
  });

  it.each([
    ["https://10.0.0.7/mcp", /private/],
    ["https://user:pass@mcp.example.com", /user name/],
    ["ftp://mcp.example.com", /https/],
    ["", /such as https/],
  ])("refuses the URL %j", async (url, message) => {
    const { ctx, workspaceId } = await createTenant();
    const refused = connectMcpServer(ctx, workspaceId, { name: "A", url, bearerToken: "" });
    await expect(refused).rejects.toMatchObject({ code: "invalid", errors: [{ path: "url" }] });
    await expect(refused).rejects.toThrow(message);
  });

  it("has room for fifty in a workspace, counted one after the other", async () => {
    const { ctx, workspaceId, organizationId } = await createTenant();
    const row = { organizationId, workspaceId, provider: "mcp", name: "A", config: {} };
    const rows = Array.from({ length: MCP_SERVERS_MAX - 1 }, () => ({ ...row, id: newId("connection") }));
    await db.connection.createMany({ data: rows });
    const input = { name: "A", url: "https://mcp.example.com", bearerToken: "" };
    const results = await Promise.allSettled([1, 2, 3].map(() => connectMcpServer(ctx, workspaceId, input)));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });
});

describe("who may", () => {
  it("lets members read alone, and strangers nothing", async () => {
    const own = await connected();
    const stranger = await createTenant();
    const { ctx: member } = await createPerson(own.organizationId, "member");
    expect((await getMcpServer(member, own.id)).name).toBe("Asset library");
    const elsewhere = await createWorkspace(own.ctx, { name: "Other" });
    expect(await listMcpServers(own.ctx, elsewhere.id)).toEqual([]);
    const restricted = { ...own.ctx, workspaces: [elsewhere.id] };
    for (const [ctx, code] of [
      [member, "forbidden"],
      [stranger.ctx, "not_found"],
      [restricted, "not_found"],
    ] as const) {
      const input = { name: "A", url: "https://mcp.example.com", bearerToken: "" };
      for (const attempt of [
        () => connectMcpServer(ctx, own.workspaceId, input),
        () => updateMcpServer(ctx, own.id, { ...unchanged, name: "Mine" }),
        () => rotateMcpSecret(ctx, own.id, {}),
        () => endMcpOverlap(ctx, own.id),
        () => pingMcpServer(ctx, own.id),
        () => dismissMcpTrouble(ctx, own.id),
        () => disconnectMcpServer(ctx, own.id),
      ]) {
        await expect(attempt()).rejects.toMatchObject({ code });
      }
      if (code === "forbidden") continue;
      await expect(getMcpServer(ctx, own.id)).rejects.toMatchObject({ code });
      await expect(readMcpServerPage(ctx, own.id)).rejects.toMatchObject({ code });
      await expect(listMcpServers(ctx, own.workspaceId)).rejects.toMatchObject({ code });
    }
    expect((await getMcpServer(own.ctx, own.id)).name).toBe("Asset library");
  });
});

describe("changing", () => {
  it("keeps what is left empty, and records what changed without its secrets", async () => {
    const own = await connected({ url: URL_WITH_KEY, bearerToken: TOKEN });
    await updateMcpServer(own.ctx, own.id, unchanged);
    await updateMcpServer(own.ctx, own.id, { ...unchanged, name: "Library" });
    await updateMcpServer(own.ctx, own.id, { ...unchanged, name: "Library", url: "https://mcp.example.com/v2" });
    await updateMcpServer(own.ctx, own.id, { ...unchanged, name: "Library", removeToken: true });
    const url = { before: "https://mcp.example.com/mcp?api_key=••••", after: "https://mcp.example.com/v2" };
    expect((await audited(own)).slice(1)).toEqual([
      { action: "connection.updated", changes: { name: { before: "Asset library", after: "Library" } } },
      { action: "connection.updated", changes: { url } },
      { action: "connection.updated", changes: { token: "removed" } },
    ]);
    expect(await getMcpServer(own.ctx, own.id)).toMatchObject({ name: "Library", sendsToken: false });
  });

  it("sends a token to no other host than it was given for", async () => {
    const [first, second] = [await startMcpServer({ token: TOKEN }), await startMcpServer({ token: TOKEN })];
    const own = await connected({ url: first.url, bearerToken: TOKEN });
    const moved = { ...unchanged, url: second.url };
    await expect(updateMcpServer(own.ctx, own.id, moved)).rejects.toMatchObject({ errors: [{ path: "bearerToken" }] });
    expect(await pingMcpServer(own.ctx, own.id)).toMatchObject({ ok: true });
    await updateMcpServer(own.ctx, own.id, { ...moved, bearerToken: TOKEN });
    // What the other server said is no word of this one.
    expect((await getMcpServer(own.ctx, own.id)).ping).toBeUndefined();
    expect(await pingMcpServer(own.ctx, own.id)).toMatchObject({ ok: true });
    expect(second.seen).toContain("POST ping");
    await Promise.all([first.close(), second.close()]);
  });

  it("rotates to its own secret or the caller's, and refuses one that is good already or is none", async () => {
    const own = await connected();
    const owner = { connectionId: own.id };
    const given = newSigningSecret();
    expect(await rotateMcpSecret(own.ctx, own.id, { secret: given })).toEqual({ secret: given });
    expect(await liveSecrets(owner)).toEqual([given, own.secret]);
    const { overlapEndsAt } = await readMcpServerPage(own.ctx, own.id);
    expect(new Date(String(overlapEndsAt)).getTime() - Date.now()).toBeGreaterThan(86_000_000);
    for (const secret of [given, own.secret, "whsec_c2hvcnQ="]) {
      const refused = rotateMcpSecret(own.ctx, own.id, { secret });
      await expect(refused).rejects.toMatchObject({ code: "invalid", errors: [{ path: "secret" }] });
    }
    await expect(rotateMcpSecret(own.ctx, own.id, { overlapSeconds: 700_000 })).rejects.toThrow("7 days");
    await endMcpOverlap(own.ctx, own.id);
    await endMcpOverlap(own.ctx, own.id);
    expect(await liveSecrets(owner)).toEqual([given]);
    expect((await audited(own)).map(({ action }) => action)).toEqual([
      "connection.created",
      "secret.rotated",
      "secret.overlap_ended",
    ]);
  });

  it("disconnects: nothing is left of its secrets, its id is nobody's, and that is told", async () => {
    const own = await connected({ bearerToken: TOKEN });
    await disconnectMcpServer(own.ctx, own.id);
    await expect(getMcpServer(own.ctx, own.id)).rejects.toMatchObject({ code: "not_found" });
    await expect(disconnectMcpServer(own.ctx, own.id)).rejects.toMatchObject({ code: "not_found" });
    expect(await liveSecrets({ connectionId: own.id })).toEqual([]);
    expect(await db.signingSecret.count({ where: { connectionId: own.id } })).toBe(0);
    expect((await db.connection.findUnique({ where: { id: own.id } }))?.secretsSealed).toBeNull();
    expect(await eventTypes(own)).toEqual(["integration.connected", "integration.disconnected"]);
  });
});

describe("what is noted", () => {
  it("keeps the last ping of ours, and none of a server that was changed while it was asked", async () => {
    const server = await startMcpServer({ name: "Assets", version: "2.1" });
    const own = await connected({ url: server.url });
    const ping = await pingMcpServer(own.ctx, own.id);
    expect((await getMcpServer(own.ctx, own.id)).ping).toEqual(ping);
    expect(ping).toMatchObject({ ok: true, name: "Assets", version: "2.1" });
    await noteOwnPing({ id: own.id, version: 7 }, { ok: false, message: "late", at: new Date().toISOString() });
    expect((await getMcpServer(own.ctx, own.id)).ping).toEqual(ping);
    await server.close();
    expect(await pingMcpServer(own.ctx, own.id)).toMatchObject({ ok: false, message: /could not be reached/ });
    expect((await audited(own)).map(({ action }) => action).slice(1)).toEqual([
      "connection.pinged",
      "connection.pinged",
    ]);
  });

  it("goes by the moments and not by the order in which they come, and loses none to a change", async () => {
    const own = await connected();
    const [early, late] = [new Date("2026-11-23T12:00:00Z"), new Date("2026-11-23T12:00:01Z")];
    await noteMcp(own.id, "lastPingAt", late);
    await Promise.all([
      noteMcp(own.id, "lastPingAt", early),
      noteMcp(own.id, "gapAt", early),
      updateMcpServer(own.ctx, own.id, { ...unchanged, name: "Library" }),
      noteMcp(own.id, "verifiedAt", early),
    ]);
    expect(await getMcpServer(own.ctx, own.id)).toMatchObject({
      name: "Library",
      lastPingAt: late.toISOString(),
      gapAt: early.toISOString(),
      verifiedAt: early.toISOString(),
    });
  });

  it("shows trouble until somebody says that it is known", async () => {
    const own = await connected();
    await noteTerminated(own.id, "The token has expired.", new Date());
    expect((await getMcpServer(own.ctx, own.id)).trouble?.reason).toBe("The token has expired.");
    await dismissMcpTrouble(own.ctx, own.id);
    await dismissMcpTrouble(own.ctx, own.id);
    expect((await getMcpServer(own.ctx, own.id)).trouble).toBeNull();
    expect((await audited(own)).at(-1)).toEqual({
      action: "connection.trouble_dismissed",
      changes: { trouble: "The token has expired." },
    });
    await noteMcp(own.id, "gapAt", new Date());
    await dismissMcpTrouble(own.ctx, own.id);
    expect((await getMcpServer(own.ctx, own.id)).gapAt).toBeUndefined();
  });
});
