import type { APIRequestContext, Page } from "@playwright/test";
import { catalogue } from "@/lib/events/catalogue";
import type { Sink } from "@/lib/testing/sink";
import type { App } from "./app-server.mjs";
import { makeBridge } from "./bridge-form";
import { expect, testOnOwnApp as test } from "./fixtures";
import { signIn } from "./tenant";

const OWNER = { email: "owner@northwind.example", password: "a few words in a row" };
const API_KEY = "atl_crash0test0key0of0thirty0characters";
const EVENTS_PER_PUBLISH = 100;

// Killed and started again: a server of each test's own, made ready without a browser as an operator would.
test.describe.configure({ timeout: 180_000 });
test.use({
  appEnv: { ATELYA_INIT_EMAIL: OWNER.email, ATELYA_INIT_PASSWORD: OWNER.password, ATELYA_INIT_API_KEY: API_KEY },
});

test("killed between publish and delivery: what was answered with 202 arrives", async ({ app, page, sink }) => {
  const workspaceId = await ready(app, page, `${sink.url}/hook`);
  const published = await publishMany(page.request, workspaceId);
  await app.kill();
  const before = sink.requests.length;
  expect(before, "the kill came before the last delivery").toBeLessThan(published.length);
  await app.restart();
  await allArrive(sink, published);
  expect([...arrived(sink.requests).keys()].sort()).toEqual([...published].sort());
});

test("killed in the midst of a thousand: every one arrives, and a repeat only under its own id", async ({
  app,
  page,
  sink,
}) => {
  const workspaceId = await ready(app, page, `${sink.url}/hook`);
  // Slow enough that many are under way at the kill.
  sink.answer({ status: 200, delayMs: 100 });
  const publishing = Promise.allSettled(Array.from({ length: 10 }, () => publishMany(page.request, workspaceId)));
  await sink.waitForCount(200, { timeoutMs: 60_000 });
  await app.kill();
  const before = sink.requests.length;
  expect(before, "the kill came in their midst").toBeLessThan(1_000);
  const answered = (await publishing).flatMap((result) => (result.status === "fulfilled" ? result.value : []));
  sink.answer({ status: 200 });
  await app.restart();

  await allArrive(sink, answered);
  // The same event twice is the same delivery twice, and no delivery is of two events.
  const events = arrived(sink.requests);
  const deliveries = new Set(sink.requests.map((request) => request.headers["x-atelyaos-delivery"]));
  expect(deliveries.size).toBe(events.size);
  for (const ids of events.values()) expect(ids.size).toBe(1);
});

// What was under way at the kill comes again when its lease ends, 20 seconds later.
async function allArrive(sink: Sink, eventIds: readonly string[]): Promise<void> {
  const missing = () => {
    const ids = arrived(sink.requests);
    return eventIds.filter((id) => !ids.has(id)).length;
  };
  await expect.poll(missing, { message: "events that have not arrived", timeout: 120_000 }).toBe(0);
}

// Event ids that came, each with the deliveries that it came by.
function arrived(requests: readonly { headers: Record<string, string> }[]): Map<string, Set<string>> {
  const ids = new Map<string, Set<string>>();
  for (const { headers } of requests) {
    const id = headers["webhook-id"] ?? "";
    ids.set(id, (ids.get(id) ?? new Set()).add(headers["x-atelyaos-delivery"] ?? ""));
  }
  return ids;
}

async function ready(app: App, page: Page, url: string): Promise<string> {
  await signIn(page, OWNER, app.url);
  await makeBridge(page, { format: "Generic JSON", name: "Receiver", url });
  const answer = await page.request.get("/api/v1/workspaces", { headers: { authorization: `Bearer ${API_KEY}` } });
  const { data } = (await answer.json()) as { data: { id: string }[] };
  return String(data[0]?.id);
}

async function publishMany(request: APIRequestContext, workspaceId: string): Promise<string[]> {
  const { data } = catalogue["workroom.completed"].example;
  const event = { type: "workroom.completed", workspace_id: workspaceId, data };
  const answer = await request.post("/api/v1/events", {
    headers: { authorization: `Bearer ${API_KEY}` },
    data: { events: Array.from({ length: EVENTS_PER_PUBLISH }, () => event) },
  });
  expect(answer.status()).toBe(202);
  const published = (await answer.json()) as { data: { id: string }[] };
  return published.data.map(({ id }) => id);
}
