import { describe, expect, it } from "vitest";
import { connectionOverview } from "@/lib/connections/overview";
import { sealSecrets } from "@/lib/connections/sealed";
import { ROLE_PERMISSIONS } from "@/lib/context";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/ids";
import { createPerson } from "@/lib/testing/people";
import { createTenant, type Tenant } from "@/lib/testing/tenant";
import type { Prisma } from "@/prisma/generated/client";
import { listProviders } from "./accounts";
import { purgeOauthStates } from "./purge";

async function connect({ organizationId, workspaceId }: Tenant, more: Partial<Prisma.ConnectionCreateInput> = {}) {
  const id = newId("connection");
  await db.connection.create({
    data: {
      id,
      organizationId,
      workspaceId,
      provider: "google",
      name: "maya@northwind.example",
      accountId: id,
      scopes: ["openid", "https://www.googleapis.com/auth/userinfo.email"],
      secretsSealed: sealSecrets(id, { accessToken: "ya29.secret" }),
      ...more,
    },
  });
  return id;
}

describe("the accounts of a workspace", () => {
  it("are shown with what they let us do, who connected them, and nothing secret", async () => {
    const tenant = await createTenant();
    const person = await createPerson(tenant.organizationId, "admin");
    const id = await connect(tenant, { createdById: person.userId });
    await connect(tenant, { disconnectedAt: new Date() });
    const providers = await listProviders(tenant.ctx, tenant);
    expect(providers.map((provider) => provider.id)).toEqual(["slack", "google", "notion"]);
    expect(providers[1]?.accounts).toMatchObject([
      {
        id,
        name: "maya@northwind.example",
        scopes: ["Know who you are", "See your e-mail address"],
        missing: ["Create files in Google Drive, and see those alone"],
        connectedBy: "A admin",
        lastUsedAt: null,
        state: "live",
      },
    ]);
    expect(JSON.stringify(providers)).not.toMatch(/ya29|v1\./);
  });

  it("say what is wrong with them, and the overview counts it", async () => {
    const tenant = await createTenant();
    await connect(tenant, { reconnectAt: new Date(), reconnectReason: "The access was revoked." });
    await connect(tenant, { expiresAt: new Date(Date.now() - 1), refreshDueAt: new Date() });
    const [, google] = await listProviders(tenant.ctx, tenant);
    expect(google?.accounts.map(({ state, reconnectReason }) => [state, reconnectReason])).toEqual([
      ["reconnect", "The access was revoked."],
      ["late", null],
    ]);
    expect(await connectionOverview(tenant.ctx, tenant)).toEqual({ total: 2, attention: 1 });
  });

  it("are nobody else's", async () => {
    const tenant = await createTenant();
    await connect(tenant);
    const stranger = await createTenant();
    const { workspaceId } = tenant;
    for (const ctx of [stranger.ctx, { ...tenant.ctx, workspaces: [stranger.workspaceId] }]) {
      const providers = await listProviders(ctx, { workspaceId });
      expect(providers.flatMap(({ accounts }) => accounts)).toEqual([]);
      expect(await connectionOverview(ctx, { workspaceId })).toEqual({ total: 0, attention: 0 });
    }
  });

  it("come with what turns a provider on, and the redirect URI for admins", async () => {
    const tenant = await createTenant();
    const [slack] = await listProviders(tenant.ctx, tenant);
    expect(slack).toMatchObject({
      isSetUp: false,
      variables: ["SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET"],
      redirectUri: "http://localhost:3000/api/oauth/slack/callback",
    });
    const member = { ...tenant.ctx, permissions: ROLE_PERMISSIONS.member };
    expect((await listProviders(member, tenant))[0]?.redirectUri).toBeNull();
  });
});

it("consents of the day before are forgotten", async () => {
  const { organizationId, workspaceId } = await createTenant();
  const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);
  const common = { provider: "slack", organizationId, workspaceId, userId: "usr_1", sessionId: "ses_1" };
  const rest = { ...common, returnTo: "/settings/", redirectUri: "http://localhost/" };
  await db.oauthState.createMany({
    data: [25, 23].map((hours) => ({ id: `${organizationId}-${hours}`, ...rest, expiresAt: hoursAgo(hours) })),
  });
  expect(await purgeOauthStates()).toEqual({ oauthStates: 1 });
  expect(await db.oauthState.findMany({ select: { id: true } })).toEqual([{ id: `${organizationId}-23` }]);
});
