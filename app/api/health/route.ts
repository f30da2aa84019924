import { setTimeout as delay } from "node:timers/promises";
import { sqlPool } from "@/lib/db/client";
import { engineHealth } from "@/lib/engine-health";
import { version } from "@/package.json";

export const dynamic = "force-dynamic";

const TIMEOUT_MS = 5_000;

/** 200 with the state of database, engine and version; 503 with what is wrong. Names no host, user or secret. */
export async function GET(): Promise<Response> {
  const [database, engine] = await Promise.all([stateOf(askDatabase), stateOf(engineHealth)]);
  const isWell = database.ok && engine.ok;
  const body = { status: isWell ? "ok" : "unwell", version, database: database.detail, engine: engine.detail };
  return Response.json(body, { status: isWell ? 200 : 503, headers: { "Cache-Control": "no-store" } });
}

async function askDatabase(): Promise<{ ok: boolean; detail: string }> {
  await sqlPool().query("SELECT 1");
  return { ok: true, detail: "ok" };
}

async function stateOf(ask: () => Promise<{ ok: boolean; detail: string }>): Promise<{ ok: boolean; detail: string }> {
  const inTime = new AbortController();
  const late = { ok: false, detail: `no answer within ${TIMEOUT_MS / 1000} s` };
  try {
    return await Promise.race([ask(), delay(TIMEOUT_MS, late, { signal: inTime.signal })]);
  } catch {
    return { ok: false, detail: "unreachable" };
  } finally {
    inTime.abort();
  }
}
