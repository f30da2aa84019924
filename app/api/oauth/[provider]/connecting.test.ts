import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openSecrets } from "@/lib/connections/sealed";
import { db } from "@/lib/db/client";
import { APP, openBrowser } from "@/lib/oauth/testing/browser";
import { connectionsOf, locationOf, newPlace, queryOf } from "@/lib/oauth/testing/place";
import { SLACK_WEBHOOK } from "@/lib/oauth/testing/slack-server";
import { type ProviderWorld, startProviders } from "@/lib/oauth/testing/world";
import type { Tenant } from "@/lib/testing/tenant";

const GOOGLE_SCOPES = [
  "openid",
  "https://www.googleapis.com/auth/userinfo.email",
  "https://www.googleapis.com/auth/drive.file",
];
const CONNECTIONS = "/settings/integrations/connections";

let world: ProviderWorld;

beforeAll(async () => {
  world = await startProviders();
  for (const [name, value] of Object.entries(world.env)) vi.stubEnv(name, value);
});
afterAll(() => world.close());

describe("starting", () => {
  it("sends an admin to the provider with all that it asks for, and a cookie of this browser alone", async () => {
    const { browser } = await newPlace();
    const response = await browser.start("google");
    expect(response.status).toBe(303);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(response.headers.get("referrer-policy")).toBe("no-referrer");
    const url = locationOf(response);
    expect(url.origin + url.pathname).toBe(`${world.google.url}/o/oauth2/v2/auth`);
    expect(queryOf(url)).toMatchObject({
      response_type: "code",
      client_id: world.google.clientId,
      redirect_uri: `${APP}/api/oauth/google/callback`,
      scope: "openid https://www.googleapis.com/auth/userinfo.email https://www.googleapis.com/auth/drive.file",
      access_type: "offline",
      prompt: "consent",
      include_granted_scopes: "true",
      code_challenge_method: "S256",
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/^[\w-]{43}$/),
    });
    const [cookie] = response.headers.getSetCookie();
    expect(cookie).toMatch(/^atelya\.oauth\.\w+=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/);
  });

  it.each([
    ["slack", { scope: "incoming-webhook,chat:write", user_scope: "" }],
    ["notion", { owner: "user" }],
  ])("asks %s for its own, without PKCE", async (provider, own) => {
    const { browser } = await newPlace();
    const query = queryOf(locationOf(await browser.start(provider)));
    expect(query).toMatchObject(own);
    expect(query).not.toHaveProperty("code_challenge");
    expect(query).not.toHaveProperty("nonce");
  });

  it("keeps the hash of the state, and the verifier sealed", async () => {
    const { browser, tenant } = await newPlace();
    const { state = "" } = queryOf(locationOf(await browser.start("google")));
    const row = await db.oauthState.findFirstOrThrow({ where: { organizationId: tenant.organizationId } });
    expect(row).toMatchObject({ userId: browser.userId, workspaceId: tenant.workspaceId, usedAt: null });
    expect(row.id).toMatch(/^[0-9a-f]{64}$/);
    expect(row.codeVerifierSealed).toMatch(/^v1\./);
    expect(JSON.stringify(row)).not.toContain(state);
  });

  it("is for signed-in admins, on a page of this app", async () => {
    const { browser, tenant } = await newPlace();
    expect((await browser.start("github")).status).toBe(404);
    expect((await browser.start("slack", { headers: { "sec-fetch-site": "cross-site" } })).status).toBe(403);
    const member = await openBrowser(tenant, "member");
    expect(queryOf(locationOf(await member.start("slack")))).toMatchObject({ problem: "forbidden" });
    browser.cookies.length = 0;
    expect(locationOf(await browser.start("slack")).pathname).toBe("/sign-in");
    expect(await db.oauthState.count({ where: { organizationId: tenant.organizationId } })).toBe(0);
  });

  it("is held to twenty in ten minutes a person", async () => {
    const { browser } = await newPlace();
    for (let i = 0; i < 20; i++) expect(locationOf(await browser.start("slack")).origin).toBe(world.slack.url);
    expect(queryOf(locationOf(await browser.start("slack")))).toMatchObject({ problem: "too_many" });
  });
});

describe("connecting", () => {
  it.each([
    ["slack", "Northwind", "T9TK3CUKW", ["incoming-webhook", "chat:write"]],
    ["notion", "Northwind wiki", "1bc8ff3a-0be7-4a3c-9c3a-8f2f7e4d1a2b", []],
    ["google", "maya@northwind.example", "110169484474386276334", GOOGLE_SCOPES],
  ])("%s makes a connection with sealed tokens, and says so", async (provider, name, accountId, scopes) => {
    const { tenant, browser } = await newPlace();
    const url = await browser.connect(provider);
    const [row, ...more] = await connectionsOf(tenant);
    expect(more).toEqual([]);
    expect(row).toMatchObject({ provider, name, accountId, scopes, workspaceId: tenant.workspaceId });
    expect(row).toMatchObject({ createdById: browser.userId, reconnectAt: null });
    expect(queryOf(url)).toEqual({ provider, outcome: "connected", connection: row?.id });
    const secrets = row ? openSecrets(row) : {};
    expect(secrets.accessToken).toEqual(expect.any(String));
    await expectSealed(tenant, Object.values(secrets).map(String), url);
    const events = await db.event.findMany({ where: { organizationId: tenant.organizationId } });
    expect(events.map(({ type, data }) => ({ type, data: JSON.parse(data) }))).toEqual([
      { type: "integration.connected", data: { provider, connection: { id: row?.id, name } } },
    ]);
    const audit = await db.auditEntry.findMany({ where: { organizationId: tenant.organizationId } });
    expect(audit).toMatchObject([{ action: "connection.created", actorId: browser.userId, targetId: row?.id }]);
  });

  it("gives the row of the same account its new tokens", async () => {
    const { tenant, browser } = await newPlace();
    await browser.connect("slack");
    const [first] = await connectionsOf(tenant);
    await db.connection.updateMany({
      where: { organizationId: tenant.organizationId },
      data: { reconnectAt: new Date(), reconnectReason: "The access was revoked in Slack." },
    });
    await browser.connect("slack");
    const [second, ...more] = await connectionsOf(tenant);
    expect(more).toEqual([]);
    expect(second).toMatchObject({ id: first?.id, version: 2, reconnectAt: null, reconnectReason: null });
    expect(second?.secretsSealed).not.toBe(first?.secretsSealed);
    const actions = (await db.auditEntry.findMany({ where: { organizationId: tenant.organizationId } })).map(
      ({ action }) => action,
    );
    expect(actions.sort()).toEqual(["connection.created", "connection.renewed"]);
  });

  it("two consents to one account that end at once make one connection", async () => {
    const { tenant, browser } = await newPlace();
    const answers = [await browser.consent("notion"), await browser.consent("notion")];
    await Promise.all(answers.map((answer) => browser.callback("notion", answer)));
    expect(await connectionsOf(tenant)).toMatchObject([{ version: 2 }]);
  });

  it("keeps Slack's webhook sealed and its channel for people", async () => {
    const { tenant, browser } = await newPlace();
    await browser.connect("slack");
    const [row] = await connectionsOf(tenant);
    expect(row?.config).toMatchObject({ channel: "#deliverables", channelId: "C05002EAE" });
    expect(row && openSecrets(row)).toMatchObject({ webhookUrl: SLACK_WEBHOOK });
  });

  it("remembers which permissions were left out", async () => {
    const { tenant, browser } = await newPlace();
    const all = world.google.scopes;
    world.google.scopes = all.slice(0, 2);
    await browser.connect("google");
    world.google.scopes = all;
    expect((await connectionsOf(tenant))[0]?.scopes).toEqual(all.slice(0, 2));
  });

  it("sends each provider what it wants to see", async () => {
    const { browser } = await newPlace();
    for (const provider of ["slack", "notion", "google"]) await browser.connect(provider);
    const notion = world.notion.requests.at(-1);
    expect(notion?.headers["content-type"]).toBe("application/json");
    expect(JSON.parse(notion?.text ?? "")).toEqual({
      grant_type: "authorization_code",
      code: expect.any(String),
      redirect_uri: `${APP}/api/oauth/notion/callback`,
    });
    expect(world.google.tokenRequests.at(-1)).toMatchObject({
      code_verifier: expect.stringMatching(/^[\w-]{43}$/),
      redirect_uri: `${APP}/api/oauth/google/callback`,
    });
  });

  it("goes on where it was asked to, within the settings", async () => {
    const { browser } = await newPlace();
    const places = {
      "/settings/integrations/webhooks?a=1": "/settings/integrations/webhooks",
      "https://evil.example/settings/": CONNECTIONS,
      "//evil.example/settings/": CONNECTIONS,
      "/\\evil.example": CONNECTIONS,
      "/api/oauth/google/start": CONNECTIONS,
      "/settings/../api/auth/sign-out": CONNECTIONS,
    };
    for (const [asked, expected] of Object.entries(places)) {
      const started = await browser.start("notion", { query: `?${new URLSearchParams({ return_to: asked })}` });
      const back = await fetch(locationOf(started), { redirect: "manual" });
      const ended = locationOf(await browser.callback("notion", locationOf(back).searchParams));
      expect(ended.origin + ended.pathname, asked).toBe(APP + expected);
    }
  });
});

async function expectSealed(tenant: Tenant, secrets: string[], url: URL): Promise<void> {
  const { organizationId } = tenant;
  const where = { organizationId };
  const rows = [
    await db.connection.findMany({ where }),
    await db.event.findMany({ where }),
    await db.auditEntry.findMany({ where }),
    await db.oauthState.findMany({ where }),
  ];
  for (const secret of secrets) {
    expect(JSON.stringify(rows)).not.toContain(secret);
    expect(url.href).not.toContain(secret);
  }
}
