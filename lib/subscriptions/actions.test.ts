import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Context } from "@/lib/context";
import { db } from "@/lib/db/client";
import { liveSecrets } from "@/lib/secrets/signing-secrets";
import { createPerson } from "@/lib/testing/people";
import { createTenant, type Tenant } from "@/lib/testing/tenant";
import {
  endSubscriptionOverlapAction,
  pauseSubscriptionAction,
  removeSubscriptionAction,
  resumeSubscriptionAction,
  rotateSubscriptionSecretAction,
} from "./actions";
import { createSubscription } from "./create";
import { getSubscription } from "./get";
import { listSubscriptionSummaries, readSubscriptionPage } from "./overview";

// Who is signed in is read from the request's cookie, of which a test has none.
const signedIn = vi.hoisted(() => ({ ctx: undefined as unknown }));
vi.mock("@/lib/actions/viewer", () => ({ requireViewer: async () => signedIn }));

const ROTATION = { overlap_seconds: 3_600 };

const actions: Record<string, (id: string) => Promise<{ ok: boolean; code?: string }>> = {
  pause: pauseSubscriptionAction,
  resume: resumeSubscriptionAction,
  remove: removeSubscriptionAction,
  rotate: (id) => rotateSubscriptionSecretAction(id, ROTATION),
  endOverlap: endSubscriptionOverlapAction,
};

let tenant: Tenant;
let id: string;
let secret: string;

beforeEach(async () => {
  tenant = await createTenant();
  const events = ["workroom.completed"];
  ({ id, secret } = await createSubscription(tenant.ctx, { url: "https://example.com/hook?token=t0psecret", events }));
  signedIn.ctx = tenant.ctx;
});

/** All that an action could change. */
async function stored() {
  const row = await db.destination.findUnique({ where: { id }, select: { pausedAt: true, deletedAt: true } });
  return { ...row, secrets: await db.signingSecret.count({ where: { destinationId: id } }) };
}

describe("subscriptions' actions", () => {
  it("do what an owner asks", async () => {
    expect(await pauseSubscriptionAction(id)).toEqual({ ok: true, data: null });
    expect(await getSubscription(tenant.ctx, { id })).toMatchObject({ status: "paused" });
    expect(await resumeSubscriptionAction(id)).toEqual({ ok: true, data: null });
    const rotated = await rotateSubscriptionSecretAction(id, ROTATION);
    const newest = rotated.ok ? rotated.data.secret : "";
    expect(await liveSecrets({ destinationId: id })).toEqual([newest, secret]);
    expect(await endSubscriptionOverlapAction(id)).toEqual({ ok: true, data: null });
    expect(await liveSecrets({ destinationId: id })).toEqual([newest]);
    expect(await removeSubscriptionAction(id)).toEqual({ ok: true, data: null });
    expect(await listSubscriptionSummaries(tenant.ctx)).toEqual([]);
  });

  it.each(Object.entries(actions))("%s: is refused to a member, and changes nothing", async (_, action) => {
    const before = await stored();
    signedIn.ctx = (await createPerson(tenant.organizationId, "member")).ctx;
    expect(await action(id)).toMatchObject({ ok: false, code: "forbidden" });
    expect(await stored()).toEqual(before);
  });

  it.each(Object.entries(actions))("%s: another organization's id reads as not found", async (_, action) => {
    const before = await stored();
    signedIn.ctx = (await createTenant()).ctx;
    expect(await action(id)).toMatchObject({ ok: false, code: "not_found" });
    expect(await stored()).toEqual(before);
  });

  it("refuse what no form sends", async () => {
    for (const rotation of [{ overlap_seconds: -1 }, { overlap_seconds: 0, secret: "short" }, null, { more: 1 }]) {
      expect(await rotateSubscriptionSecretAction(id, rotation as never)).toMatchObject({ ok: false, code: "invalid" });
    }
    expect(await pauseSubscriptionAction({ startsWith: "sub_" } as never)).toMatchObject({ code: "not_found" });
  });
});

describe("subscriptions' pages", () => {
  it("are read by members, and hold no secret", async () => {
    const { ctx } = await createPerson(tenant.organizationId, "member");
    const [listed] = await listSubscriptionSummaries(ctx);
    expect(listed).toMatchObject({ id, name: "example.com", host: "example.com", state: "active", filters: null });
    expect(listed?.health.hours).toHaveLength(24);
    const page = await readSubscriptionPage(ctx, { id });
    expect(page.subscription.secret_hint).toContain(secret.slice(-4));
    const told = JSON.stringify([listed, page]);
    for (const hidden of [secret, "t0psecret", "ealed", tenant.organizationId]) expect(told).not.toContain(hidden);
  });

  it("show nothing of another organization, nor of workspaces that a key does not reach", async () => {
    const other = await createTenant();
    const key: Context = { ...tenant.ctx, workspaces: [tenant.workspaceId] };
    for (const ctx of [other.ctx, key]) {
      expect(await listSubscriptionSummaries(ctx)).toEqual([]);
      await expect(readSubscriptionPage(ctx, { id })).rejects.toMatchObject({ code: "not_found" });
    }
  });
});
