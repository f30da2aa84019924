import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openSecrets } from "@/lib/connections/sealed";
import { ROLE_PERMISSIONS } from "@/lib/context";
import { db } from "@/lib/db/client";
import { createTenant } from "@/lib/testing/tenant";
import type { Connection } from "@/prisma/generated/client";
import { accessToken } from "./access-token";
import { disconnectAccount } from "./disconnect";
import { refreshDueTokens } from "./refresh-due";
import { newPlace } from "./testing/place";
import { type ProviderWorld, startProviders } from "./testing/world";

const MINUTE_MS = 60_000;

let world: ProviderWorld;

beforeAll(async () => {
  world = await startProviders({ rotates: true });
  for (const [name, value] of Object.entries(world.env)) vi.stubEnv(name, value);
});
afterAll(() => world.close());

async function connected(provider: string) {
  const place = await newPlace();
  await place.browser.connect(provider);
  const { organizationId } = place.tenant;
  const row = await db.connection.findFirstOrThrow({ where: { organizationId } });
  return { ...place, id: row.id, row };
}

function rowOf(id: string): Promise<Connection> {
  return db.connection.findUniqueOrThrow({ where: { id } });
}

function end(id: string, data: Partial<Connection>) {
  return db.connection.update({ where: { id }, data: data as object });
}

async function runOut(id: string): Promise<void> {
  await end(id, { expiresAt: new Date(Date.now() - 1), refreshDueAt: new Date(Date.now() - 5 * MINUTE_MS) });
}

function slackRefreshes(): number {
  return world.slack.requests.filter(({ text }) => text.includes("grant_type=refresh_token")).length;
}

describe("a token that runs out", () => {
  it("is renewed five minutes before, and not earlier", async () => {
    const { id, row } = await connected("slack");
    const due = (row.expiresAt?.getTime() ?? 0) - 5 * MINUTE_MS;
    expect(row.refreshDueAt?.getTime()).toBe(due);
    await refreshDueTokens(new Date(due - 1_000));
    expect((await rowOf(id)).version).toBe(1);
    await refreshDueTokens(new Date(due));
    const after = await rowOf(id);
    expect(after.version).toBe(2);
    expect(openSecrets(after).accessToken).not.toBe(openSecrets(row).accessToken);
    // Slack's is good for once; the webhook came with the consent and stays.
    expect(openSecrets(after).refreshToken).not.toBe(openSecrets(row).refreshToken);
    expect(openSecrets(after).webhookUrl).toBe(openSecrets(row).webhookUrl);
  });

  it("keeps the refresh token that a renewal does not name", async () => {
    const { id, row } = await connected("google");
    await runOut(id);
    await refreshDueTokens();
    const after = await rowOf(id);
    expect(openSecrets(after).refreshToken).toBe(openSecrets(row).refreshToken);
    expect(after.expiresAt?.getTime()).toBeGreaterThan(Date.now());
  });

  it("is renewed once by two processes and three callers that come at the same moment", async () => {
    const { id, tenant } = await connected("slack");
    await runOut(id);
    const before = slackRefreshes();
    vi.resetModules();
    const other = await import("./refresh-due");
    const caller = await import("./access-token");
    expect(other.refreshDueTokens).not.toBe(refreshDueTokens);
    const input = { connectionId: id };
    const [, , ...tokens] = await Promise.all([
      refreshDueTokens(),
      other.refreshDueTokens(),
      accessToken(tenant.ctx, input),
      accessToken(tenant.ctx, input),
      caller.accessToken(tenant.ctx, input),
    ]);
    expect(slackRefreshes() - before).toBe(1);
    const { accessToken: token } = openSecrets(await rowOf(id));
    expect(tokens).toEqual(Array(3).fill({ ok: true, token }));
    expect((await rowOf(id)).version).toBe(2);
  });

  it.each([
    ["slack", "invalid_refresh_token", "The access ended in Slack."],
    ["google", "invalid_grant", "access was revoked in the Google account"],
  ])("of %s asks for a new consent after %s, and is not tried again", async (provider, error, sentence) => {
    const { id, tenant, browser } = await connected(provider);
    await runOut(id);
    if (provider === "google") world.google.refusal = { status: 400, body: { error } };
    else world.slack.answerTokenOnce({ status: 200, body: { ok: false, error } });
    await refreshDueTokens();
    world.google.refusal = undefined;
    const row = await rowOf(id);
    expect(row).toMatchObject({ refreshDueAt: null, reconnectAt: expect.any(Date), disconnectedAt: null });
    expect(row.reconnectReason).toContain(sentence);
    const before = slackRefreshes();
    const answer = await accessToken(tenant.ctx, { connectionId: id });
    expect(answer).toMatchObject({ ok: false, reconnect: true, explanation: row.reconnectReason });
    expect(slackRefreshes()).toBe(before);
    const types = await db.event.findMany({ where: { organizationId: tenant.organizationId }, select: { type: true } });
    expect(types).toEqual([{ type: "integration.connected" }]);
    await browser.connect(provider);
    expect(await accessToken(tenant.ctx, { connectionId: id })).toMatchObject({ ok: true });
  });

  it.each(["access_token", "refresh_token"])("is not replaced by one whose %s no request can carry", async (name) => {
    const { id, row } = await connected("slack");
    for (const odd of ["a\u0000b", "a\ud800b", "a b", "a\r\nx-injected: 1", "é"]) {
      await runOut(id);
      const tokens = { access_token: "xoxe.xoxb-1", refresh_token: "xoxe-1", [name]: odd };
      world.slack.answerTokenOnce({
        status: 200,
        body: { ok: true, token_type: "bot", expires_in: 43_200, ...tokens },
      });
      await refreshDueTokens();
      const after = await rowOf(id);
      expect(openSecrets(after), JSON.stringify(odd)).toEqual(openSecrets(row));
      expect(after).toMatchObject({ version: 1, reconnectAt: null });
    }
    await end(id, { refreshDueAt: null });
    const place = await newPlace();
    world.slack.answerTokenOnce(({ body }) => ({ status: 200, body: { ...(body as object), [name]: "a\nb" } }));
    await place.browser.connect("slack");
    expect(await db.connection.count({ where: { organizationId: place.tenant.organizationId } })).toBe(0);
  });

  it("is tried again, later each time, while the provider has trouble", async () => {
    const { id, tenant } = await connected("slack");
    let now = new Date();
    await end(id, { expiresAt: new Date(now.getTime() + 5 * MINUTE_MS), refreshDueAt: now });
    const waits: number[] = [];
    for (let i = 0; i < 9; i++) {
      world.slack.answerTokenOnce({ status: 503, body: "down" });
      await refreshDueTokens(now);
      const { refreshDueAt, reconnectAt } = await rowOf(id);
      expect(reconnectAt).toBeNull();
      waits.push(Math.round(((refreshDueAt?.getTime() ?? 0) - now.getTime()) / 1_000));
      now = refreshDueAt ?? now;
    }
    expect(waits).toEqual([30, 30, 60, 120, 240, 480, 960, 1920, 3600]);
    world.slack.answerTokenOnce({ status: 503, body: "down" });
    await end(id, { expiresAt: new Date(0) });
    expect(await accessToken(tenant.ctx, { connectionId: id })).toMatchObject({ ok: false, reconnect: false });
    await refreshDueTokens(new Date(Date.now() + 3 * 60 * MINUTE_MS));
    expect(await accessToken(tenant.ctx, { connectionId: id })).toMatchObject({ ok: true });
  });
});

describe("whoever needs a token", () => {
  it("gets it, and the use is noted", async () => {
    const { id, tenant, row } = await connected("notion");
    expect(row.lastUsedAt).toBeNull();
    const { accessToken: token } = openSecrets(row);
    expect(await accessToken(tenant.ctx, { connectionId: id })).toEqual({ ok: true, token });
    expect((await rowOf(id)).lastUsedAt).toEqual(expect.any(Date));
  });

  it("gets another one for one that was refused, once for all who were", async () => {
    const { id, tenant, row } = await connected("notion");
    const refused = String(openSecrets(row).accessToken);
    const input = { connectionId: id, refused };
    const [first, second] = await Promise.all([accessToken(tenant.ctx, input), accessToken(tenant.ctx, input)]);
    expect(first).toEqual(second);
    expect(first).toMatchObject({ ok: true, token: expect.not.stringMatching(refused) });
    expect(await accessToken(tenant.ctx, input)).toEqual(first);
    expect((await rowOf(id)).version).toBe(2);
  });

  it("is of its organization, and an admin", async () => {
    const { id, tenant } = await connected("notion");
    const stranger = await createTenant();
    const input = { connectionId: id };
    await expect(accessToken(stranger.ctx, input)).rejects.toMatchObject({ code: "not_found" });
    await expect(disconnectAccount(stranger.ctx, input)).rejects.toMatchObject({ code: "not_found" });
    const member = { ...tenant.ctx, permissions: ROLE_PERMISSIONS.member };
    await expect(accessToken(member, input)).rejects.toMatchObject({ code: "forbidden" });
    await expect(disconnectAccount(member, input)).rejects.toMatchObject({ code: "forbidden" });
    const elsewhere = { ...tenant.ctx, workspaces: ["ws_elsewhere"] };
    await expect(accessToken(elsewhere, input)).rejects.toMatchObject({ code: "not_found" });
    expect((await rowOf(id)).disconnectedAt).toBeNull();
  });
});
