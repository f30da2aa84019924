import { beforeEach, expect, it, vi } from "vitest";
import { db, sqlPool } from "@/lib/db/client";
import { logger } from "@/lib/logger";
import { createTenant } from "@/lib/testing/tenant";
import { attemptRows, deliveryRow, NOWHERE, publishMany, webhookRow, webhookTo } from "@/lib/testing/webhooks";
import { sweepUp } from "./sweep";

const FAILED = 20;

beforeEach(() => {
  const error = vi.spyOn(logger, "error").mockImplementation(() => undefined);
  return () => error.mockRestore();
});

// A destination whose deliveries have all failed for six days.
async function failing(): Promise<{ id: string; deliveries: string[] }> {
  const tenant = await createTenant();
  const id = await webhookTo(tenant, NOWHERE);
  const deliveries = await publishMany(tenant, FAILED);
  await sqlPool().query(
    `INSERT INTO attempts (id, organization_id, delivery_id, destination_id, number, started_at, duration_ms, method, url,
       request_headers, request_body, verdict, explanation)
     SELECT 'att_' || d.id, organization_id, d.id, destination_id, 1, now(), 1, 'POST', '', '{}', '', 'retry', 'Nobody answered.'
     FROM deliveries d WHERE d.destination_id = $1`,
    [id],
  );
  await sqlPool().query("UPDATE deliveries SET due_at = now() - interval '1 minute' WHERE destination_id = $1", [id]);
  await sqlPool().query("UPDATE destinations SET failing_since = now() - interval '6 days' WHERE id = $1", [id]);
  return { id, deliveries };
}

it("switches off what has only failed, cancels what waits for it, and says what it found", async () => {
  const { id, deliveries } = await failing();
  expect(await sweepUp()).toEqual({ destinations: 1, replays: 0, inbound: 0, published: 0, disabled: 1 });
  expect(await webhookRow(id)).toMatchObject({ disabledAt: expect.any(Date) });
  for (const each of deliveries) expect(await deliveryRow(each)).toMatchObject({ status: "cancelled", dueAt: null });
  expect(await attemptRows(deliveries[0] ?? "")).toHaveLength(1);
});

async function without(table: string): Promise<Record<string, number | null>> {
  await sqlPool().query(`ALTER TABLE ${table} RENAME TO gone`);
  return sweepUp().finally(() => sqlPool().query(`ALTER TABLE gone RENAME TO ${table}`));
}

it.each([
  ["replays", "replays"],
  ["inbound", "inbound_events"],
])("goes on with all else when a task fails: %s", async (task, table) => {
  const { id } = await failing();
  expect(await without(table)).toEqual({
    destinations: 1,
    replays: 0,
    inbound: 0,
    published: 0,
    disabled: 1,
    [task]: null,
  });
  expect(await webhookRow(id)).toMatchObject({ disabledAt: expect.any(Date) });
});

it("disables nothing that it cannot tell of, and makes good for it later", async () => {
  const { id, deliveries } = await failing();
  expect(await without("pending_events")).toMatchObject({ destinations: 1, published: null, disabled: 0 });
  expect(await webhookRow(id)).toMatchObject({ disabledAt: null, disabledReason: null });
  for (const each of deliveries) expect(await deliveryRow(each)).toMatchObject({ status: "pending" });
  expect(await audited(id)).toEqual([]);
  expect(await sweepUp()).toMatchObject({ disabled: 1 });
  expect(await audited(id)).toEqual(["subscription.disabled"]);
  expect(await disabledEvents(id)).toBe(1);
  expect(await sweepUp()).toMatchObject({ disabled: 0 });
  expect(await disabledEvents(id)).toBe(1);
});

it("tells nobody of what could not be committed after all", async () => {
  const { id } = await failing();
  await sqlPool().query(`
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'not now'; END $$;
    CREATE CONSTRAINT TRIGGER refuses AFTER UPDATE ON destinations DEFERRABLE INITIALLY DEFERRED
      FOR EACH ROW EXECUTE FUNCTION refuse()`);
  expect(await sweepUp()).toMatchObject({ disabled: 0 });
  await sqlPool().query("DROP TRIGGER refuses ON destinations; DROP FUNCTION refuse");
  expect(await webhookRow(id)).toMatchObject({ disabledAt: null });
  expect(await audited(id)).toEqual([]);
  expect(await db.pendingEvent.count()).toBe(0);
  expect(await disabledEvents(id)).toBe(0);
});

async function audited(targetId: string): Promise<string[]> {
  const where = { targetId, action: "subscription.disabled" };
  return (await db.auditEntry.findMany({ where })).map(({ action }) => action);
}

async function disabledEvents(id: string): Promise<number> {
  const { organizationId } = await webhookRow(id);
  const events = await db.event.findMany({ where: { organizationId, type: "webhook.disabled" } });
  return events.filter(({ data }) => data.includes(id)).length;
}
