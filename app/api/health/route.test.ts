import { afterEach, beforeEach, describe, expect, it, test, vi } from "vitest";
import { disconnect, sqlPool, upkeepPool } from "@/lib/db/client";
import { reportEngineHealth } from "@/lib/engine-health";
import { lockedBy, lockedDestination } from "@/lib/testing/row-lock";
import { createTenant } from "@/lib/testing/tenant";
import { NOWHERE, publishMany, webhookTo } from "@/lib/testing/webhooks";
import { GET } from "./route";

// Each question is asked anew: an answer is kept for a second.
let clock = 0;
beforeEach(() => {
  reportEngineHealth(async () => ({ ok: true, detail: "2 functions" }));
  const steady = performance.now.bind(performance);
  clock += 10_000;
  const ahead = clock;
  vi.spyOn(performance, "now").mockImplementation(() => steady() + ahead);
  vi.spyOn(process, "uptime").mockReturnValue(3_600);
});
afterEach(() => {
  vi.restoreAllMocks();
});

async function ask() {
  const answer = await GET();
  return { code: answer.status, ...(await answer.json()) };
}

const WELL = { code: 200, status: "ok", database: "ok", writes: "ok", deliveries: "ok", engine: "2 functions" };

test("says that all is well, and which version it is", async () => {
  expect(await ask()).toEqual({ ...WELL, version: expect.stringMatching(/^\d+\.\d+\.\d+/) });
});

test("says that the engine is not well", async () => {
  reportEngineHealth(async () => ({ ok: false, detail: "stopped" }));
  expect(await ask()).toMatchObject({ ...WELL, code: 503, status: "unwell", engine: "stopped" });
});

test("says what is wrong, and nothing of where", async () => {
  vi.spyOn(upkeepPool(), "query").mockRejectedValue(new Error("connect ECONNREFUSED 10.0.0.7:5432"));
  const answer = await ask();
  expect(answer).toMatchObject({ code: 503, database: "unreachable", deliveries: "unreachable" });
  expect(JSON.stringify(answer)).not.toContain("10.0.0.7");
});

test("looks once a second, however many ask", async () => {
  const query = vi.spyOn(upkeepPool(), "query");
  await Promise.all(Array.from({ length: 50 }, ask));
  expect(query.mock.calls.length).toBeLessThan(6);
});

describe("writes", () => {
  it.each(["events", "destinations", "deliveries", "attempts", "inbound_events", "engine_runs"])(
    "are not taken while %s is locked",
    async (table) => {
      const release = await lockedBy(`LOCK TABLE ${table} IN EXCLUSIVE MODE`);
      expect(await ask()).toMatchObject({ code: 503, database: "ok", writes: "a table is locked" });
      await release();
    },
  );

  it("are not taken where only reading is allowed", async () => {
    const name = new URL(process.env.DATABASE_URL ?? "").pathname.slice(1);
    await sqlPool().query(`ALTER DATABASE ${name} SET default_transaction_read_only = on`);
    await disconnect();
    expect(await ask()).toMatchObject({ code: 503, writes: "the database takes no writes" });
    const client = await sqlPool().connect();
    await client.query("SET default_transaction_read_only = off");
    await client.query(`ALTER DATABASE ${name} RESET default_transaction_read_only`);
    client.release();
    await disconnect();
  });

  it("are taken while one destination's row is locked", async () => {
    const id = await webhookTo(await createTenant(), NOWHERE);
    const release = await lockedDestination(id);
    expect(await ask()).toMatchObject(WELL);
    await release();
  });
});

describe("deliveries", () => {
  let id: string;
  beforeEach(async () => {
    const tenant = await createTenant();
    id = await webhookTo(tenant, NOWHERE);
    await publishMany(tenant);
    await sqlPool().query("UPDATE deliveries SET due_at = now() - interval '2 minutes' WHERE destination_id = $1", [
      id,
    ]);
    return () => sqlPool().query("TRUNCATE deliveries, attempts CASCADE");
  });

  const STANDS_STILL = /^nothing was sent for 75 s, although something is due$/;

  it("do not leave when one has long been due and nothing was sent", async () => {
    expect(await ask()).toMatchObject({ code: 503, deliveries: expect.stringMatching(STANDS_STILL) });
  });

  it("have their chance when the process has just begun", async () => {
    vi.spyOn(process, "uptime").mockReturnValue(20);
    expect(await ask()).toMatchObject(WELL);
  });

  it("leave when anything is sent", async () => {
    await sqlPool().query(
      `INSERT INTO attempts (id, organization_id, delivery_id, destination_id, number, started_at, duration_ms, method, url,
         request_headers, request_body, verdict, explanation)
       SELECT 'att_1', organization_id, id, destination_id, 1, now() - interval '1 minute', 1, 'POST', '', '{}', '', 'retry', ''
       FROM deliveries WHERE destination_id = $1`,
      [id],
    );
    expect(await ask()).toMatchObject(WELL);
  });

  it.each([
    ["paused", "UPDATE destinations SET paused_at = now() WHERE id = $1"],
    ["limited", "UPDATE destinations SET rate_limit_per_second = 1 WHERE id = $1"],
    ["held back", "UPDATE destinations SET held_until = now() + interval '1 hour' WHERE id = $1"],
    ["down", "UPDATE destinations SET breaker_opened_at = now() WHERE id = $1"],
    ["under way", "UPDATE deliveries SET leased_until = now() + interval '5 seconds' WHERE destination_id = $1"],
    ["not due for long", "UPDATE deliveries SET due_at = now() - interval '30 seconds' WHERE destination_id = $1"],
    ["ended", "UPDATE deliveries SET status = 'failed' WHERE destination_id = $1"],
  ])("may wait when what is due is %s", async (_, sql) => {
    await sqlPool().query(sql, [id]);
    expect(await ask()).toMatchObject(WELL);
  });
});
