import { afterEach, beforeEach, expect, it } from "vitest";
import { Wire } from "@/lib/testing/wire";
import { Pool } from "./pool";
import { sessionConfig } from "./session";

const CONNECTIONS = 4;
const LIMITS = { lockMs: 100, statementMs: 200 };

let wire: Wire;
let pools: Pool[] = [];
beforeEach(async () => {
  const url = new URL(process.env.DATABASE_URL ?? "");
  wire = await Wire.to(Number(url.port));
  url.port = `${wire.port}`;
  const onSilence = (askedAt: number) => {
    for (const pool of pools) pool.giveUpSilent(askedAt);
  };
  const config = { ...sessionConfig(url.href, "test", LIMITS), max: CONNECTIONS };
  pools = [new Pool(config, { onSilence }), new Pool(config, { onSilence })];
  await Promise.all(pools.map(useAll));
});
afterEach(async () => {
  await Promise.all(pools.map((pool) => pool.end()));
  wire.close();
});

async function useAll(pool: Pool): Promise<void> {
  await Promise.all(Array.from({ length: CONNECTIONS }, () => pool.query("SELECT pg_sleep(0.05)")));
}

it("waits once for a network that drops packets, and not once a connection", async () => {
  const [pool, other] = pools;
  wire.dropPackets();
  await expect(pool?.query("SELECT 1")).rejects.toThrow("Query read timeout");
  const healedAt = performance.now();
  for (let n = 0; n < 2 * CONNECTIONS; n++) {
    await pool?.query("SELECT 1");
    await other?.query("SELECT 1");
  }
  expect(performance.now() - healedAt).toBeLessThan(1_500);
});

it("keeps connections that were heard of since", async () => {
  const [pool, other] = pools;
  const processes = async () => {
    const { rows } = (await pool?.query("SELECT pg_backend_pid() AS pid")) ?? { rows: [] };
    return rows;
  };
  const before = await processes();
  const askedAt = performance.now();
  await processes();
  other?.giveUpSilent(askedAt);
  pool?.giveUpSilent(askedAt);
  expect(await processes()).toEqual(before);
  expect([pool?.totalCount, other?.totalCount]).toEqual([1, 0]);
});
