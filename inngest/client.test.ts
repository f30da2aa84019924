import { afterAll, expect, test, vi } from "vitest";
import { GET, POST, PUT } from "@/app/api/inngest/route";
import { sqlPool } from "@/lib/db/client";
import { embedded, inngest } from "./client";
import { type RunningFunctions, startFunctions } from "./functions/start";

let running: RunningFunctions | undefined;

afterAll(() => running?.stop());

function request(method: string, body?: string, headers: Record<string, string> = {}) {
  const url = "http://localhost:3000/api/inngest?fnId=atelyaos-webhooks-sweep&stepId=step";
  return new Request(url, {
    method,
    headers: { "content-type": "application/json", ...headers },
    ...(body ? { body } : {}),
  }) as never;
}

const CALL = JSON.stringify({
  event: { name: "inngest/scheduled.timer", data: {} },
  events: [],
  steps: {},
  version: -1,
  ctx: { run_id: "x", attempt: 0, stack: { stack: [], current: 0 } },
});

test("the public route answers 401 to whatever is not signed", async () => {
  const forged = { "x-inngest-signature": `t=${Math.floor(Date.now() / 1_000)}&s=${"0".repeat(64)}` };
  const answers = await Promise.all([
    GET(request("GET"), undefined),
    PUT(request("PUT", "{}"), undefined),
    PUT(request("PUT", JSON.stringify({ url: "http://localhost" }), { "x-inngest-sync-kind": "in_band" }), undefined),
    POST(request("POST", CALL), undefined),
    POST(request("POST", CALL, forged), undefined),
    POST(request("POST", CALL, { "x-inngest-server-kind": "dev" }), undefined),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 401]);
});

test("events sent before the engine starts are kept, and routed once it has", async () => {
  await inngest.send({ name: "test/nobody-listens", data: {} });
  const stored = await sqlPool().query("select 1 from engine_events");
  expect(stored.rowCount).toBe(1);
  running = await startFunctions();
  expect(await running.health()).toEqual({ ok: true, detail: expect.stringContaining("Embedded engine") });
  await vi.waitFor(async () => expect((await sqlPool().query("select 1 from engine_events")).rowCount).toBe(0), 10_000);
});

test("the other module graphs of the process find the same engine", async () => {
  vi.resetModules();
  const again = await import("./client");
  expect(again.inngest).not.toBe(inngest);
  expect(again.embedded().engine).toBe(embedded().engine);
  expect(again.inngest.signingKey).toBe(inngest.signingKey);
});
