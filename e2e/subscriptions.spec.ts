import type { APIRequestContext } from "@playwright/test";
import { Webhook } from "standardwebhooks";
import { createSubscription } from "@/lib/subscriptions/create";
import { expect, publish, test } from "./fixtures";
import { inspect } from "./inspect";
import { addPerson, newTenant, signIn, type TestTenant } from "./tenant";
import { expectSigned } from "./verify";

const LIST = "/settings/developers/subscriptions";

test("the empty page teaches: what it says to paste registers a subscription, and the list shows it", async ({
  ownerPage: page,
  request,
  tenant,
  sink,
}) => {
  await page.goto(LIST);
  await expect(page.getByRole("heading", { name: "No subscriptions yet" })).toBeVisible();
  const command = String(await page.locator("pre").textContent());
  expect(command).toContain(`curl ${process.env.APP_URL}/api/v1/webhooks`);
  const body = JSON.parse(command.slice(command.indexOf("'") + 1, -1)) as Record<string, unknown>;
  expect(body).toHaveProperty("filter.workspace_ids", [tenant.workspaceId]);

  const made = await register(request, tenant, { ...body, url: `${sink.url}/hook` });
  await publish(request, tenant);
  expectSigned(await sink.waitFor(), made.secret);
  // By itself: whoever pasted it looks here and does not reload.
  const row = page.getByRole("row", { name: /Order desk/ });
  await expect(row).toContainText("2 events", { timeout: 20_000 });
  await expect(row).toContainText("Default");
  await expect(row).toContainText("Delivering", { timeout: 20_000 });
  await expect(row.getByRole("img", { name: "1 succeeded, 0 failed" })).toBeVisible();
});

test("a subscription's page shows what it was sent and how it was registered, and its deliveries lead there", async ({
  ownerPage: page,
  request,
  tenant,
  sink,
}) => {
  const { id } = await register(request, tenant, {
    url: `${sink.url}/hook?token=t0psecret`,
    events: ["workroom.completed", { type: "deliverable.exported", filter: { workroom_ids: ["wr_1"] } }],
    description: "Order desk",
    metadata: { team: "orders" },
    rate_limit_per_second: 10,
  });
  await publish(request, tenant);
  await sink.waitFor();
  await page.goto(`${LIST}/${id}`);
  const log = page.getByRole("table", { name: "Deliveries" });
  await expect(log).toContainText("Delivered");
  const configuration = page.getByRole("region", { name: "Configuration" });
  for (const text of ["?token=••••", "deliverable.exported", "wr_1", "team: orders", "10 a second"]) {
    await expect(configuration).toContainText(text);
  }
  expect(await page.content()).not.toContain("t0psecret");

  await page.getByRole("button", { name: "Send test event" }).click();
  await expect(page.getByRole("region", { name: "Test" })).toContainText("Delivered");

  await page.goto("/settings/integrations/webhooks/activity");
  await page.getByLabel("Destination").selectOption({ label: "Order desk" });
  await expect(page).toHaveURL(new RegExp(`bridge=${id}`));
  await log.getByRole("link").first().click();
  await page.getByRole("dialog").getByRole("link", { name: "Order desk" }).click();
  await expect(page).toHaveURL(new RegExp(`${LIST}/${id}$`));
});

test("a rotation shows the new secret once, and both sign until the old one is ended", async ({
  ownerPage: page,
  request,
  tenant,
  sink,
}) => {
  const { id, secret: old } = await register(request, tenant, { url: sink.url, events: ["workroom.completed"] });
  await page.goto(`${LIST}/${id}`);
  await page.getByRole("button", { name: "Rotate secret" }).click();
  await page.getByLabel("The old secret goes on signing for").selectOption({ label: "7 days" });
  await page.getByRole("dialog").getByRole("button", { name: "Rotate secret" }).click();
  await expect(page.getByRole("heading", { name: "Copy the new secret now" })).toBeVisible();
  const newest = String(await page.getByLabel("New signing secret").textContent());
  // Not by accident: it is shown once.
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText("The old one stops in 6 days 23 h")).toBeVisible();
  const carried = page.getByRole("table", { name: "What each header carries" });
  await expect(carried.getByRole("row", { name: /X-AtelyaOS-Signature-Previous/ })).toContainText("by the old secret");
  await page.reload();
  expect(await page.content()).not.toContain(newest);

  // Another process signs: it learns of the rotation within a second.
  await expect(async () => {
    const eventId = await publish(request, tenant);
    const during = await sink.waitFor((received) => received.headers["webhook-id"] === eventId);
    expectSigned(during, newest);
    expect(() => new Webhook(old).verify(during.body, during.headers)).not.toThrow();
    expect(during.headers["x-atelyaos-signature-previous"]).toMatch(/^[0-9a-f]{64}$/);
  }).toPass();

  await page.getByRole("button", { name: "End now" }).click();
  await page.getByRole("button", { name: "Stop the old secret" }).click();
  await expect(page.getByText("Two secrets sign now.")).toHaveCount(0);
  await expect(carried.getByRole("row", { name: /X-AtelyaOS-Signature-Previous/ })).toContainText("Not sent");
  await expect(async () => {
    const eventId = await publish(request, tenant);
    const after = await sink.waitFor((received) => received.headers["webhook-id"] === eventId);
    expectSigned(after, newest);
    expect(after.headers["x-atelyaos-signature-previous"]).toBeUndefined();
    expect(() => new Webhook(old).verify(after.body, after.headers)).toThrow();
  }).toPass();
});

test("an admin pauses, resumes and deletes by typing; a member reads alone, a stranger nothing", async ({
  browser,
  ownerPage: page,
  tenant,
  sink,
}) => {
  const input = { url: `${sink.url}/hook`, events: ["workroom.completed"], description: "Order desk" };
  const { id } = await createSubscription(tenant.ctx, input);
  const appUrl = process.env.APP_URL ?? "";
  for (const [person, sees] of [
    [await addPerson(tenant, "member"), true],
    [(await newTenant()).owner, false],
  ] as const) {
    const context = await browser.newContext({ baseURL: appUrl });
    const theirs = await context.newPage();
    await signIn(theirs, person);
    await theirs.goto(`${LIST}/${id}`);
    const heading = sees ? "Order desk" : "There is nothing here";
    await expect(theirs.getByRole("heading", { name: heading, level: 1 })).toBeVisible();
    for (const name of ["Pause", "Delete", "Send test event", "Rotate secret"]) {
      await expect(theirs.getByRole("button", { name })).toHaveCount(0);
    }
    await context.close();
  }

  await page.goto(`${LIST}/${id}`);
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByText("Order desk is paused")).toBeVisible();
  await page.getByRole("button", { name: "Resume" }).click();
  await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();
  await page.getByRole("button", { name: "Delete" }).click();
  const confirm = page.getByRole("button", { name: "Delete subscription" });
  await expect(confirm).toBeDisabled();
  await page.getByLabel(/to confirm$/).fill(new URL(sink.url).host);
  await confirm.click();
  await expect(page).toHaveURL(new RegExp(`${LIST}$`));
  await expect(page.getByRole("heading", { name: "No subscriptions yet" })).toBeVisible();
});

test("the API's page and a subscription's in trouble pass axe and fit a phone", async ({
  ownerPage: page,
  request,
  tenant,
  sink,
}) => {
  sink.answer({ status: 410 });
  const { id } = await register(request, tenant, { url: sink.url, events: ["workroom.completed"] });
  await publish(request, tenant);
  await sink.waitFor();
  await page.goto(LIST);
  await expect(page.getByRole("row", { name: /410/ })).toContainText("Disabled");
  await inspect(page);
  await page.goto(`${LIST}/${id}`);
  await expect(page.getByRole("button", { name: "Enable" })).toBeVisible();
  // Tabs are in the keyboard's way once the page is awake.
  await expect(page.getByRole("tab", { name: "Node.js" })).toHaveAttribute("tabindex", "0");
  await inspect(page);
  await page.getByRole("button", { name: "Rotate secret" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await inspect(page);
  await page.goto("/settings/developers/api");
  await expect(page.getByText(`${process.env.APP_URL}/api/v1`, { exact: true })).toBeVisible();
  await expect(page.getByText(tenant.workspaceId).first()).toBeVisible();
  await inspect(page);
});

/** Registers a subscription as a program does. */
async function register(
  request: APIRequestContext,
  { apiKey }: TestTenant,
  data: Record<string, unknown>,
): Promise<{ id: string; secret: string }> {
  const answer = await request.post("/api/v1/webhooks", { headers: { authorization: `Bearer ${apiKey}` }, data });
  expect(answer.status(), await answer.text()).toBe(201);
  return (await answer.json()) as { id: string; secret: string };
}
