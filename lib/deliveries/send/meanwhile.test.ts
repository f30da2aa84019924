import { beforeEach, describe, expect, it } from "vitest";
import { sqlPool } from "@/lib/db/client";
import { cancelDelivery } from "@/lib/deliveries/cancel";
import { updateSubscription } from "@/lib/subscriptions/update";
import { attemptNow } from "@/lib/testing/attempt-now";
import { heldAnswers } from "@/lib/testing/held-answers";
import { sinkForTest } from "@/lib/testing/sender";
import type { Sink } from "@/lib/testing/sink";
import { createTenant, type Tenant } from "@/lib/testing/tenant";
import { attemptRows, deliveryRow, publishMany, webhookRow, webhookTo } from "@/lib/testing/webhooks";

let tenant: Tenant;
let sink: Sink;
let destinationId: string;
beforeEach(async () => {
  tenant = await createTenant();
  sink = await sinkForTest();
  destinationId = await webhookTo(tenant, sink.url);
});

const change = (set: string) => sqlPool().query(`UPDATE destinations SET ${set} WHERE id = $1`, [destinationId]);

describe("a destination that changes while a delivery waits", () => {
  it("receives at its new URL, and the old one hears nothing more", async () => {
    await attemptNow(...(await publishMany(tenant)));
    expect(sink.requests).toHaveLength(1);
    const ids = await publishMany(tenant, 3);
    const moved = await sinkForTest();
    await updateSubscription(tenant.ctx, destinationId, { url: moved.url });
    await attemptNow(...ids);
    expect(sink.requests).toHaveLength(1);
    expect(moved.requests).toHaveLength(3);
  });

  it.each([
    ["disabled", "disabled_at = now()", /destination was disabled/],
    ["deleted", "deleted_at = now()", /destination was deleted/],
  ])("and is %s receives nothing: what waits is cancelled", async (_, set, summary) => {
    const ids = await publishMany(tenant, 3);
    await change(set);
    await attemptNow(...ids);
    expect(sink.requests).toHaveLength(0);
    for (const id of ids) {
      const cancelled = { status: "cancelled", dueAt: null, endedAt: expect.any(Date), lease: null };
      expect(await deliveryRow(id)).toMatchObject({ ...cancelled, summary: expect.stringMatching(summary) });
    }
  });
});

describe("an attempt that is under way when its delivery is cancelled", () => {
  async function cancelledUnderWay(status: number): Promise<string> {
    const held = heldAnswers();
    sink.answer(held.answer);
    const [id = ""] = await publishMany(tenant);
    const attempted = attemptNow(id);
    await sink.waitForCount(1);
    await cancelDelivery(tenant.ctx, { deliveryId: id });
    held.release(status);
    await attempted;
    return id;
  }

  it("does not revive it when it fails, and is on record", async () => {
    const id = await cancelledUnderWay(500);
    const cancelled = {
      status: "cancelled",
      dueAt: null,
      attemptCount: 1,
      summary: expect.stringMatching(/^Cancelled/),
    };
    expect(await deliveryRow(id)).toMatchObject(cancelled);
    expect(await attemptRows(id)).toMatchObject([{ responseStatus: 500 }]);
    await attemptNow(id);
    expect(sink.requests).toHaveLength(1);
  });

  it("counts as delivered when it arrives", async () => {
    const id = await cancelledUnderWay(200);
    expect(await deliveryRow(id)).toMatchObject({ status: "delivered", dueAt: null, attemptCount: 1 });
    expect(await attemptRows(id)).toMatchObject([{ responseStatus: 200 }]);
  });
});

describe("a destination that cannot be opened", () => {
  // What was sealed for another row opens as little as what was sealed under another APP_SECRET.
  it.each([
    ["its URL", "UPDATE destinations SET url_sealed = $2 WHERE id = $1"],
    ["its signing secret", "UPDATE signing_secrets SET sealed = $2 WHERE destination_id = $1"],
  ])("has an attempt on record that says so, and the others go on: %s", async (_, sql) => {
    const otherId = await webhookTo(tenant, `${sink.url}/other`);
    await sqlPool().query(sql, [destinationId, (await webhookRow(otherId)).urlSealed]);
    const ids = await publishMany(tenant, 2);
    await attemptNow(...ids);
    expect(sink.requests.map(({ path }) => path)).toEqual(["/other", "/other"]);
    for (const row of await Promise.all(ids.map(deliveryRow))) {
      if (row.destinationId === otherId) {
        expect(row).toMatchObject({ status: "delivered" });
        continue;
      }
      expect(row).toMatchObject({ status: "retrying", attemptCount: 1, dueAt: expect.any(Date) });
      const explanation = expect.stringMatching(/APP_SECRET/);
      expect(await attemptRows(row.id)).toMatchObject([{ errorClass: "rejected", responseStatus: null, explanation }]);
    }
  });
});
