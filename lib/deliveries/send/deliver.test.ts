import { createHmac, timingSafeEqual } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { pauseBridge, resumeBridge } from "@/lib/bridges/pause";
import { db } from "@/lib/db/client";
import { cancelDelivery } from "@/lib/deliveries/cancel";
import { publishEvent } from "@/lib/deliveries/publish/publish";
import { resendDelivery } from "@/lib/deliveries/resend";
import { retryNow } from "@/lib/deliveries/retry-now";
import { attemptNow } from "@/lib/testing/attempt-now";
import { bridgeTo, createSigningTenant, exampleInput } from "@/lib/testing/bridge";
import { type Sink, startSink } from "@/lib/testing/sink";
import type { Tenant } from "@/lib/testing/tenant";

let sink: Sink;
let tenant: Tenant & { secret: string };
let bridgeId: string;
beforeAll(async () => {
  sink = await startSink();
});
afterAll(() => sink.close());
beforeEach(async () => {
  sink.clear();
  sink.answer({ status: 200, body: "ok" });
  tenant = await createSigningTenant();
  bridgeId = await bridgeTo(tenant, `${sink.url}/hook`);
});

async function published(): Promise<string> {
  await publishEvent(tenant.ctx, exampleInput(tenant));
  const { id } = await db.delivery.findFirstOrThrow({
    where: { organizationId: tenant.organizationId, eventType: "workroom.completed" },
    orderBy: { id: "desc" },
  });
  return id;
}

// JSON has no bigint.
const texts = (_: string, value: unknown) => (typeof value === "bigint" ? String(value) : value);
const deliveryRow = (id: string) => db.delivery.findUniqueOrThrow({ where: { id } });
const attemptRows = (deliveryId: string) => db.attempt.findMany({ where: { deliveryId }, orderBy: { number: "asc" } });

describe("deliverDue", () => {
  it("sends bytes that a stranger's verifier accepts, and puts the attempt on record", async () => {
    const id = await published();
    await attemptNow(id);
    const [request] = sink.requests;
    if (!request) throw new Error("Nothing arrived.");
    const { headers, text } = request;
    expect(new Webhook(tenant.secret).verify(text, headers)).toMatchObject({});
    const signature = Buffer.from(headers["x-atelyaos-signature"] ?? "", "hex");
    expect(timingSafeEqual(createHmac("sha256", tenant.secret).update(text).digest(), signature)).toBe(true);
    expect(headers).toMatchObject({
      "user-agent": "AtelyaOS-Webhooks/1",
      "x-atelyaos-event": "workroom.completed",
      "x-atelyaos-delivery": id,
      "x-atelyaos-attempt": "1",
    });
    expect(await deliveryRow(id)).toMatchObject({ status: "delivered", attemptCount: 1, dueAt: null, lastStatus: 200 });
    expect(await attemptRows(id)).toMatchObject([
      { number: 1, responseStatus: 200, responseBody: "ok", requestBody: text, verdict: "delivered" },
    ]);
  });

  it("sends once when the same wake-up comes many times at once", async () => {
    const id = await published();
    await Promise.all(Array.from({ length: 8 }, () => attemptNow(id)));
    expect(sink.requests).toHaveLength(1);
    expect(await attemptRows(id)).toHaveLength(1);
  });

  it("schedules the next attempt of a failure, keeps webhook-id and renews the timestamp's signature", async () => {
    sink.answer({ status: 503, body: "busy" }, { status: 200, body: "ok" });
    const id = await published();
    const before = Date.now();
    await attemptNow(id);
    const waiting = await deliveryRow(id);
    expect(waiting).toMatchObject({ status: "retrying", attemptCount: 1, lastStatus: 503 });
    expect((waiting.dueAt?.getTime() ?? 0) - before).toBeGreaterThanOrEqual(4_000);
    await attemptNow(id);
    expect(await deliveryRow(id)).toMatchObject({ status: "delivered", attemptCount: 2 });
    const [first, second] = sink.requests;
    expect(second?.headers["webhook-id"]).toBe(first?.headers["webhook-id"]);
    expect(second?.headers["x-atelyaos-attempt"]).toBe("2");
    expect(new Webhook(tenant.secret).verify(second?.text ?? "", second?.headers ?? {})).toBeTruthy();
  });

  it("disables the bridge on 410, tells of it by an event, and sends nothing more", async () => {
    sink.answer({ status: 410 });
    const [id, waiting] = [await published(), await published()];
    await attemptNow(id);
    expect(await deliveryRow(id)).toMatchObject({ status: "failed" });
    expect(await deliveryRow(waiting)).toMatchObject({ status: "cancelled" });
    const bridge = await db.destination.findUniqueOrThrow({ where: { id: bridgeId } });
    expect(bridge.disabledReason).toContain("410");
    const { organizationId } = tenant;
    expect(await db.event.count({ where: { organizationId, type: "webhook.disabled" } })).toBe(1);
    expect(await publishEvent(tenant.ctx, exampleInput(tenant))).toMatchObject({ deliveries: 0 });
  });

  it("holds what waits while a bridge is paused", async () => {
    const id = await published();
    await pauseBridge(tenant.ctx, { bridgeId });
    await attemptNow(id);
    expect(sink.requests).toHaveLength(0);
    expect(await deliveryRow(id)).toMatchObject({ status: "pending", lease: null, dueAt: expect.any(Date) });
    await resumeBridge(tenant.ctx, { bridgeId });
    await attemptNow(id);
    expect(await deliveryRow(id)).toMatchObject({ status: "delivered" });
  });

  it("records an answer that a database cannot hold as it is", async () => {
    sink.answer({ status: 200, body: Buffer.from([0x61, 0x00, 0x62, 0xff, 0xed, 0xa0, 0x80]) });
    const id = await published();
    await attemptNow(id);
    expect((await attemptRows(id))[0]?.responseBody).toMatch(/^a\uFFFDb/);
  });

  it("keeps the workspace's secret out of the record when the receiver echoes it", async () => {
    sink.answer({ status: 500, body: `your key is ${tenant.secret}` });
    const id = await published();
    await attemptNow(id);
    expect(JSON.stringify(await attemptRows(id), texts)).not.toContain(tenant.secret);
  });
});

describe("verbs on a delivery", () => {
  it("resends as a new delivery with the same webhook-id and cancels what was open of the old one", async () => {
    sink.answer({ status: 500 }, { status: 200 });
    const id = await published();
    await attemptNow(id);
    const resend = await resendDelivery(tenant.ctx, { deliveryId: id });
    expect(await deliveryRow(id)).toMatchObject({ status: "cancelled" });
    await attemptNow(resend.id);
    expect(await deliveryRow(resend.id)).toMatchObject({ status: "delivered", resendOfId: id, origin: "resend" });
    expect(sink.requests[1]?.headers["webhook-id"]).toBe(sink.requests[0]?.headers["webhook-id"]);
  });

  it("lets a cancelled delivery rest", async () => {
    const id = await published();
    await cancelDelivery(tenant.ctx, { deliveryId: id });
    await attemptNow(id);
    expect(sink.requests).toHaveLength(0);
    await expect(cancelDelivery(tenant.ctx, { deliveryId: id })).rejects.toMatchObject({ code: "conflict" });
    await expect(retryNow(tenant.ctx, { deliveryId: id })).rejects.toMatchObject({ code: "conflict" });
  });

  it("reads another organization's delivery as not found, and lets members only look", async () => {
    const id = await published();
    const other = await createSigningTenant();
    const member = { ...tenant.ctx, permissions: new Set(["webhooks:read"] as const) };
    for (const verb of [resendDelivery, cancelDelivery, retryNow]) {
      await expect(verb(other.ctx, { deliveryId: id })).rejects.toMatchObject({ code: "not_found" });
      await expect(verb(member, { deliveryId: id })).rejects.toMatchObject({ code: "forbidden" });
    }
  });
});
