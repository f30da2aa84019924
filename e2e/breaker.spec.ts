import { randomUUID } from "node:crypto";
import type { APIRequestContext, Page } from "@playwright/test";
import { db } from "@/lib/db/client";
import { bridgeTo, exampleInput } from "@/lib/testing/bridge";
import type { Sink } from "@/lib/testing/sink";
import { webhookTo } from "@/lib/testing/webhooks";
import { HOUR_MS } from "@/lib/time";
import { pickEvent, pickFormat } from "./bridge-form";
import { expect, publish, test } from "./fixtures";
import { inspect } from "./inspect";
import type { TestTenant } from "./tenant";

const BRIDGES = "/settings/integrations/webhooks";
const bridgePath = (id: string) => `${BRIDGES}/${id}`;
const webhookPath = (id: string) => `/settings/developers/subscriptions/${id}`;
/** Enough for a breaker, which asks for ten failures within a minute. */
const BURST = 12;
// A page asks every few seconds, and the machine may be busy.
const LIVE = { timeout: 20_000 };

const status = (page: Page) => page.getByRole("main").locator("header");
const notice = (page: Page) => page.getByRole("status").filter({ hasText: "The receiver is down" });
const probeNow = (page: Page) => notice(page).getByRole("button", { name: "Probe now" });

test("a bridge whose receiver fails is down everywhere, keeps what waits, and goes on when a probe arrives", async ({
  ownerPage: page,
  context,
  request,
  tenant,
  sink,
}) => {
  sink.answer({ status: 500, body: "no database" });
  const bridgeId = await bridgeTo(tenant, `${sink.url}/hook`);
  await page.goto(bridgePath(bridgeId));
  await expect(status(page)).toContainText("No events yet");
  const other = await context.newPage();
  await other.goto(bridgePath(bridgeId));
  const isStillLoaded = await Promise.all([page, other].map(markAsLoaded));

  await publishMany(request, tenant, BURST);
  for (const tab of [page, other]) {
    await expect(status(tab)).toContainText("Down", LIVE);
    await expect(notice(tab)).toContainText(/opened .* attempts within a minute failed.*answered 500/);
    await expect(notice(tab)).toContainText(`${BURST} deliveries wait and use up no attempts. Next probe in`);
  }
  const list = await context.newPage();
  await list.goto(BRIDGES);
  const row = list.getByRole("row", { name: /Test bridge/ });
  await expect(row).toContainText("Down");
  await expect(row).toContainText(/Went down .*next probe (in|now)/);
  await expect(row).toContainText(/attempts within a minute failed.*answered 500/);

  await keepProbesAway(bridgeId);
  // What comes now waits too, untried.
  const late = await publish(request, tenant);
  const waiting = `${BURST + 1} deliveries wait and use up no attempts. Next probe in 60 min.`;
  await expect(notice(page)).toContainText(waiting, LIVE);
  const before = await countedAttempts(bridgeId);
  const sentBefore = sink.requests.length;

  await probeNow(page).click();
  await expect(notice(page)).toContainText(/The last probe failed .*Next probe in/, LIVE);
  await expect(notice(other)).toContainText("The last probe failed", LIVE);
  expect(sink.requests).toHaveLength(sentBefore + 1);
  expect(await countedAttempts(bridgeId)).toBe(before);
  expect(before).toBeGreaterThanOrEqual(BURST - 2);

  sink.answer({ status: 200 });
  await probeNow(page).click();
  await expect.poll(() => arrived(sink, sentBefore + 1).size, LIVE).toBe(BURST + 1);
  expect([...arrived(sink, sentBefore + 1)]).toContain(late);
  for (const tab of [page, other]) {
    await expect(tab.getByRole("status").filter({ hasText: "Deliveries are sent again" })).toBeVisible(LIVE);
    await expect(notice(tab)).toHaveCount(0);
    await expect(status(tab)).toContainText("Delivering", LIVE);
  }
  for (const isLoaded of isStillLoaded) expect(await isLoaded()).toBe(true);
});

test("a subscription that is down says so on its page, in its list and by the API, until a probe arrives", async ({
  ownerPage: page,
  context,
  request,
  tenant,
  sink,
}) => {
  sink.answer({ status: 503 });
  const id = await webhookTo(tenant, `${sink.url}/hook`, { description: "Order desk" });
  await page.goto(webhookPath(id));
  const isStillLoaded = await markAsLoaded(page);
  const api = async () => (await apiGet(request, tenant, `/api/v1/webhooks/${id}`)) as Record<string, unknown>;
  expect(await api()).toMatchObject({ status: "active", circuit_breaker: null, held_until: null });

  await publishMany(request, tenant, BURST);
  await expect(notice(page)).toContainText(/attempts within a minute failed.*answered 503/, LIVE);
  await expect(status(page)).toContainText("Down", LIVE);
  const { circuit_breaker: breaker } = (await api()) as { circuit_breaker: Record<string, string> };
  expect(breaker.reason).toMatch(/attempts within a minute failed.*answered 503/);
  expect(Date.parse(breaker.next_probe_at ?? "")).toBeGreaterThan(Date.parse(breaker.opened_at ?? ""));
  await keepProbesAway(id);
  await inspect(page);

  const list = await context.newPage();
  await list.goto("/settings/developers/subscriptions");
  const row = list.getByRole("row", { name: /Order desk/ });
  await expect(row).toContainText(/Down.*Went down .*next probe (in|now).*answered 503/s);

  sink.answer({ status: 200 });
  sink.clear();
  // From the list's menu as from the page.
  await row.getByRole("button", { name: "Actions for Order desk" }).click();
  await list.getByRole("menuitem", { name: "Probe now" }).click();
  await expect.poll(() => arrived(sink).size, LIVE).toBe(BURST);
  await expect(page.getByText("Deliveries are sent again")).toBeVisible(LIVE);
  await expect(status(page)).toContainText("Delivering", LIVE);
  expect(await api()).toMatchObject({ circuit_breaker: null });
  expect(await isStillLoaded()).toBe(true);
});

test("a receiver that asks us to wait is held back until then, and the page says until when", async ({
  ownerPage: page,
  request,
  tenant,
  sink,
}) => {
  // Again and again, until this test has seen what it looks for.
  sink.answer({ status: 429, headers: { "retry-after": "3" } });
  const id = await webhookTo(tenant, `${sink.url}/hook`);
  await page.goto(webhookPath(id));
  const held = page.getByRole("status").filter({ hasText: /Held back until \d\d:\d\d:\d\d, as the receiver asked\./ });
  await publish(request, tenant);
  await expect(held).toContainText(/nothing is sent for another .+1 delivery waits and uses up no attempt\./, LIVE);
  await publish(request, tenant);
  await expect(held).toContainText("2 deliveries wait and use up no attempts.", LIVE);
  const read = async () => (await apiGet(request, tenant, `/api/v1/webhooks/${id}`)) as { held_until: string | null };
  await expect.poll(async () => Date.parse((await read()).held_until ?? "") > Date.now()).toBe(true);
  expect(await countedAttempts(id)).toBe(0);
  const [first, second] = await sink.waitForCount(2);
  expect((second?.receivedAt ?? 0) - (first?.receivedAt ?? 0)).toBeGreaterThan(2_900);

  sink.answer({ status: 200 });
  await expect(held).toHaveCount(0, LIVE);
  const log = page.getByRole("table", { name: "Deliveries" });
  await expect(log.getByText("Delivered", { exact: true })).toHaveCount(2, LIVE);
  expect((await read()).held_until).toBeNull();
});

test("a rate limit is set in the form, where Slack starts with its own, and the receiver sees the pace", async ({
  ownerPage: page,
  request,
  tenant,
  sink,
}) => {
  await page.goto(`${BRIDGES}/new`);
  await pickFormat(page, "Slack");
  await page.getByText("More settings").click();
  const limit = page.getByLabel("Requests a second");
  await expect(limit).toHaveValue("1");
  await expect(limit).toHaveAccessibleDescription(/one message a second.*The default for Slack is 1\.$/);
  await pickFormat(page, "Generic JSON");
  await expect(limit).toHaveValue("");
  await limit.fill("4");
  await page.getByLabel("Name", { exact: true }).fill("Paced");
  await page.locator("input[name=url]").fill(`${sink.url}/hook`);
  await pickEvent(page, "workroom.completed");
  await page.getByRole("button", { name: "Save bridge" }).click();
  await expect(page.getByRole("heading", { name: "Paced is ready" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Configuration" })).toContainText("4 a second");

  await publishMany(request, tenant, 8);
  const received = await sink.waitForCount(8, { timeoutMs: 20_000 });
  const spanMs = (received.at(-1)?.receivedAt ?? 0) - (received[0]?.receivedAt ?? 0);
  // Seven steps of a quarter of a second, less what a busy machine holds the first one up.
  expect(spanMs).toBeGreaterThan(1_500);
});

test("a pause, a resume and a deletion in one tab show in the other", async ({
  ownerPage: page,
  context,
  tenant,
  sink,
}) => {
  const bridgeId = await bridgeTo(tenant, sink.url);
  const other = await context.newPage();
  await Promise.all([page, other].map((tab) => tab.goto(bridgePath(bridgeId))));
  const isStillLoaded = await markAsLoaded(other);
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(other.getByText(/^Paused since .*\. Nothing is sent\.$/)).toBeVisible(LIVE);
  await expect(status(other)).toContainText("Paused");
  await other.getByRole("button", { name: "Resume" }).click();
  await expect(page.getByRole("button", { name: "Pause" })).toBeVisible(LIVE);
  await expect(page.getByText("Nothing is sent.")).toHaveCount(0);
  expect(await isStillLoaded()).toBe(true);

  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete bridge" }).click();
  await page.waitForURL((url) => url.pathname === BRIDGES);
  await expect(other.getByRole("heading", { name: "There is nothing here" })).toBeVisible(LIVE);
});

// However slow this machine is: from here on only the button probes.
async function keepProbesAway(destinationId: string): Promise<void> {
  const breakerProbeAt = new Date(Date.now() + HOUR_MS);
  await db.destination.update({ where: { id: destinationId }, data: { breakerProbeAt } });
}

// Answers whether the page is still the one that was marked: a reload would have lost the mark.
async function markAsLoaded(page: Page): Promise<() => Promise<boolean>> {
  await page.evaluate(() => Object.assign(window, { isMarked: true }));
  return () => page.evaluate(() => "isMarked" in window);
}

async function publishMany(request: APIRequestContext, tenant: TestTenant, count: number): Promise<void> {
  const { type, workspaceId, data } = exampleInput(tenant);
  const events = Array.from({ length: count }, () => ({ type, workspace_id: workspaceId, data }));
  const headers = { ...authorized(tenant), "idempotency-key": randomUUID() };
  const answer = await request.post("/api/v1/events", { headers, data: { events }, maxRetries: 2 });
  expect(answer.status(), await answer.text()).toBe(202);
}

async function apiGet(request: APIRequestContext, tenant: TestTenant, path: string): Promise<unknown> {
  return (await request.get(path, { headers: authorized(tenant), maxRetries: 2 })).json();
}

const authorized = ({ apiKey }: TestTenant) => ({ authorization: `Bearer ${apiKey}` });

// The events that came in, from a request on.
function arrived(sink: Sink, from = 0): Set<string | undefined> {
  return new Set(sink.requests.slice(from).map(({ headers }) => headers["webhook-id"]));
}

// Attempts that use up the schedule's ten.
async function countedAttempts(destinationId: string): Promise<number> {
  const { _sum } = await db.delivery.aggregate({
    where: { destinationId },
    _sum: { attemptCount: true, sparedCount: true },
  });
  return (_sum.attemptCount ?? 0) - (_sum.sparedCount ?? 0);
}
