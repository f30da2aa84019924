import { expect, it } from "vitest";
import { operations } from "@/lib/http/operations";
import { startSink } from "@/lib/testing/sink";
import { apiFetch } from "./testing/call";
import { walkApi } from "./testing/walk";
import { createWorld } from "./testing/world";

it("every operation of the published document can be called by its examples alone", async () => {
  const sink = await startSink();
  const { key, workspaceId } = await createWorld(sink.url);
  const baseUrl = "http://localhost:3000";
  const seen = await walkApi({ baseUrl, apiKey: key, workspaceId, receiver: sink.url, fetch: apiFetch });
  await sink.close();
  for (const { id, answers, scope } of operations) {
    for (const { status } of answers) expect(seen).toContain(`${id} ${status}`);
    if (scope !== "public") expect(seen).toContain(`${id} 401`);
  }
}, 60_000);
