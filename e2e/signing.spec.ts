import type { Page } from "@playwright/test";
import { Webhook } from "standardwebhooks";
import { bridgeTo } from "@/lib/testing/bridge";
import { pickEvent, pickFormat } from "./bridge-form";
import { expect, publish, test } from "./fixtures";
import { expectSigned } from "./verify";

// The masked one has dots in it.
const WHOLE_SECRET = /^whsec_[A-Za-z0-9+/]{43}=$/;

test("a test event shows the receiver's answer in place, signed like any other", async ({
  ownerPage: page,
  tenant,
  sink,
}) => {
  sink.answer(
    { status: 418, headers: { "x-teapot": "short and stout" }, body: "no coffee here" },
    { status: 200, body: "thanks" },
  );
  const bridgeId = await bridgeTo(tenant, `${sink.url}/hook`);
  await page.goto(`/settings/integrations/webhooks/${bridgeId}`);
  await page.getByRole("button", { name: "Send test event" }).click();
  const test = page.getByRole("region", { name: "Test" });
  await expect(test).toContainText("418");
  await expect(test).toContainText("no coffee here");
  await test.getByText("Response headers").click();
  await expect(test).toContainText("short and stout");
  await page.getByRole("button", { name: "Send test event" }).click();
  await expect(test).toContainText("thanks");
  // Once each: a test is not tried again.
  expect(sink.requests).toHaveLength(2);
  for (const request of sink.requests) expectSigned(request, tenant.secret);
  await expect(page.getByRole("table", { name: "Deliveries" })).toContainText("Test");
});

test("a rotation keeps receivers of either secret until its end, which can be now", async ({
  ownerPage: page,
  request,
  tenant,
  sink,
}) => {
  const bridgeId = await bridgeTo(tenant, `${sink.url}/hook`);
  await page.goto(`/settings/integrations/webhooks/${bridgeId}`);
  await page.getByRole("button", { name: "Rotate secret" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Rotate secret" }).click();
  await expect(page.getByText("Two secrets sign now.")).toBeVisible();
  await page.getByRole("button", { name: "Reveal" }).click();
  const newest = String(await page.locator("code", { hasText: WHOLE_SECRET }).textContent());
  expect(newest).not.toBe(tenant.secret);

  // Another process signs: it learns of the rotation within a second.
  const eventId = await publish(request, tenant);
  const during = await sink.waitFor((received) => received.headers["webhook-id"] === eventId);
  expectSigned(during, newest);
  expect(() => new Webhook(tenant.secret).verify(during.body, during.headers)).not.toThrow();
  expect(during.headers["x-atelyaos-signature-previous"]).toMatch(/^[0-9a-f]{64}$/);

  await page.getByRole("button", { name: "End now" }).click();
  await page.getByRole("button", { name: "Stop the old secret" }).click();
  await expect(page.getByText("Two secrets sign now.")).toHaveCount(0);
  const laterId = await publish(request, tenant);
  const after = await sink.waitFor((received) => received.headers["webhook-id"] === laterId);
  expectSigned(after, newest);
  expect(after.headers["x-atelyaos-signature-previous"]).toBeUndefined();
  expect(() => new Webhook(tenant.secret).verify(after.body, after.headers)).toThrow();
});

test("a Custom bridge's own header name, prefix, method and body reach the receiver", async ({
  ownerPage: page,
  request,
  tenant,
  sink,
}) => {
  await page.goto("/settings/integrations/webhooks/new");
  await pickFormat(page, "Custom");
  await page.getByLabel("Name", { exact: true }).fill("Own backend");
  await page.locator("input[name=url]").fill(`${sink.url}/own`);
  await page.getByLabel("Method").selectOption("PUT");
  const preview = page.getByRole("region", { name: "Preview" });
  await expect(preview.getByTestId("preview-request-line")).toHaveText(`PUT ${sink.url}/own`);
  await writeBody(page, '{ "room": "{{ data.workroom.name }}" }');
  await expect(preview).toContainText('"room": "Spring launch campaign"');
  await pickEvent(page, "workroom.completed");
  await page.getByText("More settings").click();
  await page.getByLabel("Signature header").fill("X-Hub-Signature-256");
  await page.getByLabel("Signature prefix (optional)").fill("sha256=");
  await page.getByRole("button", { name: "Save bridge" }).click();
  // A name with a quotation mark would break this body: refused, with the way to write it.
  await expect(page.getByText(/data\.workroom\.name \| json/).first()).toBeVisible();
  await writeBody(page, '{ "room": {{ data.workroom.name | json }} }');
  await page.getByRole("button", { name: "Save bridge" }).click();
  await expect(page.getByRole("heading", { name: "Own backend is ready" })).toBeVisible();
  await expect(page.getByText("X-Hub-Signature-256", { exact: true }).first()).toBeVisible();

  await publish(request, tenant);
  const received = await sink.waitFor();
  expect(received.method).toBe("PUT");
  expect(JSON.parse(received.text)).toEqual({ room: "Spring launch campaign" });
  expect(received.headers["x-hub-signature-256"]).toMatch(/^sha256=[0-9a-f]{64}$/);
  expect(received.headers["x-atelyaos-signature"]).toBeUndefined();
  expect(() => new Webhook(tenant.secret).verify(received.body, received.headers)).not.toThrow();
});

test("a Slack URL that is none is refused at its field, and what was typed stays", async ({ ownerPage: page }) => {
  await page.goto("/settings/integrations/webhooks/new");
  await pickFormat(page, "Slack");
  await page.getByLabel("Name", { exact: true }).fill("Team channel");
  await page.locator("input[name=url]").fill("https://example.com/hook");
  await page.locator("input[name=url]").blur();
  await expect(page.getByText("This is not a Slack incoming webhook.").first()).toBeVisible();
  await pickEvent(page, "workroom.completed");
  await page.getByRole("button", { name: "Save bridge" }).click();
  await expect(page.getByText("hooks.slack.com/services/T00000000").first()).toBeVisible();
  await expect(page).toHaveURL(/\/new$/);
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Team channel");
  await expect(page.locator("input[name=url]")).toHaveValue("https://example.com/hook");
});

// The editor is no plain field: it takes what a keyboard gives it.
async function writeBody(page: Page, template: string): Promise<void> {
  await page.getByRole("textbox", { name: "Body" }).press("ControlOrMeta+a");
  await page.keyboard.insertText(template);
}
