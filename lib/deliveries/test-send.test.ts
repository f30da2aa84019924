import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { bridgeTo, createSigningTenant } from "@/lib/testing/bridge";
import { type Sink, startSink } from "@/lib/testing/sink";
import type { Tenant } from "@/lib/testing/tenant";
import { sendTest } from "./test-send";

let sink: Sink;
let tenant: Tenant;
beforeAll(async () => {
  sink = await startSink();
});
afterAll(() => sink.close());
beforeEach(async () => {
  sink.clear();
  tenant = await createSigningTenant();
});

describe("sendTest", () => {
  it("answers with what the receiver said, and is on record as a test", async () => {
    sink.answer({ status: 202, headers: { "x-queue": "7" }, body: "thanks" });
    const destinationId = await bridgeTo(tenant, sink.url, ["credits.low"]);
    const result = await sendTest(tenant.ctx, { destinationId });
    expect(result).toMatchObject({ verdict: "delivered", status: 202, body: "thanks", eventType: "credits.low" });
    expect(result.headers).toMatchObject({ "x-queue": "7" });
    const delivery = await db.delivery.findUniqueOrThrow({ where: { id: result.deliveryId } });
    expect(delivery).toMatchObject({ origin: "test", status: "delivered", attemptCount: 1 });
  });

  it("says why when nothing answers, tries once and leaves the health of the bridge alone", async () => {
    const closed = await startSink();
    await closed.close();
    const destinationId = await bridgeTo(tenant, closed.url);
    const result = await sendTest(tenant.ctx, { destinationId });
    expect(result).toMatchObject({ verdict: "retry", errorClass: "unreachable", status: null });
    const bridge = await db.destination.findUniqueOrThrow({ where: { id: destinationId } });
    expect(bridge).toMatchObject({ consecutiveFailures: 0, failingSince: null });
    const delivery = await db.delivery.findUniqueOrThrow({ where: { id: result.deliveryId } });
    expect(delivery).toMatchObject({ status: "failed", dueAt: null });
  });

  it("sends webhook.test where a bridge has no type of its own", async () => {
    const destinationId = await bridgeTo(tenant, sink.url);
    expect(await sendTest(tenant.ctx, { destinationId })).toMatchObject({ eventType: "webhook.test" });
  });

  it("names an unknown type, and hides another organization's bridge", async () => {
    const destinationId = await bridgeTo(tenant, sink.url);
    const unknown = sendTest(tenant.ctx, { destinationId, eventType: "work.done" });
    await expect(unknown).rejects.toMatchObject({ code: "invalid", errors: [{ path: "event_type" }] });
    const other = await createSigningTenant();
    await expect(sendTest(other.ctx, { destinationId })).rejects.toMatchObject({ code: "not_found" });
    expect(sink.requests).toHaveLength(0);
  });
});
