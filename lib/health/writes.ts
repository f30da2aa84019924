import { upkeepPool } from "@/lib/db/client";
import { databaseTrouble } from "@/lib/db/trouble";
import { failingWrites, type WriteKind } from "@/lib/db/write-outcomes";
import type { Part } from "./part";

const NAMES: Record<WriteKind, string> = {
  events: "published events",
  attempts: "attempts of deliveries",
  inbound: "what providers send",
};

// Changes nothing, yet asks for all that a real write asks for: tables that nobody has locked, and a database that writes.
const TABLES = [
  "events",
  "destinations",
  "deliveries",
  "attempts",
  "inbound_events",
  "engine_runs",
  "idempotency_records",
];
const TRY = `
  WITH ${TABLES.map((table) => `try_${table} AS (UPDATE ${table} SET id = id WHERE false)`).join(", ")} SELECT 1`;

/** Whether the database takes writes: by the outcome of the last real ones, and by asking for one. */
export async function askWrites(): Promise<Part> {
  const failing = failingWrites().map((kind) => NAMES[kind]);
  if (failing.length > 0) return { ok: false, detail: `the database does not take ${failing.join(", ")}` };
  try {
    await upkeepPool().query(TRY);
    return { ok: true, detail: "ok" };
  } catch (error) {
    const isBusy = databaseTrouble(error) === "busy";
    return { ok: false, detail: isBusy ? "a table is locked" : "the database takes no writes" };
  }
}
