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
    const statuses = seen.get(id) ?? [];
    const came = `${id} came to ${statuses.join(", ")}`;
    const told = [...answers.map(({ status }) => status), ...(scope === "public" ? [] : [401])];
    expect(statuses, came).toEqual(expect.arrayContaining(told));
    expect(told, came).toEqual(expect.arrayContaining(statuses));
  }
}, 60_000);
