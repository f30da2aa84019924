import { beforeEach, describe, expect, it } from "vitest";
import { sealSecrets } from "@/lib/connections/sealed";
import { slackWebhook } from "@/lib/connections/slack-webhook";
import { ROLE_PERMISSIONS } from "@/lib/context";
import { db } from "@/lib/db/client";
import { openDestination } from "@/lib/destinations/sealing";
import { newId } from "@/lib/ids";
import { createTenant, type Tenant } from "@/lib/testing/tenant";
import { createBridge } from "./create";
import { getBridge } from "./get";

const WEBHOOK = "https://hooks.slack.com/services/T9TK3CUKW/B0SECRET1/aBcDeFgHiJkLmNoPqRsTuVwX";

let tenant: Tenant;
let connectionId: string;

beforeEach(async () => {
  tenant = await createTenant();
  connectionId = await connect(tenant);
});

async function connect({ organizationId, workspaceId }: Tenant, webhookUrl: string | undefined = WEBHOOK) {
  const id = newId("connection");
  const secretsSealed = sealSecrets(id, { accessToken: "xoxb-1", webhookUrl });
  const account = { provider: "slack", name: "Northwind", accountId: id, config: { channel: "#deliverables" } };
  await db.connection.create({ data: { id, organizationId, workspaceId, ...account, secretsSealed } });
  return id;
}

function draft(more: object) {
  const { workspaceId } = tenant;
  return { name: "#deliverables", format: "slack", url: "", config: {}, eventTypes: ["*"], workspaceId, ...more };
}

describe("a bridge made of a Slack account", () => {
  it("takes the URL on the server, sealed, and shows no more of it than of any other", async () => {
    const { id } = await createBridge(tenant.ctx, draft({ connectionId }));
    const row = await db.destination.findUniqueOrThrow({ where: { id } });
    expect(openDestination(row).url).toBe(WEBHOOK);
    const shown = await getBridge(tenant.ctx, { bridgeId: id });
    expect(shown).toMatchObject({ format: "slack", host: "hooks.slack.com", url: null });
    const offered = await slackWebhook(tenant.ctx, { workspaceId: tenant.workspaceId, connectionId });
    expect(offered.urlMasked).toBe(shown.urlMasked);
    expect(JSON.stringify([row, shown, offered.urlMasked])).not.toContain("aBcDeFgHiJkLmNoPqRsTuVwX");
  });

  it("keeps a URL that is typed", async () => {
    const url = "https://hooks.slack.com/services/T1/B1/typed";
    const { id } = await createBridge(tenant.ctx, draft({ connectionId, url }));
    expect(openDestination(await db.destination.findUniqueOrThrow({ where: { id } })).url).toBe(url);
  });

  it("is of no other format, which might show the URL", async () => {
    for (const format of ["generic_json", "custom"]) {
      await expect(createBridge(tenant.ctx, draft({ connectionId, format }))).rejects.toMatchObject({
        code: "invalid",
        errors: expect.arrayContaining([expect.objectContaining({ path: "url" })]),
      });
    }
  });

  it("is for admins of the account's workspace", async () => {
    const stranger = await createTenant();
    const theirs = draft({ connectionId, workspaceId: stranger.workspaceId });
    await expect(createBridge(stranger.ctx, theirs)).rejects.toMatchObject({ code: "not_found" });
    const second = newId("workspace");
    const { organizationId } = tenant;
    await db.workspace.create({ data: { id: second, organizationId, name: "Second" } });
    const elsewhere = draft({ connectionId, workspaceId: second });
    await expect(createBridge(tenant.ctx, elsewhere)).rejects.toMatchObject({ code: "not_found" });
    const member = { ...tenant.ctx, permissions: ROLE_PERMISSIONS.member };
    await expect(createBridge(member, draft({ connectionId }))).rejects.toMatchObject({ code: "forbidden" });
    await expect(slackWebhook(member, { workspaceId: tenant.workspaceId, connectionId })).rejects.toMatchObject({
      code: "forbidden",
    });
    await db.connection.update({ where: { id: connectionId }, data: { disconnectedAt: new Date() } });
    await expect(createBridge(tenant.ctx, draft({ connectionId }))).rejects.toMatchObject({ code: "not_found" });
    expect(await db.destination.count({ where: { organizationId } })).toBe(0);
  });
});
