import { expect, test, vi } from "vitest";
import { sqlPool } from "@/lib/db/client";
import { reportEngineHealth } from "@/lib/engine-health";
import { GET } from "./route";

test("answers 503 until the engine has been started, 200 then", async () => {
  const before = await GET();
  expect(before.status).toBe(503);
  expect(await before.json()).toMatchObject({ status: "unwell", database: "ok", engine: "not started" });
  reportEngineHealth(async () => ({ ok: true, detail: "2 functions" }));
  const after = await GET();
  expect(after.status).toBe(200);
  expect(await after.json()).toEqual({
    status: "ok",
    version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    database: "ok",
    engine: "2 functions",
  });
});

test("says what is wrong, and nothing of where", async () => {
  reportEngineHealth(async () => ({ ok: false, detail: "stopped" }));
  vi.spyOn(sqlPool(), "query").mockRejectedValue(new Error("connect ECONNREFUSED 10.0.0.7:5432"));
  const answer = await GET();
  expect(answer.status).toBe(503);
  expect(await answer.json()).toMatchObject({ status: "unwell", database: "unreachable", engine: "stopped" });
});
