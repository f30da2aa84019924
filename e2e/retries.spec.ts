import type { Page } from "@playwright/test";
import { createBridge } from "@/lib/bridges/create";
import { bridgeTo } from "@/lib/testing/bridge";
import { expect, publish, test } from "./fixtures";
import { expectSigned } from "./verify";

const bridgePath = (id: string) => `/settings/integrations/webhooks/${id}`;
const row = (page: Page) => page.getByRole("table", { name: "Deliveries" }).getByRole("row").nth(1);

test("a failure is explained, tried again at a press, and then delivered", async ({
  ownerPage: page,
  request,
  tenant,
  sink,
}) => {
  // An hour's wait, as the receiver asks for: the second attempt can only come from the button.
  sink.answer({ status: 503, headers: { "retry-after": "3600" }, body: "down for maintenance" }, { status: 200 });
  const bridgeId = await bridgeTo(tenant, `${sink.url}/hook`);
  const eventId = await publish(request, tenant);

  await page.goto(bridgePath(bridgeId));
  await expect(row(page)).toContainText("Retrying in 60 min");
  await row(page).getByRole("link").click();
  const sheet = page.getByRole("dialog");
  const lit = page.locator('nav[aria-label="Settings"] [aria-current="page"]');
  // The sheet lies over the webhook's page; its address by itself is a page of Activity.
  await expect(page).toHaveURL(/\/deliveries\/dlv_/);
  await expect(lit).toHaveText("Webhooks");
  await expect(sheet.getByText("The receiver answered 503", { exact: false }).first()).toBeVisible();
  await expect(sheet).toContainText("down for maintenance");
  await sheet.getByRole("button", { name: "Retry now" }).click();

  const [first, second] = await sink.waitForCount(2);
  await expect(sheet.getByRole("heading", { name: "Delivered on attempt 2" })).toBeVisible();
  expect(second?.headers["webhook-id"]).toBe(eventId);
  expect(second?.headers["x-atelyaos-attempt"]).toBe("2");
  expect(second?.headers["x-atelyaos-delivery"]).toBe(first?.headers["x-atelyaos-delivery"]);
  if (second) expectSigned(second, tenant.secret);
  await page.reload();
  await expect(page.getByRole("heading", { name: "Delivered on attempt 2" })).toBeVisible();
  await expect(lit).toHaveText("Activity");
});

test("a failure is tried again by itself after five seconds", async ({ request, tenant, sink }) => {
  sink.answer({ status: 500 }, { status: 200 });
  await bridgeTo(tenant, `${sink.url}/hook`);
  await publish(request, tenant);
  const [first, second] = await sink.waitForCount(2, { timeoutMs: 15_000 });
  const waited = (second?.receivedAt ?? 0) - (first?.receivedAt ?? 0);
  // Five seconds, a fifth of it as jitter, and a moment for the queue.
  expect(waited).toBeGreaterThan(3_900);
  expect(waited).toBeLessThan(9_000);
});

test("an error that does not go away by waiting is not tried again, and its remedy is named", async ({
  ownerPage: page,
  request,
  tenant,
  sink,
}) => {
  sink.answer({ status: 404, body: "no_service" });
  const { id } = await createBridge(tenant.ctx, {
    workspaceId: tenant.workspaceId,
    name: "#deliverables",
    format: "slack",
    url: `${sink.url}/services/T1/B1/x`,
    config: {},
    eventTypes: ["*"],
  });
  await publish(request, tenant);
  await page.goto(bridgePath(id));
  await expect(row(page)).toContainText("Failed");
  await row(page).getByRole("link").click();
  const sheet = page.getByRole("dialog");
  await expect(sheet.getByRole("heading", { name: "Failed after 1 attempt" })).toBeVisible();
  await expect(sheet).toContainText("Slack answered 404 no_service");
  await expect(sheet).toContainText("paste its URL");
  expect(sink.requests).toHaveLength(1);
});

test("410 Gone disables the bridge until somebody enables it", async ({ ownerPage: page, request, tenant, sink }) => {
  sink.answer({ status: 410 }, { status: 200 });
  const bridgeId = await bridgeTo(tenant, `${sink.url}/hook`, ["workroom.completed"]);
  await publish(request, tenant);
  await sink.waitFor();

  await page.goto(bridgePath(bridgeId));
  await expect(row(page)).toContainText("Failed");
  await page.reload();
  await expect(page.getByText(/^Disabled .*: .*gone/i)).toBeVisible();
  const unheard = await publish(request, tenant);

  await page.getByRole("button", { name: "Enable" }).click();
  await expect(page.getByText("is active again").first()).toBeVisible();
  const heard = await publish(request, tenant);
  const after = await sink.waitFor((received) => received.headers["webhook-id"] === heard);
  expect(after.headers["x-atelyaos-attempt"]).toBe("1");
  expect(sink.requests.map((received) => received.headers["webhook-id"])).not.toContain(unheard);
});

test("a paused bridge gets nothing until it is resumed", async ({ ownerPage: page, request, tenant, sink }) => {
  const bridgeId = await bridgeTo(tenant, `${sink.url}/hook`);
  await page.goto(bridgePath(bridgeId));
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByRole("button", { name: "Resume" })).toBeVisible();
  const unheard = await publish(request, tenant);
  await page.getByRole("button", { name: "Resume" }).click();
  await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();
  const heard = await publish(request, tenant);
  await sink.waitFor((received) => received.headers["webhook-id"] === heard);
  expect(sink.requests.map((received) => received.headers["webhook-id"])).not.toContain(unheard);
});

test("a receiver that does not answer holds up nobody else's delivery", async ({
  ownerPage: page,
  request,
  tenant,
  sink,
}) => {
  sink.answer((received, response) => {
    if (received.path === "/quick") response.end("ok");
  });
  const slow = await bridgeTo(tenant, `${sink.url}/silent`);
  const quick = await bridgeTo(tenant, `${sink.url}/quick`);
  await publish(request, tenant);
  await sink.waitForCount(2);
  await page.goto(bridgePath(quick));
  await expect(row(page)).toContainText("Delivered");
  await page.goto(bridgePath(slow));
  await expect(row(page)).toContainText("Sending");
});
