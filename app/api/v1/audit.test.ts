import { expect, it } from "vitest";
import { REQUESTED } from "@/lib/audit/audit";
import { db } from "@/lib/db/client";
import { operations } from "@/lib/http/operations";
import { listWebhooks } from "@/lib/http/operations/webhooks";
import { createApiKey, revokeApiKey } from "@/lib/keys/api-keys";
import { writeRequests } from "@/lib/keys/request-log";
import { pauseSubscription } from "@/lib/subscriptions/pause";
import { rotateSubscriptionSecret } from "@/lib/subscriptions/rotate-secret";
import { openBreaker } from "@/lib/testing/breaker";
import { startSink } from "@/lib/testing/sink";
import { createTenant } from "@/lib/testing/tenant";
import { callApi } from "./testing/call";
import { createWorld, idFor } from "./testing/world";

// What each operation that changes something leaves in the audit log, beside the request itself. Publishing is no change
// of the organization's, and usage is on record in the ledger.
const ACTIONS: Record<string, string> = {
  createWebhook: "subscription.created",
  updateWebhook: "subscription.updated",
  deleteWebhook: "subscription.deleted",
  pauseWebhook: "subscription.paused",
  resumeWebhook: "subscription.resumed",
  probeWebhook: "subscription.probed",
  testWebhook: "subscription.tested",
  rotateSecret: "secret.rotated",
  endOverlap: "secret.overlap_ended",
  resendDelivery: "delivery.resent",
  createReplay: "replay.created",
  cancelReplay: "replay.cancelled",
};

const UNAUDITED = ["publishEvents", "recordUsage"];

const changing = operations.filter(({ method, id }) => method !== "get" && !UNAUDITED.includes(id));

it("knows what each operation leaves behind", () => {
  expect(Object.keys(ACTIONS).sort()).toEqual(changing.map(({ id }) => id).sort());
});

it.each(changing.map((operation) => [operation.id, operation] as const))(
  "%s is recorded with the key",
  async (id, operation) => {
    const sink = await startSink();
    const world = await createWorld(sink.url);
    const { organizationId, ctx, key, ids } = world;
    if (id === "endOverlap") await rotateSubscriptionSecret(ctx, ids.webhook, {});
    if (id === "resumeWebhook") await pauseSubscription(ctx, { id: ids.webhook });
    if (id === "probeWebhook") await openBreaker(ids.webhook);
    if (id === "cancelReplay") {
      const running = { status: "running", dueAt: new Date(), endedAt: null };
      await db.replay.updateMany({ where: { organizationId }, data: running });
    }
    const example = Object.values(operation.body?.examples ?? {})[0];
    const body = operation.body
      ? JSON.parse(JSON.stringify(example, (name, value) => (name === "url" ? sink.url : value)))
      : undefined;
    const answer = await callApi(operation, { key, id: idFor(operation, world), body });
    expect(answer.status, answer.text).toBeLessThan(300);
    await writeRequests();
    const all = await db.auditEntry.findMany({ where: { organizationId, actorType: "api_key" } });
    const entries = all.filter(({ action }) => action !== REQUESTED);
    expect(entries.map(({ action }) => action)).toEqual([ACTIONS[id]]);
    const { prefix } = await db.apiKey.findFirstOrThrow({ where: { organizationId } });
    expect(entries[0]?.actorLabel).toContain(prefix);
    expect(entries[0]?.targetId).toBeTruthy();
    const [request] = all.filter(({ action }) => action === REQUESTED);
    const counted = { targetLabel: id, changes: { status: answer.status, requests: 1 } };
    expect(request).toMatchObject({ ...counted, actorLabel: entries[0]?.actorLabel });
    expect(JSON.stringify(all)).not.toMatch(/whsec_|atl_[0-9A-Za-z]{20}/);
    await sink.close();
  },
);

it("counts the requests of a key that is expired or revoked, and none of a key that nobody has", async () => {
  const tenant = await createTenant();
  const { organizationId, ctx } = tenant;
  const entriesOf = async () => {
    await writeRequests();
    const entries = await db.auditEntry.findMany({
      where: { organizationId, action: REQUESTED },
      orderBy: { id: "asc" },
    });
    return entries.map(({ actorLabel, targetLabel, changes }) => [actorLabel, targetLabel, changes]);
  };
  const scopes = ["webhooks:read"] as const;
  const revoked = await createApiKey(ctx, { name: "Old backend", scopes: [...scopes] });
  await revokeApiKey(ctx, { id: revoked.id });
  const expired = await createApiKey(ctx, { name: "Trial", scopes: [...scopes] });
  await db.apiKey.update({ where: { id: expired.id }, data: { expiresAt: new Date(Date.now() - 1) } });

  for (const { key } of [revoked, revoked, expired]) {
    expect((await callApi(listWebhooks, { key })).status).toBe(401);
  }
  for (const key of [undefined, "nonsense", `${revoked.key.slice(0, -6)}000000`]) {
    expect((await callApi(listWebhooks, { key })).status).toBe(401);
  }
  const told = await entriesOf();
  expect(told).toEqual([
    [`Old backend (${revoked.key.slice(0, 10)}…)`, "listWebhooks", { status: 401, requests: 2 }],
    [`Trial (${expired.key.slice(0, 10)}…)`, "listWebhooks", { status: 401, requests: 1 }],
  ]);
  expect(JSON.stringify(told)).not.toMatch(/atl_[0-9A-Za-z]{20}/);
});
