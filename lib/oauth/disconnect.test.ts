import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { openSecrets } from "@/lib/connections/sealed";
import { db } from "@/lib/db/client";
import { accessToken } from "./access-token";
import { disconnectAccount } from "./disconnect";
import { connectionsOf, newPlace } from "./testing/place";
import { type ProviderWorld, startProviders } from "./testing/world";

let world: ProviderWorld;

beforeAll(async () => {
  world = await startProviders();
  for (const [name, value] of Object.entries(world.env)) vi.stubEnv(name, value);
});
afterAll(() => world.close());

async function connected(provider: string) {
  const place = await newPlace();
  await place.browser.connect(provider);
  const [row] = await connectionsOf(place.tenant);
  if (!row) throw new Error("Nothing was connected.");
  return { ...place, row, input: { connectionId: row.id } };
}

it.each(["slack", "notion", "google"] as const)(
  "revokes at %s, forgets the tokens and tells of it",
  async (provider) => {
    const { tenant, row, input } = await connected(provider);
    const { accessToken: token } = openSecrets(row);
    const before = world.google.revoked;
    expect(await disconnectAccount(tenant.ctx, input)).toEqual({ note: null });
    if (provider === "google") expect(world.google.revoked).toBe(before + 1);
    else {
      const request = world[provider].requests.at(-1);
      expect(request?.path).toMatch(/revoke$/);
      const sent = provider === "slack" ? request?.headers.authorization : request?.text;
      expect(sent).toContain(token);
    }
    const gone = { secretsSealed: null, refreshDueAt: null, disconnectedAt: expect.any(Date) };
    expect(await db.connection.findUnique({ where: { id: row.id } })).toMatchObject(gone);
    const where = { organizationId: tenant.organizationId, type: "integration.disconnected" };
    const event = await db.event.findFirstOrThrow({ where });
    expect(JSON.parse(event.data)).toEqual({
      provider,
      connection: { id: row.id, name: row.name },
      reason: "An admin disconnected it.",
    });
    const audit = { organizationId: tenant.organizationId, action: "connection.disconnected" };
    expect(await db.auditEntry.count({ where: audit })).toBe(1);
    await expect(accessToken(tenant.ctx, input)).rejects.toMatchObject({ code: "not_found" });
    await expect(disconnectAccount(tenant.ctx, input)).rejects.toMatchObject({ code: "not_found" });
  },
);

it("says where to take the access away when the provider did not", async () => {
  const { tenant, row, input } = await connected("notion");
  // The client's secret was changed at Notion: our Basic header is another's now.
  const { env } = await import("@/lib/env");
  const settings = env();
  const before = settings.NOTION_CLIENT_SECRET;
  settings.NOTION_CLIENT_SECRET = "another";
  const { note } = await disconnectAccount(tenant.ctx, input);
  settings.NOTION_CLIENT_SECRET = before;
  expect(note).toContain("Notion did not revoke it.");
  expect(note).toContain("Take the access away in Notion, under Settings → Connections.");
  expect(await db.connection.findUnique({ where: { id: row.id } })).toMatchObject({ secretsSealed: null });
});

it("counts a token that was gone already as revoked", async () => {
  const { tenant, row, input } = await connected("slack");
  const token = String(openSecrets(row).accessToken);
  await fetch(`${world.slack.url}/api/auth.revoke`, { method: "POST", headers: { authorization: `Bearer ${token}` } });
  expect(await disconnectAccount(tenant.ctx, input)).toEqual({ note: null });
});

it("leaves the access while the same account is connected elsewhere", async () => {
  const first = await connected("slack");
  const second = await connected("slack");
  const before = world.slack.requests.length;
  const { note } = await disconnectAccount(first.tenant.ctx, first.input);
  expect(note).toContain("connected elsewhere");
  expect(world.slack.requests.length).toBe(before);
  expect(await disconnectAccount(second.tenant.ctx, second.input)).toEqual({ note: null });
});
