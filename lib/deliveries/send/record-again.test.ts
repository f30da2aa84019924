import { beforeEach, describe, expect, it, vi } from "vitest";
import { sqlPool } from "@/lib/db/client";
import { logger } from "@/lib/logger";
import { type HeldAnswers, heldAnswers } from "@/lib/testing/held-answers";
import { lockedBy, lockedDelivery, lockedDestination } from "@/lib/testing/row-lock";
import { afterTest, sinkForTest } from "@/lib/testing/sender";
import type { Sink } from "@/lib/testing/sink";
import { createTenant, type Tenant } from "@/lib/testing/tenant";
import { attemptRows, deliveryRow, publishMany, webhookRow, webhookTo } from "@/lib/testing/webhooks";
import { deliverDue } from "./deliver";
import { deliverWaiting } from "./deliver-waiting";
import { flightCount, renewFlights } from "./flights";

const WEBHOOKS = 10;

let tenant: Tenant;
let sink: Sink;
let held: HeldAnswers;
let webhookIds: string[];
beforeEach(async () => {
  tenant = await createTenant();
  sink = await sinkForTest();
  held = heldAnswers();
  sink.answer(held.answer);
  webhookIds = [];
  for (let n = 0; n < WEBHOOKS; n++) webhookIds.push(await webhookTo(tenant, `${sink.url}/${n}`));
});

// Everything is sent, and nothing is answered yet.
async function underWay(): Promise<string[]> {
  const ids = await publishMany(tenant);
  const rows = await Promise.all(ids.map(deliveryRow));
  await deliverDue({ attempt: 0, deliveries: Object.fromEntries(rows.map((row) => [row.destinationId, [row.id]])) });
  await sink.waitForCount(WEBHOOKS);
  return ids;
}

const delivered = async (ids: readonly string[]) =>
  (await Promise.all(ids.map(deliveryRow))).filter(({ status }) => status === "delivered").map(({ id }) => id);

async function expectOnce(ids: readonly string[]): Promise<void> {
  await expect.poll(() => delivered(ids)).toEqual(ids);
  for (const id of ids) expect(await attemptRows(id)).toMatchObject([{ number: 1, responseStatus: 200 }]);
  await expect.poll(flightCount).toBe(0);
  for (const destinationId of webhookIds) await deliverWaiting({ destinationId });
  expect(sink.requests).toHaveLength(WEBHOOKS);
}

const waitingForLocks = async (like: string) => {
  const { rows } = await sqlPool().query<{ pid: number }>(
    `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
       AND application_name LIKE 'atelyaos-webhooks work%' AND query LIKE $1`,
    [like],
  );
  return rows.map(({ pid }) => pid);
};

describe("an answer that was read", () => {
  it("is recorded though the session that was to store it is ended, and is sent once", async () => {
    const ids = await underWay();
    const unlock = await lockedBy("LOCK TABLE deliveries");
    held.release();
    for (let ended = 0; ended < 2; ended++) {
      const pids = await vi.waitFor(async () => {
        const waiting = await waitingForLocks("%INSERT INTO attempts%");
        expect(waiting).not.toEqual([]);
        return waiting;
      });
      await sqlPool().query("SELECT pg_terminate_backend(pid) FROM unnest($1::int[]) AS pid", [pids]);
    }
    await unlock();
    await expectOnce(ids);
  });

  it("is recorded after a lock that lasts longer than any statement waits, and is sent once", async () => {
    const ids = await underWay();
    const warn = vi.spyOn(logger, "warn");
    afterTest(async () => warn.mockRestore());
    const unlock = await lockedBy("LOCK TABLE deliveries");
    held.release();
    const message = "attempts could not be put on record and are tried again";
    await vi.waitFor(() => expect(warn).toHaveBeenCalledWith(expect.anything(), message), 20_000);
    await renewFlights();
    expect(warn).toHaveBeenCalledWith(expect.anything(), expect.stringContaining("leases of deliveries"));
    await unlock();
    await expectOnce(ids);
  });

  it("waits alone for its delivery's row when somebody has locked that", async () => {
    const ids = await underWay();
    const [locked = "", ...others] = ids;
    const unlock = await lockedDelivery(locked);
    held.release();
    await expect.poll(() => delivered(ids)).toEqual(others);
    expect(await attemptRows(locked)).toEqual([]);
    await unlock();
    await expectOnce(ids);
  });

  it("waits for no destination's row, whose health is written when it is free", async () => {
    const ids = await underWay();
    const [lockedId = ""] = webhookIds;
    const unlock = await lockedDestination(lockedId);
    held.release();
    await expect.poll(() => delivered(ids)).toEqual(ids);
    const verdict = async (id: string) => (await webhookRow(id)).lastVerdict;
    for (const id of webhookIds.slice(1)) await expect.poll(() => verdict(id)).toBe("delivered");
    expect(await verdict(lockedId)).toBeNull();
    await unlock();
    await expect.poll(() => verdict(lockedId)).toBe("delivered");
    await expectOnce(ids);
  });
});

it("sends to all others while a limited destination's row is locked, and to that one afterwards", async () => {
  held.release();
  const limited = await sinkForTest();
  const limitedId = await webhookTo(tenant, limited.url, { rate_limit_per_second: 50 });
  const unlock = await lockedDestination(limitedId);
  const ids = await publishMany(tenant);
  const rows = await Promise.all(ids.map(deliveryRow));
  const due = Object.fromEntries(rows.map((row) => [row.destinationId, [row.id]]));
  await deliverDue({ attempt: 0, deliveries: due });
  const others = rows.filter(({ destinationId }) => destinationId !== limitedId).map(({ id }) => id);
  await expect.poll(() => delivered(ids)).toEqual(others);
  expect(limited.requests).toHaveLength(0);
  const waiting = await deliveryRow(due[limitedId]?.[0] ?? "");
  expect(waiting).toMatchObject({ status: "pending", lease: null, leasedUntil: null });
  await unlock();
  await deliverWaiting({ destinationId: limitedId });
  await limited.waitForCount(1);
  await expect.poll(() => delivered(ids)).toEqual(ids);
  expect(limited.requests).toHaveLength(1);
});
